// Raw DEFLATE (RFC 1951) of whole documents, for when packing must cost next to nothing.
//
// A tool's report takes half the time that zlib's fastest level takes, and becomes as small. Any inflater reads it.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What is kept from one document to the next: memory, nothing of their content.
typedef struct refrain_deflater refrain_deflater;

/// NULL where there is not enough memory.
refrain_deflater *refrain_deflater_new(void);
void refrain_deflater_free(refrain_deflater *deflater);

/// Packs `length` bytes, less than 2 GB, into `target`.
///
/// Returns the number of bytes written, or 0 where they do not fit into `room`.
size_t refrain_deflate(
    refrain_deflater *deflater, const uint8_t *source, size_t length, uint8_t *target, size_t room);

#ifdef __cplusplus
}
#endif

// A C interface over simdjson: a JSON text to a flat table of nodes that point back into the text.
//
// simdjson's first stage finds the structure (and checks UTF-8, quotes and control characters) at gigabytes a second;
// the walk over what it found is ours, so that every node knows its bytes in the source and every error its offset.
// Nothing is copied: strings and numbers stay in the source until they are asked for.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    REFRAIN_JSON_NULL = 0,
    REFRAIN_JSON_FALSE = 1,
    REFRAIN_JSON_TRUE = 2,
    REFRAIN_JSON_NUMBER = 3,
    REFRAIN_JSON_STRING = 4,
    REFRAIN_JSON_ARRAY = 5,
    REFRAIN_JSON_OBJECT = 6,
};

/// A value, or an object's key (a string node before its value). Offsets are bytes in the source, `end` exclusive;
/// those of a string leave out its quotes. `next` is the index of the node after this one and all that is inside it.
typedef struct {
    uint32_t start;
    uint32_t end;
    uint32_t next;
    uint8_t kind;
    /// The string holds a backslash.
    uint8_t escaped;
    uint16_t reserved;
} refrain_json_node;

enum {
    REFRAIN_JSON_OK = 0,
    REFRAIN_JSON_EMPTY,
    REFRAIN_JSON_TOO_LARGE,
    REFRAIN_JSON_OUT_OF_MEMORY,
    REFRAIN_JSON_INVALID_UTF8,
    REFRAIN_JSON_UNCLOSED_STRING,
    REFRAIN_JSON_CONTROL_CHARACTER,
    REFRAIN_JSON_BAD_ESCAPE,
    REFRAIN_JSON_BAD_NUMBER,
    REFRAIN_JSON_BAD_LITERAL,
    REFRAIN_JSON_TOO_DEEP,
    REFRAIN_JSON_ENDS_EARLY,
    REFRAIN_JSON_UNEXPECTED,
    REFRAIN_JSON_EXPECTED_KEY,
    REFRAIN_JSON_EXPECTED_COLON,
    REFRAIN_JSON_EXPECTED_COMMA_OR_END,
    REFRAIN_JSON_TRAILING,
};

typedef struct {
    /// One of REFRAIN_JSON_OK …
    int32_t code;
    /// Where it went wrong, in bytes from the beginning.
    size_t offset;
    /// The table; freed with refrain_json_free. NULL unless the code is REFRAIN_JSON_OK.
    refrain_json_node *nodes;
    size_t node_count;
} refrain_json_result;

/// Reads one JSON text. `bytes` needs no padding; deeper than `max_depth` containers is an error.
refrain_json_result refrain_json_parse(const uint8_t *bytes, size_t length, uint32_t max_depth);
void refrain_json_free(refrain_json_node *nodes);

/// The index of the value that an object has under a key, or UINT32_MAX. Of equal keys the first that is not
/// null wins.
uint32_t refrain_json_find(
    const uint8_t *bytes, const refrain_json_node *nodes, uint32_t object, const uint8_t *key, size_t key_length);

/// Writes a string's text without its escapes; `target` must hold `length` bytes. Returns the number written.
/// A lone surrogate, which no UTF-8 can hold, becomes U+FFFD.
size_t refrain_json_unescape(const uint8_t *source, size_t length, uint8_t *target);

/// The offset of the first byte that is not valid UTF-8, or `length`.
size_t refrain_utf8_first_invalid(const uint8_t *bytes, size_t length);

/// Whether of all control characters only those of white space (8 to 13) and escape (27) are in the text.
int refrain_is_plain_text(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif

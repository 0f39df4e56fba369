#include "CFastDeflate.h"

#include <stdlib.h>
#include <string.h>

enum {
    HASH_BITS = 14,
    WINDOW = 32768,
    SHORTEST = 4,
    LONGEST = 258,
    /// Tokens of a block: its two codes are made for so many.
    BLOCK = 1 << 15,
    LITERALS = 286,
    DISTANCES = 30,
    END_OF_BLOCK = 256,
    CODE_LIMIT = 15,
    LENGTH_CODES = 19,
    LENGTH_CODE_LIMIT = 7,
};

struct refrain_deflater {
    /// By a hash of four bytes where they last stood, counted over all documents, so that it need not be cleared.
    uint32_t places[1 << HASH_BITS];
    uint32_t seen;
    /// A literal as it is; a match as its length above 16 bits of its distance less one.
    uint32_t tokens[BLOCK];
    uint32_t literals[LITERALS];
    uint32_t distances[DISTANCES];
    /// By length less three its symbol, extra bits and their number; by distance likewise.
    uint16_t length_symbol[256];
    uint8_t length_extra[256];
    uint8_t distance_symbol[512];
};

static const uint16_t length_base[29] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                         31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t length_bits[29] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
static const uint16_t distance_base[30] = {1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
                                           193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
static const uint8_t distance_bits[30] = {0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                          6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

refrain_deflater *refrain_deflater_new(void) {
    refrain_deflater *deflater = calloc(1, sizeof(refrain_deflater));
    if (deflater == NULL) { return NULL; }
    for (int symbol = 0; symbol < 29; symbol++) {
        int end = symbol == 28 ? 259 : symbol == 27 ? 258 : length_base[symbol + 1];
        for (int length = length_base[symbol]; length < end; length++) {
            deflater->length_symbol[length - 3] = (uint16_t)(257 + symbol);
            deflater->length_extra[length - 3] = (uint8_t)(length - length_base[symbol]);
        }
    }
    // Distances up to 256 one by one, greater ones by their upper bits: there symbols begin at multiples of 128.
    for (int symbol = 0; symbol < DISTANCES; symbol++) {
        int end = symbol == DISTANCES - 1 ? WINDOW + 1 : distance_base[symbol + 1];
        for (int distance = distance_base[symbol]; distance < end; distance++) {
            int less = distance - 1;
            deflater->distance_symbol[less < 256 ? less : 256 + (less >> 7)] = (uint8_t)symbol;
        }
    }
    return deflater;
}

void refrain_deflater_free(refrain_deflater *deflater) { free(deflater); }

// MARK: Bits

/// Bits go out from the lowest; `room` is what is left behind `at` when the last byte is kept free for the end.
typedef struct {
    uint64_t bits;
    unsigned count;
    uint8_t *at;
    uint8_t *end;
    int is_full;
} writer;

static inline void flush(writer *out) {
    if (out->end - out->at < 8) {
        while (out->count >= 8) {
            if (out->at == out->end) {
                out->is_full = 1;
                out->count = 0;
                return;
            }
            *out->at++ = (uint8_t)out->bits;
            out->bits >>= 8;
            out->count -= 8;
        }
        return;
    }
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(out->at, &out->bits, 8);
#else
    for (int i = 0; i < 8; i++) { out->at[i] = (uint8_t)(out->bits >> (8 * i)); }
#endif
    unsigned bytes = out->count >> 3;
    out->at += bytes;
    // A shift by 64 bits is none in C; the count never comes to 64 here.
    out->bits >>= bytes * 8;
    out->count &= 7;
}

/// At most 48 bits, of which no other is set.
static inline void put(writer *out, uint64_t bits, unsigned count) {
    out->bits |= bits << out->count;
    out->count += count;
}

// MARK: Codes

typedef struct {
    uint32_t weight;
    uint16_t symbol;
} leaf;

static int by_weight(const void *a, const void *b) {
    const leaf *one = a, *other = b;
    if (one->weight != other->weight) { return one->weight < other->weight ? -1 : 1; }
    return one->symbol < other->symbol ? -1 : one->symbol > other->symbol;
}

static uint32_t reversed(uint32_t code, unsigned length) {
    uint32_t turned = 0;
    for (unsigned i = 0; i < length; i++) { turned = turned << 1 | ((code >> i) & 1); }
    return turned;
}

/// A Huffman code no longer than `limit` bits: lengths by symbol, and the codes as they are written.
static void make_code(const uint32_t *weights, int count, unsigned limit, uint8_t *lengths, uint16_t *codes) {
    leaf leaves[LITERALS];
    uint32_t weight[2 * LITERALS];
    uint16_t parent[2 * LITERALS];
    uint8_t depth[2 * LITERALS];
    int used = 0;
    memset(lengths, 0, (size_t)count);
    for (int symbol = 0; symbol < count; symbol++) {
        if (weights[symbol] > 0) { leaves[used++] = (leaf){weights[symbol], (uint16_t)symbol}; }
    }
    if (used == 0) { return; }
    if (used == 1) {
        lengths[leaves[0].symbol] = 1;
        codes[leaves[0].symbol] = 0;
        return;
    }
    qsort(leaves, (size_t)used, sizeof(leaf), by_weight);
    // Two queues, both sorted: the leaves, and the nodes as they are made.
    for (int i = 0; i < used; i++) { weight[i] = leaves[i].weight; }
    int next_leaf = 0, next_node = used, made = used;
    while (made < 2 * used - 1) {
        weight[made] = 0;
        for (int child = 0; child < 2; child++) {
            int least = next_leaf < used && (next_node == made || weight[next_leaf] <= weight[next_node])
                ? next_leaf++ : next_node++;
            weight[made] += weight[least];
            parent[least] = (uint16_t)made;
        }
        made++;
    }
    unsigned of_length[CODE_LIMIT + 1] = {0};
    depth[made - 1] = 0;
    for (int node = made - 2; node >= 0; node--) {
        depth[node] = (uint8_t)(depth[parent[node]] + 1);
        if (node < used) { of_length[depth[node] > limit ? limit : depth[node]]++; }
    }
    // What was cut off is taken from others: one leaf goes a level down and makes room for another beside it.
    uint32_t sum = 0;
    for (unsigned length = 1; length <= limit; length++) { sum += of_length[length] << (limit - length); }
    while (sum > 1u << limit) {
        unsigned length = limit - 1;
        while (of_length[length] == 0) { length--; }
        of_length[length]--;
        of_length[length + 1] += 2;
        of_length[limit]--;
        sum--;
    }
    // The rarest symbols get the longest codes.
    int at = 0;
    for (unsigned length = limit; length > 0; length--) {
        for (unsigned n = 0; n < of_length[length]; n++) { lengths[leaves[at++].symbol] = (uint8_t)length; }
    }
    uint32_t next[CODE_LIMIT + 2] = {0};
    uint32_t code = 0;
    for (unsigned length = 1; length <= limit; length++) {
        code = (code + (length > 1 ? of_length[length - 1] : 0)) << 1;
        next[length] = code;
    }
    for (int symbol = 0; symbol < count; symbol++) {
        if (lengths[symbol] > 0) { codes[symbol] = (uint16_t)reversed(next[lengths[symbol]]++, lengths[symbol]); }
    }
}

/// The lengths of both codes, themselves packed (RFC 1951, 3.2.7).
static void put_lengths(writer *out, const uint8_t *literals, int literal_count, const uint8_t *distances, int distance_count) {
    static const uint8_t order[LENGTH_CODES] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t all[LITERALS + DISTANCES];
    uint8_t symbols[LITERALS + DISTANCES], extras[LITERALS + DISTANCES];
    memcpy(all, literals, (size_t)literal_count);
    memcpy(all + literal_count, distances, (size_t)distance_count);
    int total = literal_count + distance_count, used = 0;
    uint32_t weights[LENGTH_CODES] = {0};
    for (int at = 0; at < total;) {
        int run = 1;
        while (at + run < total && all[at + run] == all[at]) { run++; }
        if (all[at] == 0 && run >= 3) {
            run = run > 138 ? 138 : run;
            symbols[used] = run < 11 ? 17 : 18;
            extras[used++] = (uint8_t)(run < 11 ? run - 3 : run - 11);
        } else if (at > 0 && all[at] == all[at - 1] && run >= 3) {
            run = run > 6 ? 6 : run;
            symbols[used] = 16;
            extras[used++] = (uint8_t)(run - 3);
        } else {
            run = 1;
            symbols[used] = all[at];
            extras[used++] = 0;
        }
        weights[symbols[used - 1]]++;
        at += run;
    }
    uint8_t lengths[LENGTH_CODES];
    uint16_t codes[LENGTH_CODES];
    make_code(weights, LENGTH_CODES, LENGTH_CODE_LIMIT, lengths, codes);
    int told = LENGTH_CODES;
    while (told > 4 && lengths[order[told - 1]] == 0) { told--; }
    put(out, (uint64_t)(literal_count - 257), 5);
    put(out, (uint64_t)(distance_count - 1), 5);
    put(out, (uint64_t)(told - 4), 4);
    flush(out);
    for (int i = 0; i < told; i++) {
        put(out, lengths[order[i]], 3);
        flush(out);
    }
    for (int i = 0; i < used; i++) {
        put(out, codes[symbols[i]], lengths[symbols[i]]);
        put(out, extras[i], symbols[i] == 16 ? 2 : symbols[i] == 17 ? 3 : symbols[i] == 18 ? 7 : 0);
        flush(out);
    }
}

static inline int distance_symbol(const refrain_deflater *deflater, uint32_t less) {
    return deflater->distance_symbol[less < 256 ? less : 256 + (less >> 7)];
}

static void put_block(refrain_deflater *deflater, writer *out, int count, int is_last) {
    uint8_t literal_lengths[LITERALS], distance_lengths[DISTANCES];
    uint16_t literal_codes[LITERALS], distance_codes[DISTANCES];
    deflater->literals[END_OF_BLOCK] = 1;
    make_code(deflater->literals, LITERALS, CODE_LIMIT, literal_lengths, literal_codes);
    make_code(deflater->distances, DISTANCES, CODE_LIMIT, distance_lengths, distance_codes);
    int literal_count = LITERALS, distance_count = DISTANCES;
    while (literal_count > 257 && literal_lengths[literal_count - 1] == 0) { literal_count--; }
    while (distance_count > 1 && distance_lengths[distance_count - 1] == 0) { distance_count--; }
    put(out, (uint64_t)is_last, 1);
    put(out, 2, 2);
    put_lengths(out, literal_lengths, literal_count, distance_lengths, distance_count);
    for (int i = 0; i < count && !out->is_full; i++) {
        uint32_t token = deflater->tokens[i];
        uint32_t length = token >> 16;
        if (length == 0) {
            put(out, literal_codes[token], literal_lengths[token]);
            // With fewer than 8 bits left over, three literals fit before they have to go out.
            if (out->count > 40) { flush(out); }
            continue;
        }
        flush(out);
        int symbol = deflater->length_symbol[length - 3];
        put(out, literal_codes[symbol], literal_lengths[symbol]);
        put(out, deflater->length_extra[length - 3], length_bits[symbol - 257]);
        uint32_t less = token & 0xFFFF;
        int distance = distance_symbol(deflater, less);
        put(out, distance_codes[distance], distance_lengths[distance]);
        put(out, less + 1 - distance_base[distance], distance_bits[distance]);
        flush(out);
    }
    flush(out);
    put(out, literal_codes[END_OF_BLOCK], literal_lengths[END_OF_BLOCK]);
    flush(out);
    memset(deflater->literals, 0, sizeof deflater->literals);
    memset(deflater->distances, 0, sizeof deflater->distances);
}

// MARK: Matches

static inline uint32_t load32(const uint8_t *at) {
    uint32_t word;
    memcpy(&word, at, 4);
    return word;
}

static inline uint64_t load64(const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, 8);
    return word;
}

static inline uint32_t hash(uint32_t word) { return (word * 0x9E3779B1u) >> (32 - HASH_BITS); }

/// How many bytes are alike, at most `limit`; the first four are.
static inline uint32_t alike(const uint8_t *now, const uint8_t *before, uint32_t limit) {
    uint32_t length = SHORTEST;
    while (length + 8 <= limit) {
        uint64_t differ = load64(now + length) ^ load64(before + length);
        if (differ != 0) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            return length + (uint32_t)(__builtin_ctzll(differ) >> 3);
#else
            return length + (uint32_t)(__builtin_clzll(differ) >> 3);
#endif
        }
        length += 8;
    }
    while (length < limit && now[length] == before[length]) { length++; }
    return length;
}

size_t refrain_deflate(
    refrain_deflater *deflater, const uint8_t *source, size_t length, uint8_t *target, size_t room) {
    if (length == 0 || length > INT32_MAX || room == 0) { return 0; }
    // Places are kept 1-based beyond all that was seen before; one that is not greater belongs to an earlier document.
    if (deflater->seen > UINT32_MAX - (uint32_t)length - 1) {
        memset(deflater->places, 0, sizeof deflater->places);
        deflater->seen = 0;
    }
    uint32_t base = deflater->seen + 1;
    deflater->seen += (uint32_t)length + 1;
    memset(deflater->literals, 0, sizeof deflater->literals);
    memset(deflater->distances, 0, sizeof deflater->distances);
    writer out = {0, 0, target, target + room, 0};
    uint32_t end = (uint32_t)length;
    // No match begins in the last bytes, so that four can be read anywhere.
    uint32_t last = end > 8 ? end - 8 : 0;
    uint32_t at = 0;
    int count = 0;
    while (at < end) {
        if (count == BLOCK) {
            put_block(deflater, &out, count, 0);
            if (out.is_full) { return 0; }
            count = 0;
        }
        if (at < last) {
            uint32_t word = load32(source + at);
            uint32_t *slot = &deflater->places[hash(word)];
            uint32_t before = *slot;
            *slot = base + at;
            uint32_t distance = base + at - before;
            if (before >= base && distance <= WINDOW && load32(source + at - distance) == word) {
                uint32_t limit = end - at < LONGEST ? end - at : LONGEST;
                uint32_t size = alike(source + at, source + at - distance, limit);
                deflater->tokens[count++] = size << 16 | (distance - 1);
                deflater->literals[deflater->length_symbol[size - 3]]++;
                deflater->distances[distance_symbol(deflater, distance - 1)]++;
                // Nothing of what a match passes over is remembered: that would cost as much as to look for it.
                at += size;
                continue;
            }
        }
        deflater->tokens[count++] = source[at];
        deflater->literals[source[at]]++;
        at++;
    }
    put_block(deflater, &out, count, 1);
    // The last bits fill up a byte.
    if (out.count > 0) { out.count = 8; }
    flush(&out);
    return out.is_full ? 0 : (size_t)(out.at - target);
}

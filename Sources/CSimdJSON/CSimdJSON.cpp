#include "CSimdJSON.h"

#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

namespace {

/// The scratch of simdjson's first stage, kept for the next document of this thread unless it grew large.
struct Scratch {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
    size_t capacity = 0;

    static constexpr size_t largest_kept = 4u << 20;

    bool reserve(size_t length) {
        if (parser && capacity >= length) { return true; }
        size_t wanted = length < 4096 ? 4096 : length;
        if (wanted < largest_kept && wanted < capacity * 2) { wanted = capacity * 2; }
        parser.reset();
        capacity = 0;
        const simdjson::implementation *active = simdjson::get_active_implementation();
        if (active->create_dom_parser_implementation(wanted, 1, parser) != simdjson::SUCCESS) { return false; }
        capacity = wanted;
        return true;
    }

    void trim() {
        if (capacity > largest_kept) {
            parser.reset();
            capacity = 0;
        }
    }
};

bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }
bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }
bool is_hex(uint8_t byte) {
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

refrain_json_result failure(int32_t code, size_t offset) {
    refrain_json_result result;
    result.code = code;
    result.offset = offset;
    result.nodes = nullptr;
    result.node_count = 0;
    return result;
}

/// RFC 8259, section 6. Returns the end of the number that begins at `at`, or `at` where none does.
size_t number_end(const uint8_t *bytes, size_t at, size_t end) {
    size_t i = at;
    if (i < end && bytes[i] == '-') { i++; }
    if (i >= end || !is_digit(bytes[i])) { return at; }
    if (bytes[i] == '0') {
        i++;
    } else {
        while (i < end && is_digit(bytes[i])) { i++; }
    }
    if (i < end && bytes[i] == '.') {
        i++;
        if (i >= end || !is_digit(bytes[i])) { return at; }
        while (i < end && is_digit(bytes[i])) { i++; }
    }
    if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
        i++;
        if (i < end && (bytes[i] == '+' || bytes[i] == '-')) { i++; }
        if (i >= end || !is_digit(bytes[i])) { return at; }
        while (i < end && is_digit(bytes[i])) { i++; }
    }
    return i;
}

/// Where the first stage stumbled: it tells what, but not where.
refrain_json_result locate(simdjson::error_code code, const uint8_t *bytes, size_t length) {
    if (code == simdjson::UTF8_ERROR) {
        return failure(REFRAIN_JSON_INVALID_UTF8, refrain_utf8_first_invalid(bytes, length));
    }
    bool inside = false;
    size_t opened = 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = bytes[i];
        if (!inside) {
            if (byte == '"') {
                inside = true;
                opened = i;
            } else if (!is_space(byte) && !is_digit(byte) && strchr("{}[]:,+-.eEtrufalsn", byte) == nullptr) {
                // No letter of a number or literal: an earlier quote is missing, or this one stands outside of a string.
                return failure(REFRAIN_JSON_BAD_LITERAL, i);
            }
        } else if (byte == '\\') {
            i++;
        } else if (byte == '"') {
            inside = false;
        } else if (byte < 0x20 && code != simdjson::UNCLOSED_STRING) {
            return failure(REFRAIN_JSON_CONTROL_CHARACTER, i);
        }
    }
    if (inside) { return failure(REFRAIN_JSON_UNCLOSED_STRING, opened); }
    if (code == simdjson::EMPTY) { return failure(REFRAIN_JSON_EMPTY, 0); }
    return failure(REFRAIN_JSON_UNEXPECTED, 0);
}

/// Walks the structural characters that the first stage found, without recursion.
struct Walker {
    const uint8_t *bytes;
    size_t length;
    const uint32_t *places;
    size_t count;
    refrain_json_node *nodes;
    uint32_t *open;
    uint32_t max_depth;

    size_t used = 0;
    size_t at = 0;
    int32_t code = REFRAIN_JSON_OK;
    size_t offset = 0;

    bool fail(int32_t why, size_t where) {
        code = why;
        offset = where;
        return false;
    }

    size_t place(size_t index) const { return index < count ? places[index] : length; }

    /// The end of the token at structural `index`, without the white space that follows it.
    size_t token_end(size_t index) const {
        size_t start = places[index];
        size_t end = place(index + 1);
        while (end > start && is_space(bytes[end - 1])) { end--; }
        return end;
    }

    refrain_json_node &add(uint8_t kind, size_t start, size_t end) {
        refrain_json_node &node = nodes[used++];
        node.start = uint32_t(start);
        node.end = uint32_t(end);
        node.next = uint32_t(used);
        node.kind = kind;
        node.escaped = 0;
        node.reserved = 0;
        return node;
    }

    bool string() {
        size_t start = places[at];
        size_t end = token_end(at);
        if (end < start + 2 || bytes[end - 1] != '"') { return fail(REFRAIN_JSON_UNCLOSED_STRING, start); }
        refrain_json_node &node = add(REFRAIN_JSON_STRING, start + 1, end - 1);
        const uint8_t *from = bytes + start + 1;
        const uint8_t *to = bytes + end - 1;
        while (from < to) {
            from = static_cast<const uint8_t *>(memchr(from, '\\', size_t(to - from)));
            if (from == nullptr) { break; }
            node.escaped = 1;
            size_t where = size_t(from - bytes);
            if (from + 1 >= to) { return fail(REFRAIN_JSON_BAD_ESCAPE, where); }
            switch (from[1]) {
            case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
                from += 2;
                break;
            case 'u':
                if (to - from < 6 || !is_hex(from[2]) || !is_hex(from[3]) || !is_hex(from[4]) || !is_hex(from[5])) {
                    return fail(REFRAIN_JSON_BAD_ESCAPE, where);
                }
                from += 6;
                break;
            default:
                return fail(REFRAIN_JSON_BAD_ESCAPE, where);
            }
        }
        at++;
        return true;
    }

    bool literal(const char *word, size_t size, uint8_t kind) {
        size_t start = places[at];
        size_t end = token_end(at);
        if (end - start != size || memcmp(bytes + start, word, size) != 0) {
            bool cut = end == length && end - start < size && memcmp(bytes + start, word, end - start) == 0;
            return fail(cut ? REFRAIN_JSON_ENDS_EARLY : REFRAIN_JSON_BAD_LITERAL, cut ? length : start);
        }
        add(kind, start, end);
        at++;
        return true;
    }

    bool scalar() {
        size_t start = places[at];
        switch (bytes[start]) {
        case '"': return string();
        case 't': return literal("true", 4, REFRAIN_JSON_TRUE);
        case 'f': return literal("false", 5, REFRAIN_JSON_FALSE);
        case 'n': return literal("null", 4, REFRAIN_JSON_NULL);
        case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9': {
            size_t end = token_end(at);
            if (number_end(bytes, start, end) != end) { return fail(REFRAIN_JSON_BAD_NUMBER, start); }
            add(REFRAIN_JSON_NUMBER, start, end);
            at++;
            return true;
        }
        case '}': case ']': case ',': case ':': return fail(REFRAIN_JSON_UNEXPECTED, start);
        default: return fail(REFRAIN_JSON_BAD_LITERAL, start);
        }
    }

    bool key() {
        if (at >= count) { return fail(REFRAIN_JSON_ENDS_EARLY, length); }
        if (bytes[places[at]] != '"') { return fail(REFRAIN_JSON_EXPECTED_KEY, places[at]); }
        if (!string()) { return false; }
        if (at >= count) { return fail(REFRAIN_JSON_ENDS_EARLY, length); }
        if (bytes[places[at]] != ':') { return fail(REFRAIN_JSON_EXPECTED_COLON, places[at]); }
        at++;
        return true;
    }

    bool walk() {
        uint32_t depth = 0;
        for (;;) {
            // A value begins here.
            if (at >= count) { return fail(REFRAIN_JSON_ENDS_EARLY, length); }
            uint8_t byte = bytes[places[at]];
            bool complete = true;
            if (byte == '{' || byte == '[') {
                if (depth == max_depth) { return fail(REFRAIN_JSON_TOO_DEEP, places[at]); }
                bool object = byte == '{';
                open[depth++] = uint32_t(used);
                add(object ? REFRAIN_JSON_OBJECT : REFRAIN_JSON_ARRAY, places[at], 0);
                at++;
                if (at >= count) { return fail(REFRAIN_JSON_ENDS_EARLY, length); }
                complete = bytes[places[at]] == (object ? '}' : ']');
                if (!complete && object && !key()) { return false; }
                if (complete) {
                    close(depth);
                    depth--;
                }
            } else if (!scalar()) {
                return false;
            }
            if (!complete) { continue; }
            // A value is complete: what encloses it goes on or ends.
            for (;;) {
                if (depth == 0) {
                    return at < count ? fail(REFRAIN_JSON_TRAILING, places[at]) : true;
                }
                if (at >= count) { return fail(REFRAIN_JSON_ENDS_EARLY, length); }
                bool object = nodes[open[depth - 1]].kind == REFRAIN_JSON_OBJECT;
                uint8_t next = bytes[places[at]];
                if (next == ',') {
                    at++;
                    if (object && !key()) { return false; }
                    break;
                }
                if (next != (object ? '}' : ']')) {
                    return fail(REFRAIN_JSON_EXPECTED_COMMA_OR_END, places[at]);
                }
                close(depth);
                depth--;
            }
        }
    }

    /// Ends the innermost container at the bracket that `at` stands on.
    void close(uint32_t depth) {
        refrain_json_node &node = nodes[open[depth - 1]];
        node.end = uint32_t(places[at] + 1);
        node.next = uint32_t(used);
        at++;
    }
};

uint32_t hex4(const uint8_t *digits) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t d = digits[i];
        value = value * 16 + uint32_t(is_digit(d) ? d - '0' : (d | 0x20) - 'a' + 10);
    }
    return value;
}

size_t put(uint32_t scalar, uint8_t *target) {
    if (scalar < 0x80) {
        target[0] = uint8_t(scalar);
        return 1;
    }
    if (scalar < 0x800) {
        target[0] = uint8_t(0xC0 | (scalar >> 6));
        target[1] = uint8_t(0x80 | (scalar & 0x3F));
        return 2;
    }
    if (scalar < 0x10000) {
        target[0] = uint8_t(0xE0 | (scalar >> 12));
        target[1] = uint8_t(0x80 | ((scalar >> 6) & 0x3F));
        target[2] = uint8_t(0x80 | (scalar & 0x3F));
        return 3;
    }
    target[0] = uint8_t(0xF0 | (scalar >> 18));
    target[1] = uint8_t(0x80 | ((scalar >> 12) & 0x3F));
    target[2] = uint8_t(0x80 | ((scalar >> 6) & 0x3F));
    target[3] = uint8_t(0x80 | (scalar & 0x3F));
    return 4;
}

refrain_json_result parse(const uint8_t *bytes, size_t length, uint32_t max_depth) {
    static thread_local Scratch scratch;
    if (length == 0) { return failure(REFRAIN_JSON_EMPTY, 0); }
    // Node indices and offsets are 32 bits, and so are simdjson's.
    if (length > 0xFFFFFF00u) { return failure(REFRAIN_JSON_TOO_LARGE, 0); }
    if (!scratch.reserve(length)) { return failure(REFRAIN_JSON_OUT_OF_MEMORY, 0); }
    simdjson::error_code code = scratch.parser->stage1(bytes, length, simdjson::stage1_mode::regular);
    if (code != simdjson::SUCCESS) {
        scratch.trim();
        return locate(code, bytes, length);
    }
    size_t count = scratch.parser->n_structural_indexes;
    auto *nodes = static_cast<refrain_json_node *>(malloc((count + 1) * sizeof(refrain_json_node)));
    auto *open = static_cast<uint32_t *>(malloc((size_t(max_depth) + 1) * sizeof(uint32_t)));
    if (nodes == nullptr || open == nullptr) {
        free(nodes);
        free(open);
        return failure(REFRAIN_JSON_OUT_OF_MEMORY, 0);
    }
    Walker walker{bytes, length, scratch.parser->structural_indexes.get(), count, nodes, open, max_depth};
    bool good = walker.walk();
    free(open);
    scratch.trim();
    if (!good) {
        free(nodes);
        return failure(walker.code, walker.offset);
    }
    auto *fitted = static_cast<refrain_json_node *>(realloc(nodes, walker.used * sizeof(refrain_json_node)));
    refrain_json_result result;
    result.code = REFRAIN_JSON_OK;
    result.offset = 0;
    result.nodes = fitted != nullptr ? fitted : nodes;
    result.node_count = walker.used;
    return result;
}

}  // namespace

refrain_json_result refrain_json_parse(const uint8_t *bytes, size_t length, uint32_t max_depth) {
    // No exception crosses into Swift; the only one that can come is of memory.
    try {
        return parse(bytes, length, max_depth);
    } catch (...) {
        return failure(REFRAIN_JSON_OUT_OF_MEMORY, 0);
    }
}

void refrain_json_free(refrain_json_node *nodes) { free(nodes); }

uint32_t refrain_json_find(
    const uint8_t *bytes, const refrain_json_node *nodes, uint32_t object, const uint8_t *key, size_t key_length) {
    uint32_t end = nodes[object].next;
    // A null under a key that is there twice says less than what follows.
    uint32_t null_value = UINT32_MAX;
    for (uint32_t i = object + 1; i < end;) {
        const refrain_json_node &name = nodes[i];
        const uint32_t value = i + 1;
        bool same = false;
        if (!name.escaped) {
            same = name.end - name.start == key_length && memcmp(bytes + name.start, key, key_length) == 0;
        } else if (name.end - name.start >= key_length && name.end - name.start <= 6 * key_length) {
            auto *plain = static_cast<uint8_t *>(malloc(name.end - name.start));
            if (plain != nullptr) {
                size_t size = refrain_json_unescape(bytes + name.start, name.end - name.start, plain);
                same = size == key_length && memcmp(plain, key, key_length) == 0;
                free(plain);
            }
        }
        if (same) {
            if (nodes[value].kind != REFRAIN_JSON_NULL) { return value; }
            if (null_value == UINT32_MAX) { null_value = value; }
        }
        i = nodes[value].next;
    }
    return null_value;
}

size_t refrain_json_unescape(const uint8_t *source, size_t length, uint8_t *target) {
    size_t from = 0;
    size_t to = 0;
    while (from < length) {
        if (source[from] != '\\') {
            target[to++] = source[from++];
            continue;
        }
        if (from + 1 >= length) { break; }
        uint8_t letter = source[from + 1];
        from += 2;
        switch (letter) {
        case 'b': target[to++] = '\b'; break;
        case 'f': target[to++] = '\f'; break;
        case 'n': target[to++] = '\n'; break;
        case 'r': target[to++] = '\r'; break;
        case 't': target[to++] = '\t'; break;
        case 'u': {
            if (from + 4 > length) { return to; }
            uint32_t scalar = hex4(source + from);
            from += 4;
            if (scalar >= 0xD800 && scalar <= 0xDFFF) {
                uint32_t low = 0;
                if (scalar < 0xDC00 && from + 6 <= length && source[from] == '\\' && source[from + 1] == 'u') {
                    low = hex4(source + from + 2);
                }
                if (low >= 0xDC00 && low <= 0xDFFF) {
                    scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
                    from += 6;
                } else {
                    scalar = 0xFFFD;
                }
            }
            to += put(scalar, target + to);
            break;
        }
        default: target[to++] = letter; break;
        }
    }
    return to;
}

size_t refrain_utf8_first_invalid(const uint8_t *bytes, size_t length) {
    if (simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length)) { return length; }
    size_t i = 0;
    while (i < length) {
        uint8_t b = bytes[i];
        size_t size = b < 0x80 ? 1 : b >= 0xC2 && b < 0xE0 ? 2 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xF0 && b < 0xF5 ? 4 : 0;
        if (size == 0 || i + size > length) { return i; }
        for (size_t k = 1; k < size; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) { return i; }
        }
        if ((b == 0xE0 && bytes[i + 1] < 0xA0) || (b == 0xED && bytes[i + 1] > 0x9F) ||
            (b == 0xF0 && bytes[i + 1] < 0x90) || (b == 0xF4 && bytes[i + 1] > 0x8F)) {
            return i;
        }
        i += size;
    }
    return length;
}

int refrain_is_plain_text(const uint8_t *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        // Without a branch inside, so that the compiler takes many bytes at a time.
        size_t end = length - at > 4096 ? at + 4096 : length;
        uint8_t odd = 0;
        for (; at < end; at++) {
            uint8_t byte = bytes[at];
            odd |= uint8_t((byte < 0x20) & !((byte >= 8) & (byte <= 13)) & (byte != 27)) | uint8_t(byte == 0x7F);
        }
        if (odd != 0) { return 0; }
    }
    return 1;
}

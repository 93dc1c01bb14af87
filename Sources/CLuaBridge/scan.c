// Reads the global names out of a compiled chunk: the chunk is dumped into memory and its 5.4 bytecode is walked. Anything that is
// not exactly the format of this Lua makes the scan unavailable, never a crash: every read is checked against the end.
#include "sandbox.h"
#include <stdlib.h>
#include <string.h>

enum { OP_GETTABUP = 11, OP_SETTABUP = 15 };

typedef struct {
    const unsigned char *at, *end;
    bool failed;
    pg_global_visitor visit;
    void *context;
    int depth;
} reader;

typedef struct {
    unsigned char *bytes;
    size_t length, capacity;
} dump;

static int write_dump(lua_State *L, const void *bytes, size_t length, void *ud) {
    (void)L;
    dump *d = ud;
    if (d->length + length > d->capacity) {
        size_t capacity = (d->length + length) * 2;
        unsigned char *grown = realloc(d->bytes, capacity);
        if (!grown) return 1;
        d->bytes = grown;
        d->capacity = capacity;
    }
    memcpy(d->bytes + d->length, bytes, length);
    d->length += length;
    return 0;
}

static const unsigned char *take(reader *r, size_t length) {
    if (r->failed || (size_t)(r->end - r->at) < length) {
        r->failed = true;
        return NULL;
    }
    const unsigned char *bytes = r->at;
    r->at += length;
    return bytes;
}

static int take_byte(reader *r) {
    const unsigned char *b = take(r, 1);
    return b ? *b : 0;
}

static size_t take_size(reader *r) {
    size_t value = 0;
    for (int i = 0; i < 10; i++) {
        int b = take_byte(r);
        value = value << 7 | (size_t)(b & 0x7f);
        if (b & 0x80) return value;
        if (r->failed) return 0;
    }
    r->failed = true;
    return 0;
}

// A counted list cannot be longer than what is left to read.
static size_t take_count(reader *r) {
    size_t n = take_size(r);
    if (n > (size_t)(r->end - r->at)) r->failed = true;
    return r->failed ? 0 : n;
}

typedef struct {
    const char *text;
    size_t length;
} text;

static text take_text(reader *r) {
    size_t size = take_size(r);
    if (r->failed || size == 0) return (text){NULL, 0};
    const unsigned char *bytes = take(r, size - 1);
    return (text){(const char *)bytes, bytes ? size - 1 : 0};
}

static void skip_lines(reader *r, signed char *deltas, size_t n) {
    const unsigned char *bytes = take(r, n);
    if (bytes && deltas) memcpy(deltas, bytes, n);
}

typedef struct {
    const unsigned char *code;
    size_t code_count;
    text *constants;
    size_t constant_count;
    int first_line;
} function_body;

static void report(reader *r, const function_body *f, const signed char *deltas, const int *absolute, const bool *is_env, size_t upvalues) {
    int line = f->first_line;
    size_t next_absolute = 0;
    for (size_t pc = 0; pc < f->code_count; pc++) {
        if (deltas[pc] == -128) line = absolute[next_absolute++];
        else line += deltas[pc];
        uint32_t instruction;
        memcpy(&instruction, f->code + 4 * pc, 4);
        int op = instruction & 0x7f;
        unsigned a = instruction >> 7 & 0xff, b = instruction >> 16 & 0xff, c = instruction >> 24;
        unsigned upvalue = op == OP_GETTABUP ? b : a, key = op == OP_GETTABUP ? c : b;
        if (op != OP_GETTABUP && op != OP_SETTABUP) continue;
        if (upvalue >= upvalues || !is_env[upvalue] || key >= f->constant_count || !f->constants[key].text) continue;
        char name[128];
        size_t length = f->constants[key].length < sizeof name - 1 ? f->constants[key].length : sizeof name - 1;
        memcpy(name, f->constants[key].text, length);
        name[length] = 0;
        r->visit(r->context, name, line, op == OP_SETTABUP);
    }
}

static void take_constants(reader *r, function_body *f) {
    f->constant_count = take_count(r);
    f->constants = calloc(f->constant_count + 1, sizeof *f->constants);
    for (size_t i = 0; i < f->constant_count && !r->failed; i++) {
        int type = take_byte(r);
        switch (type) {
        case 0: case 1: case 17: break;
        case 3: case 19: take(r, 8); break;
        case 4: case 20: f->constants[i] = take_text(r); break;
        default: r->failed = true;
        }
    }
}

static void take_function(reader *r);

static void take_debug(reader *r, function_body *f, size_t upvalues) {
    size_t line_count = take_count(r);
    signed char *deltas = calloc(line_count + 1, 1);
    skip_lines(r, deltas, line_count);
    size_t absolute_count = take_count(r);
    int *absolute = calloc(line_count + 1, sizeof *absolute);
    if (absolute_count > line_count) r->failed = true;
    for (size_t i = 0; i < absolute_count && !r->failed; i++) {
        take_size(r);
        absolute[i] = (int)take_size(r);
    }
    size_t locals = take_count(r);
    for (size_t i = 0; i < locals && !r->failed; i++) {
        take_text(r);
        take_size(r);
        take_size(r);
    }
    size_t names = take_count(r);
    bool *is_env = calloc(upvalues + 1, sizeof *is_env);
    for (size_t i = 0; i < names && !r->failed; i++) {
        text t = take_text(r);
        if (i < upvalues) is_env[i] = t.length == 4 && memcmp(t.text, "_ENV", 4) == 0;
    }
    size_t resets = 0;
    for (size_t i = 0; i < line_count; i++) resets += deltas[i] == -128;
    if (line_count != f->code_count || resets > absolute_count) r->failed = true;
    if (!r->failed) report(r, f, deltas, absolute, is_env, upvalues);
    free(deltas);
    free(absolute);
    free(is_env);
}

static void take_function(reader *r) {
    if (++r->depth > 200) r->failed = true;
    take_text(r);
    function_body f = {0};
    f.first_line = (int)take_size(r);
    take_size(r);
    take(r, 3);
    f.code_count = take_count(r);
    f.code = take(r, f.code_count * 4);
    take_constants(r, &f);
    size_t upvalues = take_count(r);
    take(r, upvalues * 3);
    size_t functions = take_count(r);
    for (size_t i = 0; i < functions && !r->failed; i++) take_function(r);
    if (!r->failed) take_debug(r, &f, upvalues);
    free(f.constants);
    r->depth--;
}

bool pg_script_globals(pg_script *s, pg_global_visitor visit, void *context) {
    if (!s->has_chunk) return false;
    dump d = {0};
    lua_pushvalue(s->L, PG_SLOT_CHUNK);
    int status = lua_dump(s->L, write_dump, &d, 0);
    lua_settop(s->L, -2);
    reader r = {.at = d.bytes, .end = d.bytes + d.length, .visit = visit, .context = context};
    static const unsigned char header[] = {0x1b, 'L', 'u', 'a', 0x54, 0, 0x19, 0x93, '\r', '\n', 0x1a, '\n', 4, 8, 8};
    const unsigned char *begin = take(&r, sizeof header);
    r.failed = status != 0 || r.failed || memcmp(begin, header, sizeof header) != 0;
    take(&r, 17);
    if (!r.failed) take_function(&r);
    free(d.bytes);
    return !r.failed;
}

// Reads the global names out of a compiled chunk: the chunk is dumped into memory and its 5.4 bytecode is walked. Anything that is
// not exactly the format of this Lua makes the scan unavailable, never a crash: every read is checked against the end.
#include "sandbox.h"
#include <stdlib.h>
#include <string.h>

enum {
    OP_LOADK = 3, OP_LOADNIL = 8, OP_GETUPVAL = 9, OP_SETUPVAL = 10, OP_GETTABUP = 11, OP_GETTABLE = 12, OP_GETFIELD = 14,
    OP_SETTABUP = 15, OP_SETTABLE = 16, OP_SETFIELD = 18, OP_SELF = 20, OP_MMBIN = 46, OP_MMBINK = 48, OP_CLOSE = 54, OP_TEST = 66,
    OP_CALL = 68, OP_RETURN = 70, OP_RETURN1 = 72, OP_FORLOOP = 73, OP_TFORLOOP = 77, OP_SETLIST = 78, OP_VARARG = 80,
    OP_VARARGPREP = 81, OP_EXTRAARG = 82,
};

// Where a function finds the table of globals, known from how its upvalues were captured, not from their names: a script may have
// a local of its own called _ENV.
typedef struct {
    bool *is_env;
    size_t count;
} upvalue_list;

typedef struct {
    const unsigned char *at, *end;
    bool failed;
    pg_global_visitor visit;
    void *context;
    int depth;
    int least_depth;  // names of shallower functions are not visited; the chunk itself is at 1
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

static void visit_name(reader *r, const function_body *f, size_t constant, int line, bool is_write) {
    if (constant >= f->constant_count || !f->constants[constant].text || r->depth < r->least_depth) return;
    char name[128];
    size_t length = f->constants[constant].length;
    if (length > sizeof name - 1) length = sizeof name - 1;
    memcpy(name, f->constants[constant].text, length);
    name[length] = 0;
    r->visit(r->context, name, line, is_write);
}

// What the registers hold, followed in a straight line: a name past the 255th constant is loaded into one, and so is the table.
typedef struct {
    bool is_env[256];
    uint32_t constant[256];  // + 1; 0: none
} registers;

static bool writes_register(int op) {
    if (op == OP_SETUPVAL || (op >= OP_SETTABUP && op <= OP_SETFIELD) || (op >= OP_MMBIN && op <= OP_MMBINK)) return false;
    if ((op >= OP_CLOSE && op <= OP_TEST) || (op >= OP_RETURN && op <= OP_RETURN1)) return false;
    return op != OP_SETLIST && op < OP_VARARGPREP;
}

// These write the register and temporaries above it.
static bool writes_above(int op) {
    return op == OP_LOADNIL || op == OP_SELF || op == OP_CALL || op == OP_VARARG || (op >= OP_FORLOOP && op <= OP_TFORLOOP);
}

static void visit_instruction(reader *r, const function_body *f, upvalue_list up, registers *regs, uint32_t i, int line) {
    int op = i & 0x7f;
    unsigned a = i >> 7 & 0xff, b = i >> 16 & 0xff, c = i >> 24;
    switch (op) {
    case OP_GETTABUP:
        if (b < up.count && up.is_env[b]) visit_name(r, f, c, line, false);
        break;
    case OP_SETTABUP:
        if (a < up.count && up.is_env[a]) visit_name(r, f, b, line, true);
        break;
    case OP_GETFIELD:
        if (regs->is_env[b]) visit_name(r, f, c, line, false);
        break;
    case OP_SETFIELD:
        if (regs->is_env[a]) visit_name(r, f, b, line, true);
        break;
    case OP_GETTABLE:
        if (regs->is_env[b] && regs->constant[c]) visit_name(r, f, regs->constant[c] - 1, line, false);
        break;
    case OP_SETTABLE:
        if (regs->is_env[a] && regs->constant[b]) visit_name(r, f, regs->constant[b] - 1, line, true);
        break;
    }
    if (!writes_register(op)) return;
    for (unsigned above = a; writes_above(op) && above < 256; above++) {
        regs->is_env[above] = false;
        regs->constant[above] = 0;
    }
    regs->is_env[a] = op == OP_GETUPVAL && b < up.count && up.is_env[b];
    regs->constant[a] = op == OP_LOADK ? (i >> 15) + 1 : 0;
}

static void report(reader *r, const function_body *f, const signed char *deltas, const int *absolute, upvalue_list up) {
    int line = f->first_line;
    size_t next_absolute = 0;
    registers regs = {0};
    for (size_t pc = 0; pc < f->code_count; pc++) {
        if (deltas[pc] == -128) line = absolute[next_absolute++];
        else line += deltas[pc];
        uint32_t instruction;
        memcpy(&instruction, f->code + 4 * pc, 4);
        visit_instruction(r, f, up, &regs, instruction, line);
    }
}

static void take_constants(reader *r, function_body *f) {
    f->constant_count = take_count(r);
    f->constants = calloc(f->constant_count + 1, sizeof *f->constants);
    if (!f->constants) r->failed = true;
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

// The lines of the code, then names of locals and upvalues, which are passed over.
static void take_debug(reader *r, function_body *f, upvalue_list up) {
    size_t line_count = take_count(r);
    signed char *deltas = calloc(line_count + 1, 1);
    int *absolute = calloc(line_count + 1, sizeof *absolute);
    if (!deltas || !absolute) r->failed = true;
    skip_lines(r, deltas, line_count);
    size_t absolute_count = take_count(r);
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
    for (size_t i = 0; i < names && !r->failed; i++) take_text(r);
    size_t resets = 0;
    for (size_t i = 0; deltas && i < line_count; i++) resets += deltas[i] == -128;
    if (line_count != f->code_count || resets > absolute_count) r->failed = true;
    if (!r->failed) report(r, f, deltas, absolute, up);
    free(deltas);
    free(absolute);
}

// A captured upvalue is the table of globals where the one of the enclosing function is; that of the chunk is its only one.
static upvalue_list take_upvalues(reader *r, const upvalue_list *enclosing) {
    upvalue_list up = {NULL, take_count(r)};
    const unsigned char *descriptions = take(r, up.count * 3);
    up.is_env = calloc(up.count + 1, sizeof *up.is_env);
    if (!up.is_env) r->failed = true;
    for (size_t i = 0; i < up.count && !r->failed; i++) {
        bool is_local = descriptions[3 * i];
        size_t index = descriptions[3 * i + 1];
        up.is_env[i] = enclosing ? !is_local && index < enclosing->count && enclosing->is_env[index] : i == 0;
    }
    return up;
}

static void take_function(reader *r, const upvalue_list *enclosing) {
    if (++r->depth > 200) r->failed = true;
    take_text(r);
    function_body f = {0};
    f.first_line = (int)take_size(r);
    take_size(r);
    take(r, 3);
    f.code_count = take_count(r);
    f.code = take(r, f.code_count * 4);
    take_constants(r, &f);
    upvalue_list up = take_upvalues(r, enclosing);
    size_t functions = take_count(r);
    for (size_t i = 0; i < functions && !r->failed; i++) take_function(r, &up);
    if (!r->failed) take_debug(r, &f, up);
    free(f.constants);
    free(up.is_env);
    r->depth--;
}

static bool scan(pg_script *s, pg_global_visitor visit, void *context, int least_depth) {
    if (!s->has_chunk) return false;
    dump d = {0};
    lua_pushvalue(s->L, PG_SLOT_CHUNK);
    int status = lua_dump(s->L, write_dump, &d, 0);
    lua_settop(s->L, -2);
    reader r = {.at = d.bytes, .end = d.bytes + d.length, .visit = visit, .context = context, .least_depth = least_depth};
    static const unsigned char header[] = {0x1b, 'L', 'u', 'a', 0x54, 0, 0x19, 0x93, '\r', '\n', 0x1a, '\n', 4, 8, 8};
    const unsigned char *begin = take(&r, sizeof header);
    r.failed = status != 0 || !begin || memcmp(begin, header, sizeof header) != 0;
    take(&r, 17);
    if (!r.failed) take_function(&r, NULL);
    free(d.bytes);
    return !r.failed;
}

bool pg_script_globals(pg_script *s, pg_global_visitor visit, void *context) { return scan(s, visit, context, 0); }

bool pg_script_function_globals(pg_script *s, pg_global_visitor visit, void *context) { return scan(s, visit, context, 2); }

// Errors of scripts: written to memory of the host while the stack still stands, without addresses and without allocating.
#include "sandbox.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// Appends formatted text to a fixed buffer; returns the new length.
static size_t append(char *buffer, size_t capacity, size_t at, const char *format, ...) __attribute__((format(printf, 4, 5)));
static size_t append(char *buffer, size_t capacity, size_t at, const char *format, ...) {
    if (at >= capacity) return at;
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(buffer + at, capacity - at, format, arguments);
    va_end(arguments);
    return n < 0 ? at : at + (size_t)n;
}

// Lua shortens chunk names to 59 characters; a path must stay whole to be opened.
static const char *whole_source(const lua_Debug *ar) {
    return *ar->source == '=' || *ar->source == '@' ? ar->source + 1 : ar->short_src;
}

static size_t write_frame(lua_State *L, lua_Debug *ar, char *buffer, size_t capacity, size_t at) {
    if (*ar->what == 'C' && !ar->name) return at;
    if (ar->currentline > 0) at = append(buffer, capacity, at, "  %s:%d: in ", whole_source(ar), ar->currentline);
    else at = append(buffer, capacity, at, "  [host]: in ");
    if (ar->name && *ar->namewhat) return append(buffer, capacity, at, "%s '%s'\n", ar->namewhat, ar->name);
    if (*ar->what == 'm') return append(buffer, capacity, at, "main chunk\n");
    if (*ar->what == 'C') return append(buffer, capacity, at, "function\n");
    return append(buffer, capacity, at, "function at line %d\n", ar->linedefined);
}

enum { INNER_LEVELS = 12, OUTER_LEVELS = 10 };

static int depth_of(lua_State *L) {
    lua_Debug ar;
    int low = 1, high = 1;
    while (lua_getstack(L, high, &ar)) {
        low = high;
        high *= 2;
    }
    while (low < high) {
        int middle = (low + high) / 2;
        if (lua_getstack(L, middle, &ar)) low = middle + 1;
        else high = middle;
    }
    return high - 1;
}

// Writes the traceback from `level` up, and the line, whole and short source of the first Lua function.
static void write_traceback(lua_State *L, pg_error *e, int level, char short_source[LUA_IDSIZE]) {
    size_t at = 0;
    lua_Debug ar;
    int last = depth_of(L);
    short_source[0] = 0;
    for (int first = level; level <= last && lua_getstack(L, level, &ar); level++) {
        if (level == first + INNER_LEVELS && last - level > OUTER_LEVELS) {
            int skipped = last - OUTER_LEVELS - level;
            at = append(e->traceback, sizeof e->traceback, at, "  ... (%d levels)\n", skipped);
            level += skipped - 1;
            continue;
        }
        if (!lua_getinfo(L, "Sln", &ar)) break;
        if (ar.currentline > 0 && e->line == 0) {
            e->line = ar.currentline;
            snprintf(e->source, sizeof e->source, "%s", whole_source(&ar));
            memcpy(short_source, ar.short_src, LUA_IDSIZE);
        }
        at = write_frame(L, &ar, e->traceback, sizeof e->traceback, at);
    }
}

static int object_text(lua_State *L) {
    size_t length;
    pg_tolstring(L, 1, &length);
    return 1;
}

// The text of an error object on top of a handler's stack. A __tostring of the script runs protected: it may raise or never end.
static void write_object(lua_State *L, int index, char *buffer, size_t capacity) {
    int type = lua_type(L, index);
    if (type == LUA_TSTRING) {
        snprintf(buffer, capacity, "%s", lua_tostring(L, index));
    } else if (type == LUA_TNUMBER) {
        if (lua_isinteger(L, index)) snprintf(buffer, capacity, "%lld", (long long)lua_tointeger(L, index));
        else snprintf(buffer, capacity, "%.14g", lua_tonumber(L, index));
    } else if (type != LUA_TTABLE && type != LUA_TUSERDATA) {
        snprintf(buffer, capacity, "error object is a %s value: pass error() a text", lua_typename(L, type));
    } else if (!lua_getmetatable(L, index)) {
        snprintf(buffer, capacity, "error object is a table without __tostring: pass error() a text");
    } else {
        lua_settop(L, -2);
        lua_pushcfunction(L, object_text);
        lua_pushvalue(L, index);
        if (lua_pcall(L, 1, 1, 0) == LUA_OK) write_object(L, lua_gettop(L), buffer, capacity);
        else snprintf(buffer, capacity, "error object is a %s whose __tostring failed", lua_typename(L, type));
        lua_settop(L, -2);
        if (strcmp(buffer, lua_typename(L, type)) == 0)
            snprintf(buffer, capacity, "error object is a %s without __tostring: pass error() a text", lua_typename(L, type));
    }
}

static void clear(pg_error *e) {
    e->line = 0;
    e->source[0] = e->traceback[0] = 0;
}

// Places `text` at source:line:, unless it begins with a place of its own; error("…", 2) points at the caller.
static void write_message(pg_error *e, const char *text, const char *short_source) {
    size_t length = strlen(short_source);
    int line = 0, digits = 0;
    bool is_placed = length > 0 && strncmp(text, short_source, length) == 0;
    if (is_placed && sscanf(text + length, ":%d:%n", &line, &digits) == 1 && digits > 0) {
        e->line = line;
        text += length + (size_t)digits;
        if (*text == ' ') text++;
    }
    if (e->line > 0) snprintf(e->message, sizeof e->message, "%.250s:%d: %.750s", e->source, e->line, text);
    else snprintf(e->message, sizeof e->message, "%s", text);
}

// Runs where the error is raised, with the stack still standing.
int pg_message_handler(lua_State *L) {
    pg_script *s = pg_self(L);
    // The hook that stops a script has written where; nothing of the script may run here, for hooks are off.
    if (s->is_stop_recorded) return 1;
    char short_source[LUA_IDSIZE], text[sizeof s->error.message];
    write_object(L, 1, text, sizeof text);
    if (s->is_stop_recorded) return 1;
    clear(&s->error);
    write_traceback(L, &s->error, 1, short_source);
    write_message(&s->error, text, short_source);
    return 1;
}

static void write_stop(pg_script *s) {
    char text[200];
    uint64_t milliseconds = s->limits.callback_budget_ns / 1000000, instructions = s->limits.instruction_limit;
    bool is_count = s->killed == PG_KILLED_BY_COUNT;
    size_t at = append(text, sizeof text, 0, "stopped: the call ran over its ");
    if (is_count) append(text, sizeof text, at, "limit of %" PRIu64 " instructions", instructions);
    else append(text, sizeof text, at, "time budget of %" PRIu64 " ms", milliseconds);
    write_message(&s->error, text, "");
    s->is_stop_recorded = true;
}

void pg_describe_stop(lua_State *L, pg_script *s) {
    char short_source[LUA_IDSIZE];
    clear(&s->error);
    write_traceback(L, &s->error, 0, short_source);
    write_stop(s);
}

static void use_memory_place(pg_script *s) {
    pg_error *e = &s->error;
    clear(e);
    e->line = s->memory_line;
    if (e->line <= 0) return;
    snprintf(e->source, sizeof e->source, "%s", s->memory_source);
    snprintf(e->traceback, sizeof e->traceback, "  %s:%d: out of memory here\n", e->source, e->line);
}

static void write_memory_error(pg_script *s) {
    pg_error *e = &s->error;
    use_memory_place(s);
    char text[160];
    size_t limit = s->limits.memory_bytes;
    bool is_small = limit < (size_t)1 << 20;
    const char *depth = s->is_memory_deep ? " (functions call each other thousands deep: endless recursion?)" : "";
    snprintf(text, sizeof text, "out of memory: the script's limit is %zu %s%s", is_small ? limit >> 10 : limit >> 20,
             is_small ? "KiB" : "MiB", depth);
    write_message(e, text, "");
}

pg_status pg_fail(pg_script *s, int lua_status) {
    pg_error *e = &s->error;
    e->status = PG_ERR_RUNTIME;
    // Memory refused to a script that is being stopped.
    if (lua_status == LUA_ERRMEM && s->killed && !s->is_stop_recorded) {
        use_memory_place(s);
        snprintf(e->traceback, sizeof e->traceback, "  %s:%d: stopped here\n", e->source, e->line);
        write_stop(s);
    }
    if (s->is_stop_recorded) {
        e->status = PG_ERR_BUDGET;
    } else if (lua_status == LUA_ERRMEM) {
        e->status = PG_ERR_MEMORY;
        write_memory_error(s);
    } else if (lua_status == LUA_ERRERR) {
        clear(e);
        snprintf(e->message, sizeof e->message, "an error was raised while another was handled (endless recursion?)");
    }
    lua_settop(s->L, -2);
    return e->status;
}

// The name that Lua shows for a chunk (luaO_chunkid).
static void short_name(const char *chunkname, char out[LUA_IDSIZE]) {
    const char *name = chunkname + 1;
    size_t length = strlen(name);
    if (length < LUA_IDSIZE) snprintf(out, LUA_IDSIZE, "%s", name);
    else if (*chunkname == '=') snprintf(out, LUA_IDSIZE, "%.*s", LUA_IDSIZE - 1, name);
    else snprintf(out, LUA_IDSIZE, "...%s", name + length - (LUA_IDSIZE - 4));
}

pg_status pg_fail_to_load(pg_script *s, const char *chunkname) {
    pg_error *e = &s->error;
    char short_source[LUA_IDSIZE], text[sizeof e->message];
    clear(e);
    e->status = PG_ERR_SYNTAX;
    snprintf(e->source, sizeof e->source, "%s", chunkname + 1);
    short_name(chunkname, short_source);
    write_object(s->L, lua_gettop(s->L), text, sizeof text);
    write_message(e, text, short_source);
    lua_settop(s->L, -2);
    return PG_ERR_SYNTAX;
}

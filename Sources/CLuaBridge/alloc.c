// Memory of a script: every byte of its state is counted against its limit.
#include "sandbox.h"
#include <stdio.h>
#include <stdlib.h>

// Where the script stands when memory runs out: no message handler runs then. Walking the calls is safe inside an allocation up
// to 5.4.4; later releases move the stack with its pointers turned into offsets.
static void note_place(pg_script *s) {
#if LUA_VERSION_RELEASE_NUM <= 50404
    lua_Debug ar;
    // Outside every call: the stack is being made smaller after the error that matters.
    if (!s->L || !lua_getstack(s->L, 0, &ar)) return;
    s->is_memory_deep = lua_getstack(s->L, 10000, &ar);
    for (int level = 0; level < 8 && lua_getstack(s->L, level, &ar); level++) {
        if (!lua_getinfo(s->L, "Sl", &ar) || ar.currentline <= 0) continue;
        s->memory_line = ar.currentline;
        bool is_path = *ar.source == '=' || *ar.source == '@';
        snprintf(s->memory_source, sizeof s->memory_source, "%s", is_path ? ar.source + 1 : ar.short_src);
        return;
    }
#endif
}

static bool may_grow(pg_script *s, size_t bytes) {
    if (bytes > s->limits.memory_bytes || s->used > s->limits.memory_bytes - bytes) return false;
    // A script that is being stopped gets no more: a chain of __call grows the stack inside Lua, where no hook runs.
    if (s->killed) return false;
    s->allocations++;
    if (s->fails_retry) {
        s->fails_retry = false;
        return false;
    }
    if (s->fail_at && --s->fail_at == 0) {
        s->fails_retry = true;
        return false;
    }
    return true;
}

void *pg_allocate(void *ud, void *pointer, size_t old_size, size_t new_size) {
    pg_script *s = ud;
    size_t old = pointer ? old_size : 0;
    if (new_size == 0) {
        s->used -= old;
        free(pointer);
        return NULL;
    }
    if (new_size > old && !may_grow(s, new_size - old)) {
        note_place(s);
        return NULL;
    }
    void *moved = realloc(pointer, new_size);
    if (!moved) {
        // Lua takes it for granted that shrinking succeeds.
        if (new_size > old) return NULL;
        moved = pointer;
    }
    if (!s->state_block) {
        s->state_block = moved;
        s->state_size = new_size;
    }
    s->used += new_size - old;
    if (s->used > s->peak) s->peak = s->used;
    return moved;
}

void pg_reserve(lua_State *L, size_t bytes) {
    pg_script *s = pg_self(L);
    if (bytes < 65536 || s->used + bytes <= s->limits.memory_bytes) return;
    lua_gc(L, LUA_GCCOLLECT);
}

pg_memory pg_script_memory(const pg_script *s) { return (pg_memory){s->used, s->peak, s->limits.memory_bytes, s->allocations}; }
void pg_script_set_memory_limit(pg_script *s, size_t bytes) { s->limits.memory_bytes = bytes; }
void pg_script_fail_allocation(pg_script *s, uint64_t nth) {
    s->fail_at = nth;
    s->fails_retry = false;
}

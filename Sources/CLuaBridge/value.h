// The codec of values, shared by its files.
#pragma once
#include "bind.h"
#include "pg_value.h"

enum { PG_VALUE_ONE_OWNER = 1, PG_VALUE_KEEP_FUNCTIONS = 2 };

// Writes the value at `index` to the script's buffer. `root` names it in errors. Raises.
void pg_write_value(lua_State *L, int index, const char *root, unsigned flags);
// Pushes `count` values read from the bytes, which they fill. Raises.
void pg_read_values(lua_State *L, const uint8_t *bytes, size_t length, int count);
// The buffer: `count` bytes more, at the end. Raises.
uint8_t *pg_value_room(lua_State *L, size_t count, const char *root);
// Pushes the function of a number that pg_write_value gave, or nil.
void pg_push_kept_function(lua_State *L, int64_t number);
bool pg_push_exchange(lua_State *L, const char *name);

// bind_context.c: pushes ctx.state; makes the table on top ctx.state and pops it.
void pg_push_state(lua_State *L);
void pg_set_state(lua_State *L);

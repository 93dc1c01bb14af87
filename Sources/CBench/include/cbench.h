// What the host's figures are held against: the cheapest thing that plain Lua can do for the same callback.
#pragma once
#include <stdint.h>

// Runs `source` in a bare state and calls its global `on_bar(fast, slow, position)` `calls` times, each protected, with numbers
// read from `fast` and `slow`. Orders are functions that do nothing. Returns nanoseconds a call, negative when the chunk fails.
double cb_bare_calls(const char *source, const double *fast, const double *slow, int64_t calls);

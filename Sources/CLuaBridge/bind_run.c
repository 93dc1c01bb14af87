// The hot loop: callbacks of many steps with one entry from the host and no allocation.
#include "bind.h"
#include <math.h>

double pg_bind_equity(const pg_binding *b) {
    const pg_market *m = &b->market;
    double sum = *m->cash;
    for (int32_t i = 0; i < m->symbol_count; i++)
        if (m->positions[i] != 0) sum += m->positions[i] * m->closes[i][b->rows[i]];
    return sum;
}

static inline const double *column(const pg_binding *b, int32_t symbol, int32_t slot) {
    return b->market.columns[(int64_t)symbol * b->market.column_count + slot];
}

// False where an argument that must be a finite number is not.
static bool arguments_are_finite(const pg_binding *b, const pg_callback *c, int32_t symbol, int64_t row) {
    for (int i = 0; i < c->argument_count; i++) {
        if (!c->arguments[i].is_checked) continue;
        double x = column(b, symbol, c->arguments[i].index)[row];
        if (!(x - x == 0)) return false;
    }
    return true;
}

// Pushes that cannot raise. `payload` is the stack slot of the payload, 0 where there is none.
static inline void push_arguments(pg_binding *b, lua_State *L, const pg_callback *c, int32_t symbol, int64_t row, int payload) {
    const pg_market *m = &b->market;
    for (int i = 0; i < c->argument_count; i++) {
        const pg_argument *a = &c->arguments[i];
        switch (a->kind) {
        case PG_ARG_COLUMN:
            if (symbol < 0 || row < 0) lua_pushnil(L);
            else lua_pushnumber(L, column(b, symbol, a->index)[row]);
            break;
        case PG_ARG_POSITION: lua_pushnumber(L, symbol < 0 ? 0 : m->positions[symbol]); break;
        case PG_ARG_CASH: lua_pushnumber(L, *m->cash); break;
        case PG_ARG_EQUITY: lua_pushnumber(L, pg_bind_equity(b)); break;
        case PG_ARG_ENTRY_PRICE: lua_pushnumber(L, symbol < 0 ? 0 : m->entry_prices[symbol]); break;
        case PG_ARG_CTX: lua_pushvalue(L, b->ctx_slot); break;
        case PG_ARG_SYMBOL:
            if (symbol < 0) lua_pushnil(L);
            else lua_pushvalue(L, b->first_symbol_slot + symbol);
            break;
        case PG_ARG_TIME: lua_pushinteger(L, b->step < 0 ? 0 : m->step_times[b->step]); break;
        case PG_ARG_BAR: lua_pushinteger(L, row + 1); break;
        case PG_ARG_VALUE: lua_pushvalue(L, a->index); break;
        case PG_ARG_PAYLOAD:
            if (payload) lua_pushvalue(L, payload);
            else lua_pushnil(L);
            break;
        }
    }
}

// Calls one callback for one symbol. Returns false when it failed.
static inline bool call(pg_script *s, pg_thread *t, const pg_callback *c, int32_t symbol, int64_t row, pg_status *status) {
    pg_binding *b = s->binding;
    lua_State *L = s->L;
    if (c->has_checks && !arguments_are_finite(b, c, symbol, row)) {
        b->skipped++;
        return true;
    }
    b->symbol = symbol;
    b->calls++;
    lua_pushvalue(L, c->slot);
    push_arguments(b, L, c, symbol, row, 0);
    int code = pg_pcall(s, c->argument_count, 0);
    pg_next(s, t);
    if (__builtin_expect(code == LUA_OK && !s->killed, 1)) return true;
    if (code == LUA_OK) {
        // Killed at its very last instruction: the call is complete and counts.
        pg_disarm(s);
        return true;
    }
    *status = pg_fail(s, code);
    b->intent_count = 0;
    return false;
}

// Fetches what the venue will read of a symbol around a step on which an order is likely. The columns are long and rarely
// touched: each would be a cache miss of its own, in turn, and those are most of what an order costs.
static inline void expect_order(const pg_binding *b, int32_t symbol, int64_t step) {
    const pg_market *m = &b->market;
    int64_t row = m->latest_rows[symbol] ? m->latest_rows[symbol][step] : step;
    if (row < 0) return;
    for (int i = 0; i < PG_FILL_COLUMNS; i++) {
        const char *column = m->fills[symbol * PG_FILL_COLUMNS + i];
        __builtin_prefetch(column + row * 8);
        __builtin_prefetch(column + row * 8 + 8);
    }
}

static bool fire(pg_script *s, pg_thread *t, int64_t step, pg_status *status) {
    pg_binding *b = s->binding;
    const pg_market *m = &b->market;
    while (b->firing < m->firing_count && m->firings[b->firing].step <= step) {
        pg_firing f = m->firings[b->firing++];
        if (f.step < step) continue;
        int32_t symbol = f.trigger >> 16;
        if (!call(s, t, &b->callbacks[PG_CALLBACK_COUNT + (f.trigger & 0xffff)], symbol, b->rows[symbol], status)) return false;
    }
    return true;
}

// Whether a bar of `symbol` completes at `step`, now that rows are those of the step.
static inline bool is_new(const pg_market *m, int32_t symbol, int64_t step, int64_t row) {
    const int32_t *map = m->latest_rows[symbol];
    return row >= 0 && (!map || step == 0 || map[step - 1] != row);
}

static inline void stand_at(pg_binding *b, int64_t step) {
    const pg_market *m = &b->market;
    b->step = step;
    for (int32_t i = 0; i < m->symbol_count; i++) b->rows[i] = m->latest_rows[i] ? m->latest_rows[i][step] : step;
}

static bool decide(pg_script *s, pg_thread *t, int64_t step, pg_status *status) {
    pg_binding *b = s->binding;
    const pg_market *m = &b->market;
    const pg_callback *on_bar = &b->callbacks[PG_ON_BAR], *on_step = &b->callbacks[PG_ON_STEP];
    if (!fire(s, t, step, status)) return false;
    if (on_bar->slot) {
        for (int32_t i = 0; i < m->symbol_count; i++) {
            int64_t row = b->rows[i];
            if (row < m->ready_rows[i] || !is_new(m, i, step, row)) continue;
            if (!call(s, t, on_bar, i, row, status)) return false;
        }
    }
    if (on_step->slot) {
        for (int32_t i = 0; i < m->symbol_count; i++)
            if (b->rows[i] < m->ready_rows[i]) return true;
        int32_t symbol = m->symbol_count == 1 ? 0 : -1;
        if (!call(s, t, on_step, symbol, symbol == 0 ? b->rows[0] : -1, status)) return false;
    }
    return true;
}

// One symbol whose rows are the steps, on_bar only: the commonest case with everything but the call taken out of the loop.
static int64_t run_single(pg_script *s, pg_thread *t, int64_t from, int64_t to, pg_status *status) {
    pg_binding *b = s->binding;
    const pg_callback *on_bar = &b->callbacks[PG_ON_BAR];
    int64_t step = from < b->market.ready_rows[0] ? b->market.ready_rows[0] : from;
    for (; step < to; step++) {
        b->step = b->rows[0] = step;
        if (!call(s, t, on_bar, 0, step, status)) return step + 1;
        if (b->intent_count > 0) {
            expect_order(b, 0, step);
            return step + 1;
        }
    }
    return to;
}

// Triggers only: time jumps from one firing to the next.
static int64_t run_triggers(pg_script *s, pg_thread *t, int64_t from, int64_t to, pg_status *status) {
    pg_binding *b = s->binding;
    const pg_market *m = &b->market;
    while (b->firing < m->firing_count && m->firings[b->firing].step < from) b->firing++;
    while (b->firing < m->firing_count && m->firings[b->firing].step < to) {
        int64_t step = m->firings[b->firing].step;
        stand_at(b, step);
        if (b->firing + 2 < m->firing_count) {
            pg_firing ahead = m->firings[b->firing + 2];
            expect_order(b, ahead.trigger >> 16, ahead.step);
        }
        if (!fire(s, t, step, status) || b->intent_count > 0) return step + 1;
    }
    return to;
}

int64_t pg_bind_run(pg_script *s, int64_t from, int64_t to, pg_status *status) {
    pg_binding *b = s->binding;
    const pg_market *m = &b->market;
    pg_thread *t = pg_thread_self();
    if (!pg_may_begin(s)) {
        *status = s->error.status;
        return from + 1;
    }
    *status = PG_OK;
    b->phase = PG_PHASE_RUN;
    pg_enter(s, t);
    int64_t end = to;
    bool has_bar = b->callbacks[PG_ON_BAR].slot, has_step = b->callbacks[PG_ON_STEP].slot;
    if (!has_bar && !has_step) {
        end = run_triggers(s, t, from, to, status);
    } else if (!has_step && m->firing_count == 0 && m->symbol_count == 1 && !m->latest_rows[0]) {
        end = run_single(s, t, from, to, status);
    } else {
        for (int64_t step = from; step < to; step++) {
            stand_at(b, step);
            if (!decide(s, t, step, status) || b->intent_count > 0) {
                end = step + 1;
                break;
            }
        }
    }
    pg_leave(s, t);
    b->phase = PG_PHASE_IDLE;
    return end;
}

typedef struct {
    const pg_field *fields;
    int count;
} payload_request;

static int make_payload(lua_State *L) {
    payload_request *r = lua_touserdata(L, 1);
    if (r->count == 1 && !*r->fields[0].name) {
        pg_push_value(L, &r->fields[0].value);
        return 1;
    }
    lua_createtable(L, 0, r->count);
    for (int i = 0; i < r->count; i++) {
        pg_push_value(L, &r->fields[i].value);
        lua_setfield(L, -2, r->fields[i].name);
    }
    return 1;
}

pg_status pg_bind_call(pg_script *s, int callback, int64_t step, int32_t symbol, const pg_field *fields, int field_count) {
    pg_binding *b = s->binding;
    lua_State *L = s->L;
    const pg_callback *c = &b->callbacks[callback];
    if (!c->slot) return PG_OK;
    if (!pg_may_begin(s)) return s->error.status;
    int top = lua_gettop(L);
    pg_thread *t = pg_thread_self();
    b->phase = PG_PHASE_RUN;
    pg_enter(s, t);
    payload_request request = {fields, field_count};
    pg_status result = PG_OK;
    int payload = 0, code = LUA_OK;
    if (field_count > 0) {
        lua_pushcfunction(L, make_payload);
        lua_pushlightuserdata(L, &request);
        code = pg_pcall(s, 1, 1);
        payload = top + 1;
    }
    if (code == LUA_OK) {
        if (step >= 0) stand_at(b, step);
        else b->step = -1;
        b->symbol = symbol;
        int64_t row = symbol >= 0 && step >= 0 ? b->rows[symbol] : -1;
        b->calls++;
        lua_pushvalue(L, c->slot);
        push_arguments(b, L, c, symbol, row, payload);
        code = pg_pcall(s, c->argument_count, 0);
    }
    if (code != LUA_OK) {
        result = pg_fail(s, code);
        b->intent_count = 0;
    }
    pg_leave(s, t);
    lua_settop(L, top);
    b->phase = PG_PHASE_IDLE;
    return result;
}

// Stops scripts that run too long, at no cost to those that do not.
//
// A count hook that is always on slows every Lua loop about 2.2 times. Instead one thread looks at the epochs of the running
// threads every few milliseconds; when an epoch has not moved for longer than the budget it signals that thread, whose
// handler arms a hook on the script. Setting a hook from a signal handler is what the stand-alone `lua` does on Ctrl-C.
#include "sandbox.h"
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#define PG_TICK_NS 4000000

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t thread_key;
static pg_thread *threads;
static __thread pg_thread *self;

uint64_t pg_monotonic_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int kill_signal(void) { return SIGRTMIN + 5; }

enum { MOST_INSTRUCTIONS = 1 << 30 };

// Arms the count for what is left, at most what a hook can count at a time.
static void count_on(pg_script *s, lua_Hook hook) {
    int n = s->instructions_left < MOST_INSTRUCTIONS ? (int)s->instructions_left : MOST_INSTRUCTIONS;
    s->instructions_left -= (uint64_t)n;
    lua_sethook(s->L, hook, LUA_MASKCOUNT, n);
}

// The first raise writes where the script stands; those that follow, out of each pcall on the way, leave that alone. Nil as the
// error object needs no memory.
void pg_stop(lua_State *L, pg_script *s) {
    if (!s->is_stop_recorded) pg_describe_stop(L, s);
    lua_pushnil(L);
    lua_error(L);
    __builtin_unreachable();
}

static void on_count(lua_State *L, lua_Debug *ar) {
    (void)ar;
    pg_script *s = pg_self(L);
    if (!s->killed) {
        if (s->instructions_left > 0) {
            count_on(s, on_count);
            return;
        }
        s->killed = PG_KILLED_BY_COUNT;
        lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
    }
    pg_stop(L, s);
}

// Nothing here allocates or locks. The call whose epoch was to be stopped may have ended: then nothing happens.
static void on_signal(int signal) {
    (void)signal;
    int saved = errno;
    pg_thread *t = self;
    for (int i = 0; t && i < PG_MAX_DEPTH; i++) {
        pg_frame *f = &t->frames[i];
        uint64_t wanted = atomic_load_explicit(&f->kill_epoch, memory_order_relaxed);
        if (wanted == 0 || wanted != atomic_load_explicit(&f->epoch, memory_order_relaxed)) continue;
        pg_script *s = f->script;
        if (!s->killed) s->killed = PG_KILLED_BY_TIME;
        // Count hooks only: a call hook would fire inside the message handler too.
        lua_sethook(s->L, on_count, LUA_MASKCOUNT, 1);
    }
    errno = saved;
}

// The hook is gone and the next call starts clean.
void pg_disarm(pg_script *s) {
    s->killed = PG_NOT_KILLED;
    s->is_stop_recorded = false;
    pg_arm(s);
}

// Sets the hook that a fresh call starts with: none, or the instruction count.
void pg_arm(pg_script *s) {
    s->instructions_left = s->limits.instruction_limit;
    if (s->instructions_left > 0) count_on(s, on_count);
    else lua_sethook(s->L, NULL, 0, 0);
}

// Whether the call has run over its budget. Repeated at each tick until it has ended, so that no signal can be lost.
static bool is_over(pg_frame *f, uint64_t now) {
    uint64_t epoch = atomic_load_explicit(&f->epoch, memory_order_relaxed);
    if (epoch == 0 || epoch != f->seen_epoch) {
        f->seen_epoch = epoch;
        f->seen_since = now;
        return false;
    }
    uint64_t budget = atomic_load_explicit(&f->budget_ns, memory_order_relaxed);
    if (budget == 0 || now - f->seen_since < budget) return false;
    atomic_store_explicit(&f->kill_epoch, epoch, memory_order_relaxed);
    return true;
}

static void look_at(pg_thread *t, uint64_t now) {
    bool signals = false;
    for (int i = 0; i < PG_MAX_DEPTH; i++) signals |= is_over(&t->frames[i], now);
    if (signals) pthread_kill(t->id, kill_signal());
}

static void *watch(void *unused) {
    (void)unused;
    struct timespec tick = {0, PG_TICK_NS};
    for (;;) {
        nanosleep(&tick, NULL);
        uint64_t now = pg_monotonic_ns();
        pthread_mutex_lock(&lock);
        for (pg_thread *t = threads; t; t = t->next) look_at(t, now);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

static void forget(void *record) {
    pthread_mutex_lock(&lock);
    for (pg_thread **p = &threads; *p; p = &(*p)->next) {
        if (*p == record) {
            *p = (*p)->next;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
    self = NULL;
    free(record);
}

static void start(void) {
    struct sigaction action = {0};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    sigaction(kill_signal(), &action, NULL);
    pthread_key_create(&thread_key, forget);
    pthread_t watcher;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 64 * 1024);
    // The watcher must not run the program's signal handlers.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_create(&watcher, &attributes, watch, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
}

pg_thread *pg_thread_self(void) {
    if (self) return self;
    pthread_once(&once, start);
    pg_thread *t = calloc(1, sizeof *t);
    if (!t) abort();
    t->id = pthread_self();
    pthread_setspecific(thread_key, t);
    pthread_mutex_lock(&lock);
    t->next = threads;
    threads = t;
    pthread_mutex_unlock(&lock);
    self = t;
    return t;
}

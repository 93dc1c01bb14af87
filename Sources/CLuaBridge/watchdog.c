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

static void over_budget(lua_State *L, lua_Debug *ar) {
    (void)ar;
    pg_script *s = pg_self(L);
    if (s->killed) luaL_error(L, "stopped: the callback ran over its time budget of %I ms", (LUAI_UACINT)(s->limits.callback_budget_ns / 1000000));
    s->killed = 1;
    lua_sethook(L, over_budget, LUA_MASKCOUNT, 1);
    luaL_error(L, "stopped: the callback ran over its limit of %I instructions", (LUAI_UACINT)s->limits.instruction_limit);
}

static void on_signal(int signal) {
    (void)signal;
    int saved = errno;
    pg_thread *t = self;
    if (t && t->current && t->epoch == t->kill_epoch) {
        pg_script *s = t->current;
        s->killed = 1;
        // Count hooks only: a call hook would fire inside the message handler too.
        lua_sethook(s->L, over_budget, LUA_MASKCOUNT, 1);
    }
    errno = saved;
}

// The hook is gone and the next call starts clean.
void pg_disarm(pg_script *s) {
    s->killed = 0;
    pg_arm(s);
}

// Sets the hook that a fresh call starts with: none, or the instruction count.
void pg_arm(pg_script *s) {
    if (s->limits.instruction_limit > 0) {
        uint64_t n = s->limits.instruction_limit;
        lua_sethook(s->L, over_budget, LUA_MASKCOUNT, n > 1000000000 ? 1000000000 : (int)n);
    } else {
        lua_sethook(s->L, NULL, 0, 0);
    }
}

static void look_at(pg_thread *t, uint64_t now) {
    uint64_t epoch = t->epoch;
    if (!(epoch & 1) || epoch != t->seen_epoch) {
        t->seen_epoch = epoch;
        t->seen_since = now;
        return;
    }
    uint64_t budget = t->budget_ns;
    if (budget == 0 || now - t->seen_since < budget) return;
    t->kill_epoch = epoch;
    pthread_kill(t->id, kill_signal());
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

/*
 * Preloaded, it counts the calls that change something in one folder and kills the process before the chosen one, or,
 * where writes are to be torn, after the first half of the chosen write.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long left;
static int torn;

/* Die at call number `call` that concerns `place`, an absolute path ending with a slash; `tear` counts writes alone. */
void die_at(long call, int tear, const char *place) {
    left = call;
    torn = tear;
    snprintf(folder, sizeof folder, "%s", place);
}

static int named(const char *path) { return *folder && !strncmp(path, folder, strlen(folder)); }

static int opened(int file) {
    char link[64], path[PATH_MAX] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    return *folder && readlink(link, path, sizeof path - 1) > 0 && named(path);
}

static int chosen(int concerned) { return concerned && --left == 0; }

static void die(ssize_t written) {
    (void)written;
    for (;;) kill(getpid(), SIGKILL);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define WRITE(name, parameters, all, half)                         \
    ssize_t name parameters {                                      \
        if (chosen(opened(file))) die(torn ? REAL(name) half : 0); \
        return REAL(name) all;                                     \
    }

#define CHANGE(name, parameters, concerned, arguments) \
    int name parameters {                              \
        if (chosen(!torn && (concerned))) die(0);      \
        return REAL(name) arguments;                   \
    }

#define OPEN(name)                                                               \
    int name(const char *path, int flags, ...) {                                 \
        va_list rest;                                                            \
        va_start(rest, flags);                                                   \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                \
        va_end(rest);                                                            \
        if (chosen(!torn && flags & (O_CREAT | O_TRUNC) && named(path))) die(0); \
        return REAL(name)(path, flags, mode);                                    \
    }

WRITE(write, (int file, const void *from, size_t size), (file, from, size), (file, from, size / 2))
WRITE(pwrite, (int file, const void *from, size_t size, off_t at), (file, from, size, at), (file, from, size / 2, at))
WRITE(pwrite64, (int file, const void *from, size_t size, off64_t at), (file, from, size, at), (file, from, size / 2, at))
CHANGE(fsync, (int file), opened(file), (file))
CHANGE(fdatasync, (int file), opened(file), (file))
CHANGE(ftruncate, (int file, off_t size), opened(file), (file, size))
CHANGE(ftruncate64, (int file, off64_t size), opened(file), (file, size))
CHANGE(unlink, (const char *path), named(path), (path))
CHANGE(rename, (const char *from, const char *to), named(from) || named(to), (from, to))
OPEN(open)
OPEN(open64)

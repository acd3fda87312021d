/*
 * Linked into the program `clock` of a client: clock_gettime() as the library
 * under test sees it.  The environment says what CLOCK_REALTIME does:
 *   CLOCK=frozen  it stays where it was when it was read first
 *   CLOCK=step    100 milliseconds after that it jumps an hour ahead
 * Every other clock, and all of them without that, is true.
 *
 * With musl the linker's --wrap puts this between the libc's own objects, which
 * stay as they are; a shared library takes the program's definition.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __GLIBC__
#include <dlfcn.h>

static int
true_time(clockid_t id, struct timespec *ts)
{
	int (*next)(clockid_t, struct timespec *);

	*(void **)&next = dlsym(RTLD_NEXT, "clock_gettime");
	return next(id, ts);
}

#define FALSE_TIME clock_gettime
#else
int __real_clock_gettime(clockid_t id, struct timespec *ts);
int __wrap_clock_gettime(clockid_t id, struct timespec *ts);

static int
true_time(clockid_t id, struct timespec *ts)
{
	return __real_clock_gettime(id, ts);
}

#define FALSE_TIME __wrap_clock_gettime
#endif

static long long
nanoseconds(const struct timespec *ts)
{
	return ts->tv_sec * 1000000000LL + ts->tv_nsec;
}

int
FALSE_TIME(clockid_t id, struct timespec *ts)
{
	const long long pause_ns = 100000000, jump_s = 3600;
	static long long first_read; /* nanoseconds; 0: not read yet */
	const char *mode = getenv("CLOCK");
	int ret = true_time(id, ts);
	long long now, first = 0;

	if (id != CLOCK_REALTIME || mode == NULL || ret != 0)
		return ret;
	now = nanoseconds(ts);
	if (__atomic_compare_exchange_n(&first_read, &first, now, 0,
		__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		first = now;
	if (strcmp(mode, "frozen") == 0) {
		ts->tv_sec = (time_t)(first / 1000000000);
		ts->tv_nsec = (long)(first % 1000000000);
	} else if (strcmp(mode, "step") == 0 && now - first > pause_ns) {
		ts->tv_sec += (time_t)jump_s;
	}
	return 0;
}

#define _GNU_SOURCE
#include "usage.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static uint64_t
microseconds(struct timeval tv)
{
	return (uint64_t)tv.tv_sec * 1000000 + (uint64_t)tv.tv_usec;
}

void
usage_read(struct usage *u)
{
	struct rusage usage;
	struct timespec ts;

	getrusage(RUSAGE_SELF, &usage);
	u->user_us = microseconds(usage.ru_utime);
	u->system_us = microseconds(usage.ru_stime);
	u->switches = (uint64_t)usage.ru_nvcsw;
	u->forced_switches = (uint64_t)usage.ru_nivcsw;
	u->faults = (uint64_t)usage.ru_minflt;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	u->cpu_ns = (uint64_t)ts.tv_sec * 1000000000 + (uint64_t)ts.tv_nsec;
}

void
usage_subtract(struct usage *u, const struct usage *from)
{
	u->cpu_ns -= from->cpu_ns;
	u->user_us -= from->user_us;
	u->system_us -= from->system_us;
	u->switches -= from->switches;
	u->forced_switches -= from->forced_switches;
	u->faults -= from->faults;
}

/* The beginning of a file as text; "" where there is none. */
static void
read_text(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t len = -1;

	if (fd != -1) {
		len = read(fd, text, size - 1);
		close(fd);
	}
	text[len < 0 ? 0 : len] = '\0';
}

/* schedstat: nanoseconds on a processor, on the run queue, time slices */
uint64_t
usage_runqueue_ns(void)
{
	char text[128], *end;

	read_text("/proc/thread-self/schedstat", text, sizeof text);
	(void)strtoull(text, &end, 10);
	return strtoull(end, NULL, 10);
}

uint64_t
usage_peak_kb(void)
{
	static const char key[] = "VmHWM:";
	char text[4096], *line;

	read_text("/proc/self/status", text, sizeof text);
	line = strstr(text, key);
	return line == NULL ? 0 : strtoull(line + strlen(key), NULL, 10);
}

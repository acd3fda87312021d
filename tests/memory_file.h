/* tests/memory_file.h -- text as a file that leaves nothing behind. */
#ifndef TESTS_MEMORY_FILE_H
#define TESTS_MEMORY_FILE_H

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct memory_file {
	int fd;
	char path[32];
};

static inline const char *
memory_file_open(struct memory_file *m, const char *text)
{
	size_t len = strlen(text);

	m->fd = memfd_create("test", MFD_CLOEXEC);
	snprintf(m->path, sizeof m->path, "/proc/self/fd/%d", m->fd);
	if (m->fd == -1 || write(m->fd, text, len) != (ssize_t)len)
		m->path[0] = '\0';
	return m->path;
}

#endif

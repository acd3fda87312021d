#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"

/* A copy of the program in memory that belongs to us, or -1. */
static int
copy_program(const char *path, off_t size)
{
	int from = open(path, O_RDONLY | O_CLOEXEC);
	int to = memfd_create(path, MFD_CLOEXEC), readable = -1, saved;
	char name[64];
	off_t done = 0;
	ssize_t n = 1;

	while (from != -1 && to != -1 && done < size && n > 0) {
		n = sendfile(to, from, NULL, (size_t)(size - done));
		done += n > 0 ? n : 0;
	}
	if (from != -1 && to != -1 && done == size && fchmod(to, 0755) == 0) {
		/* A file open for writing cannot be executed. */
		snprintf(name, sizeof name, "/proc/self/fd/%d", to);
		readable = open(name, O_RDONLY | O_CLOEXEC);
	}
	saved = errno;
	if (from != -1)
		close(from);
	if (to != -1)
		close(to);
	errno = saved;
	return readable;
}

/* Without capabilities, as inside the cell. */
static bool
may_execute(const struct stat *st)
{
	mode_t bit = S_IXOTH;

	if (st->st_uid == geteuid())
		bit = S_IXUSR;
	else if (st->st_gid == getegid())
		bit = S_IXGRP;
	return (st->st_mode & bit) != 0;
}

int
cell_open_program(const char *path, struct error *err)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	struct stat st;

	if (fd == -1 || fstat(fd, &st) == -1) {
		error_set(err, "%s: %s", path, strerror(errno));
		if (fd != -1)
			close(fd);
		return -1;
	}
	if (S_ISREG(st.st_mode) && may_execute(&st))
		return fd;
	close(fd);
	if (!S_ISREG(st.st_mode) || (st.st_mode & 0111) == 0) {
		error_set(err, "%s: not a program", path);
		return -1;
	}
	/* Another user's private program, and we are root: only capabilities
	 * open it, and those end before the client is executed. */
	fd = copy_program(path, st.st_size);
	if (fd == -1)
		error_set(err, "%s: %s", path, strerror(errno));
	return fd;
}

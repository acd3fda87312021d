#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"

/*
 * Opens the folder NAME in folder AT, which it closes; makes it first where
 * it is missing.  Links are not followed: they may lead out of /etc.
 */
static int
enter_folder(int at, const char *name)
{
	int fd = -1, saved;

	if (mkdirat(at, name, 0755) == 0 || errno == EEXIST)
		fd = openat(at, name,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	saved = errno;
	close(at);
	errno = saved;
	return fd;
}

/* Returns the folder PATH lies in, and the last part of it in NAME. */
static int
open_parent(const char *path, char name[256])
{
	static const char below[] = "/etc/";
	const char *rest = path + strlen(below), *slash;
	int fd;

	errno = EINVAL;
	if (strncmp(path, below, strlen(below)) != 0)
		return -1;
	fd = open("/etc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (; fd != -1; rest = slash + 1) {
		const size_t len = strcspn(rest, "/");

		slash = rest + len;
		if (len == 0 || len > 255 || *rest == '.') {
			close(fd);
			errno = EINVAL;
			return -1;
		}
		memcpy(name, rest, len);
		name[len] = '\0';
		if (*slash == '\0')
			break;
		fd = enter_folder(fd, name);
	}
	return fd;
}

static int
write_octets(int fd, const char *octets, size_t len)
{
	ssize_t n;

	for (; len > 0; octets += n, len -= (size_t)n) {
		n = write(fd, octets, len);
		if (n == -1)
			return -1;
	}
	return 0;
}

static int
write_file(int folder, const char *name, const struct cell_file *f)
{
	int fd, ret = 0;

	if (f->link_target != NULL)
		return symlinkat(f->link_target, folder, name);
	fd = openat(folder, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd == -1)
		return -1;
	if (write_octets(fd, f->octets, f->len) == -1 ||
	    fchmod(fd, f->mode) == -1)
		ret = -1;
	close(fd);
	return ret;
}

int
cell_files_write(const struct cell_file *files, size_t count,
    struct cell_trouble *t)
{
	char name[256];
	size_t i;
	int folder, ret;

	for (i = 0; i < count; i++) {
		folder = open_parent(files[i].path, name);
		if (folder == -1)
			return cell_trouble_set(t,
			    "write file %s (want a path below /etc, no part "
			    "starting with a dot)",
			    files[i].path);
		ret = write_file(folder, name, &files[i]);
		if (ret == -1)
			cell_trouble_set(t, "write file %s", files[i].path);
		close(folder);
		if (ret == -1)
			return -1;
	}
	return 0;
}

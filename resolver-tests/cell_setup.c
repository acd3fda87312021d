#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"

/* Texts under /proc want to come in one write(2). */
static int
write_text(const char *path, const char *text, struct cell_trouble *t)
{
	const size_t len = strlen(text);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int ret = 0;

	if (fd == -1)
		return cell_trouble_set(t, "open %s", path);
	if (write(fd, text, len) != (ssize_t)len)
		ret = cell_trouble_set(t, "write \"%s\" to %s", text, path);
	close(fd);
	return ret;
}

/*
 * One uid and one gid, neither of them 0: full capabilities now, none after
 * the client's exec.  Without setgroups=deny an ordinary user may not write
 * the gid map (user_namespaces(7)).
 */
static int
map_ids(const struct cell_owner *owner, struct cell_trouble *t)
{
	char map[64];

	if (write_text("/proc/self/setgroups", "deny", t) == -1)
		return -1;
	snprintf(map, sizeof map, "%d %u 1", CELL_UID, (unsigned)owner->uid);
	if (write_text("/proc/self/uid_map", map, t) == -1)
		return -1;
	snprintf(map, sizeof map, "%d %u 1", CELL_UID, (unsigned)owner->gid);
	return write_text("/proc/self/gid_map", map, t);
}

static int
write_sysctls(const struct cell_spec *spec, struct cell_trouble *t)
{
	static const char below[] = "/proc/sys/net/";
	const struct cell_sysctl *s;
	size_t i;

	for (i = 0; i < spec->sysctl_count; i++) {
		s = &spec->sysctls[i];
		errno = EINVAL;
		if (strncmp(s->path, below, strlen(below)) != 0)
			return cell_trouble_set(t, "%s: want a path below %s",
			    s->path, below);
		if (write_text(s->path, s->value, t) == -1)
			return -1;
	}
	return 0;
}

/* Nothing done here shows outside, and nothing outside can be written:
 * started as root, the client would own half of it. */
static int
seal_mounts(struct cell_trouble *t)
{
	/* struct mount_attr: attr_set, attr_clr, propagation, userns_fd */
	const uint64_t attr[4] = { 1 /* MOUNT_ATTR_RDONLY */, 0, 0, 0 };
	const unsigned at_recursive = 0x8000;

	if (mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == -1)
		return cell_trouble_set(t, "make mounts private");
	if (syscall(SYS_mount_setattr, -1, "/", at_recursive, attr,
		sizeof attr) == -1 &&
	    errno != ENOSYS) /* before Linux 5.12 */
		return cell_trouble_set(t, "make mounts read-only");
	return 0;
}

static int
mount_empty(const char *path, struct cell_trouble *t)
{
	struct stat st;

	/* /var/run is a link to /run nearly everywhere, or absent. */
	if (lstat(path, &st) == -1 || !S_ISDIR(st.st_mode))
		return 0;
	if (mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755") ==
	    -1)
		return cell_trouble_set(t, "mount tmpfs on %s", path);
	return 0;
}

static int
set_hostname(const char *name, struct cell_trouble *t)
{
	if (name == NULL)
		name = "probe";
	if (sethostname(name, strlen(name)) == -1)
		return cell_trouble_set(t, "set host name \"%s\"", name);
	return 0;
}

int
cell_setup(const struct cell_spec *spec, const struct cell_owner *owner,
    struct cell_trouble *t)
{
	/* Maps and sysctls first: both are under /proc, soon read-only. */
	if (map_ids(owner, t) == -1 || write_sysctls(spec, t) == -1 ||
	    seal_mounts(t) == -1 || mount_empty("/etc", t) == -1 ||
	    mount_empty("/run", t) == -1 || mount_empty("/var/run", t) == -1)
		return -1;
	if (cell_files_write(spec->files, spec->file_count, t) == -1)
		return -1;
	if (set_hostname(spec->hostname, t) == -1 ||
	    cell_net_setup(spec, t) == -1)
		return -1;
	if (chdir("/") == -1)
		return cell_trouble_set(t, "chdir /");
	return 0;
}

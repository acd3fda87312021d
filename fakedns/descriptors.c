#include "config.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "fakedns/descriptors.h"

void
descriptors_open_standard(void)
{
	int fd;

	do /* writing there is an error */
		fd = open("/dev/null", O_RDONLY);
	while (fd != -1 && fd <= STDERR_FILENO);
	if (fd != -1)
		close(fd);
}

void
descriptors_raise_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		return;
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}

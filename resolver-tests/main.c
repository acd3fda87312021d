/* resolver-tests -- stub resolvers against a nameserver that lies. */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "resolver-tests/options.h"
#include "resolver-tests/suite.h"

/*
 * Where one of the descriptors 0 to 2 is closed, the next file or socket would
 * get its number, and what is meant for people would go there.
 */
static void
open_standard_descriptors(void)
{
	int fd;

	do
		fd =
		    open("/dev/null", O_RDONLY); /* writing there is an error */
	while (fd != -1 && fd <= STDERR_FILENO);
	if (fd != -1)
		close(fd);
}

int
main(int argc, char **argv)
{
	struct options o;
	int status;

	open_standard_descriptors();
	status = options_read(argc, argv, &o);

	if (status != 0)
		status = status == 1 ? STATUS_GOOD : STATUS_BAD_INPUT;
	else if (strcmp(o.command, "run") == 0)
		status = command_run(&o);
	else if (strcmp(o.command, "list") == 0)
		status = command_list(&o);
	else if (strcmp(o.command, "lint") == 0)
		status = command_lint(&o);
	else
		status = command_show(&o);
	options_clear(&o);
	return status;
}

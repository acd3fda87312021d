/* resolver-tests -- stub resolvers against a nameserver that lies. */
#include "config.h"

#include <string.h>

#include "bench/command_bench_compare.h"
#include "fakedns/descriptors.h"
#include "report/report.h"
#include "resolver-tests/options.h"
#include "resolver-tests/suite.h"

int
main(int argc, char **argv)
{
	struct options o;
	int status;

	descriptors_open_standard();
	status = options_read(argc, argv, &o);

	if (status != 0)
		status = status == 1 ? STATUS_GOOD : STATUS_BAD_INPUT;
	else if (strcmp(o.command, "run") == 0)
		status = command_run(&o);
	else if (strcmp(o.command, "list") == 0 && o.coverage)
		status = command_coverage(&o);
	else if (strcmp(o.command, "list") == 0)
		status = command_list(&o);
	else if (strcmp(o.command, "lint") == 0)
		status = command_lint(&o);
	else if (strcmp(o.command, "compare") == 0 && bench_compare_wanted(&o))
		status = command_bench_compare(&o);
	else if (strcmp(o.command, "compare") == 0)
		status = command_compare(&o);
	else if (strcmp(o.command, "bench") == 0)
		status = command_bench(&o);
	else if (strcmp(o.command, "bug-report") == 0)
		status = command_bug_report(&o);
	else if (strcmp(o.command, "report") == 0)
		status = command_report(&o);
	else
		status = command_show(&o);
	options_clear(&o);
	return status;
}

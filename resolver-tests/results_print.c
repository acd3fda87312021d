#include "config.h"

#include "resolver-tests/digest.h"
#include "resolver-tests/junit.h"
#include "resolver-tests/results_print.h"
#include "resolver-tests/tap.h"

void
results_print(const struct results_file *f, enum format format, FILE *out)
{
	if (format == FORMAT_JUNIT)
		junit_print(f, out);
	else if (format == FORMAT_TAP)
		tap_print(f, out);
	else
		digest_print(f, out);
}

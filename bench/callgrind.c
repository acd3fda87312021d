#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/callgrind.h"

static const char valgrind[] = "/usr/bin/valgrind";

bool
callgrind_is_here(void)
{
	return access(valgrind, X_OK) == 0;
}

const char *const *
callgrind_words(void)
{
	static const char *const words[] = { "/usr/bin/env", "TMPDIR=/run",
		valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null",
		NULL };

	return words;
}

/* "==12== Collected : 123456" */
uint64_t
callgrind_read(const char *text)
{
	static const char key[] = " Collected : ";
	const char *at = text == NULL ? NULL : strstr(text, key);

	return at == NULL ? 0 : strtoull(at + strlen(key), NULL, 10);
}

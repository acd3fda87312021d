/*
 * replay.c -- runs a fuzz target over files, its seeds where none is named,
 * and prints TAP.  What breaks ends the program, and with it the TAP.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fakedns/xalloc.h"
#include "tests/fuzz/fuzz.h"

/* Processor time of one seed; sanitizers and valgrind have theirs in it. */
enum { SECONDS_MAX = 10 };

static int
replay(const char *path, unsigned number)
{
	static uint8_t buffer[1 << 20];
	FILE *f = fopen(path, "re");
	clock_t start = clock(), spent;
	uint8_t *octets;
	size_t len;

	if (f == NULL) {
		printf("not ok %u - %s # %s\n", number, path, strerror(errno));
		return -1;
	}
	len = fread(buffer, 1, sizeof buffer, f);
	fclose(f);
	/* in a block of its own, so that a read past its end shows */
	octets = xmemdup(buffer, len);
	fflush(stdout);
	LLVMFuzzerTestOneInput(octets, len);
	free(octets);
	spent = (clock() - start) / CLOCKS_PER_SEC;
	printf("%s %u - %s\n", spent < SECONDS_MAX ? "ok" : "not ok", number,
	    path);
	return spent < SECONDS_MAX ? 0 : -1;
}

static int
is_seed(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* Every seed, by name; returns how many. */
static unsigned
replay_folder(const char *folder, int *failed)
{
	struct dirent **files;
	int count = scandir(folder, &files, is_seed, alphasort);

	for (int i = 0; i < count; i++) {
		char *path = xasprintf("%s/%s", folder, files[i]->d_name);

		*failed |= replay(path, (unsigned)i + 1);
		free(path);
		free(files[i]);
	}
	if (count != -1)
		free(files);
	return count == -1 ? 0 : (unsigned)count;
}

int
main(int argc, char **argv)
{
	const char *srcdir = getenv("srcdir");
	unsigned count = 0;
	int failed = 0;

	if (argc == 1) {
		char *folder = xasprintf("%s/tests/fuzz/seeds/%s",
		    srcdir != NULL ? srcdir : ".", fuzz_target);

		count = replay_folder(folder, &failed);
		free(folder);
	}
	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i], ++count);
	printf("1..%u\n", count);
	if (count == 0)
		printf("Bail out! no seeds\n");
	return failed == 0 && count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

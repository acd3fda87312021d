#include "config.h"

#include <string.h>

#include "report/command_words.h"

/* Options whose argument may be told; that of any other is a file. */
static const char *const harmless[] = { "-j", "--jobs", "-c", "--client", "-t",
	"--tag", "--as", "--format" };
/* Those without an argument. */
static const char *const flags[] = { "--octets", "--long", "--tap", "--no-skip",
	"-v" };

static bool
is_one_of(const char *const *list, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

/* An option whose argument, a file or a folder, is the next word. */
static bool
takes_file(const char *word)
{
	if (word[0] != '-' ||
	    is_one_of(flags, sizeof flags / sizeof *flags, word) ||
	    is_one_of(harmless, sizeof harmless / sizeof *harmless, word))
		return false;
	return word[1] == '-' ? strchr(word, '=') == NULL
			      : strlen(word) == strlen("-r");
}

/* What the name of a scenario or of a client never has. */
static bool
may_be_path(const char *word)
{
	return strchr("/.~-", word[0]) != NULL || strchr(word, '=') != NULL;
}

const char *
command_word(const struct words *words, size_t i)
{
	const char *word = words->v[i];

	if (i == 0)
		return "resolver-tests";
	if (takes_file(words->v[i - 1]))
		return "…";
	if (takes_file(word) ||
	    is_one_of(flags, sizeof flags / sizeof *flags, word) ||
	    is_one_of(harmless, sizeof harmless / sizeof *harmless, word))
		return word;
	return may_be_path(word) ? "…" : word;
}

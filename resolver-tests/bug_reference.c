#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug_markdown.h"
#include "resolver-tests/bug_reference.h"
#include "resolver-tests/inert.h"

static bool
starts(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/* "rfc7766#7:match" is section 7 of RFC 7766; URL is where it can be read. */
static void
add_rfc(const char *ref, struct text *out, struct text *url)
{
	int number = atoi(ref + strlen("rfc"));
	const char *section = strchr(ref, '#');
	int len = section == NULL ? 0 : (int)strcspn(++section, ":");

	text_add(out, "RFC %d", number);
	text_add(url, "https://www.rfc-editor.org/rfc/rfc%d", number);
	if (len > 0) {
		text_add(out, ", section %.*s", len, section);
		text_add(url, "#section-%.*s", len, section);
	}
}

/* The clause itself; false where REF is of another kind. */
static bool
add_clause(const char *ref, struct text *out, struct text *url)
{
	if (starts(ref, "rfc")) {
		add_rfc(ref, out, url);
	} else if (starts(ref, "posix:")) {
		const char *function = ref + strlen("posix:");

		text_add(out, "POSIX.1, `%.*s()`", (int)strcspn(function, ":"),
		    function);
	} else if (starts(ref, "man:")) {
		text_add(out, "the manual page `%s`", ref + strlen("man:"));
	} else {
		return false;
	}
	return true;
}

static bool
has_word(const struct words *w, const char *word)
{
	for (size_t i = 0; i < w->count; i++)
		if (strcmp(w->v[i], word) == 0)
			return true;
	return false;
}

/* False where the same clause has an item already. */
static bool
add_item(const char *ref, const struct coverage_row *row, struct words *seen,
    struct text *out)
{
	struct text item = { 0 }, url = { 0 };
	bool is_new = add_clause(ref, &item, &url) && !has_word(seen, item.s);

	if (is_new) {
		words_add(seen, item.s);
		if (row != NULL) {
			text_add(&item, ": ");
			inert_add_prose(&item, row->demand);
		}
		bug_markdown_wrap(out, true, &item);
		if (url.len > 0)
			text_add(out, "  <%s>\n", url.s);
	}
	text_clear(&item);
	text_clear(&url);
	return is_new;
}

size_t
bug_reference_clauses(const struct words *refs, const struct coverage *coverage,
    struct text *out)
{
	struct words seen = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < refs->count; i++)
		if (add_item(refs->v[i], coverage_find(coverage, refs->v[i]),
			&seen, out))
			count++;
	words_clear(&seen);
	return count;
}

/* "musl:51d4669f" of a commit; its hash, else NULL. */
static const char *
commit_of(const char *word)
{
	return starts(word, "musl:") && strchr(word, '/') == NULL
		   ? word + strlen("musl:")
		   : NULL;
}

static void
add_commit(const char *hash, const char *before, struct words *seen,
    struct text *out)
{
	if (has_word(seen, hash))
		return;
	text_add(out,
	    "%s%s <https://git.musl-libc.org/cgit/musl/commit/?id=%s>",
	    seen->count == 0 ? before : ", ", hash, hash);
	words_add(seen, hash);
}

void
bug_reference_commits(const struct words *refs, const char *record,
    struct text *out)
{
	char *words = xstrdup(record), *rest = words, *word;
	struct words seen = { 0 };
	size_t causes;

	while ((word = strsep(&rest, " ")) != NULL)
		if (commit_of(word) != NULL)
			add_commit(commit_of(word),
			    "By reading the source it is put down to commit ",
			    &seen, out);
	causes = seen.count;
	text_add(out, "%s", causes > 0 ? ". " : "");
	for (size_t i = 0; i < refs->count; i++) {
		const char *hash = commit_of(refs->v[i]);

		if (hash == NULL || has_word(&seen, hash))
			continue;
		text_add(out, "%s",
		    seen.count > causes ? ", "
					: "What also has to do with it, be it "
					  "an earlier or a later change: ");
		text_add(out,
		    "commit %s "
		    "<https://git.musl-libc.org/cgit/musl/commit/?id=%s>",
		    hash, hash);
		words_add(&seen, hash);
	}
	text_add(out, "%s", seen.count > causes ? "." : "");
	words_clear(&seen);
	free(words);
}

/*
 * motivation_words.h -- what is said of claims, in words; the same for the
 * page, for terminals and for Markdown.  Nothing here is escaped.
 */
#ifndef REPORT_MOTIVATION_WORDS_H
#define REPORT_MOTIVATION_WORDS_H

#include "report/motivation.h"
#include "resolver-tests/text.h"

/* Classes of the page: "confirmed", "exceptions" … */
extern const char *const motivation_verdict_classes[MOTIVATION_VERDICTS];

/* How verdicts come about; sentences, NULL behind the last one. */
extern const char *const motivation_rules[];

/* "confirmed"; "confirmed as far as it was run, 3 of 51 scenarios" */
void motivation_add_verdict(struct text *, const struct motivation_claim *);
/* "45 of 66 pass, 20 deviate, 1 permitted, 1 n/a" */
void motivation_add_tally(struct text *, const struct motivation_tally *);
/*
 * "musl-1.2.2, musl-1.2.3": client I and those behind it, of the same side of
 * the table (references, or not), with the same tally of scenarios; nothing,
 * and false, where one before it has told it, or I is of the other side.
 */
bool motivation_add_tallied(struct text *, const struct motivation *,
    const struct motivation_claim *, size_t i, bool references);
/* What bears on the claim, and how many got better and worse; or why the claim
 * cannot be tested here, and how it could. */
void motivation_add_summary(struct text *, const struct motivation_claim *);
/* "Better: tcp 31, field 20. Worse: api 1.", scenarios by topic; or nothing. */
void motivation_add_topics(struct text *, const struct motivation *,
    const struct motivation_claim *);
/* What the items of that kind are, and how many. */
void motivation_add_kind(struct text *, const struct motivation_claim *,
    enum motivation_kind);
/* The reason of a group, and the record's references where BRACKETS says so;
 * "" where it has none. */
void motivation_add_reason(struct text *, const struct motivation_claim *,
    const struct motivation_group *, bool brackets);
/* Who, and whether it is worse than before. */
void motivation_add_who(struct text *, const struct motivation_claim *,
    const struct motivation_group *);
/* "; the same: glibc-2.36 (3 of 5)": references, trials of the group. */
void motivation_add_shared(struct text *, const struct motivation *,
    const struct motivation_claim *, const struct motivation_group *);
/*
 * What stands behind the name of the scenario of item I: how many of its
 * variants there are before END, and their outcome.  Returns how many.
 */
size_t motivation_add_scenario(struct text *, const struct motivation_claim *,
    size_t i, size_t end);

/* "EAI_NONAME (policy)", "n/a": hashes are left out */
void motivation_add_result(struct text *, const struct results_trial *);
/*
 * The clients that had the verdict and outcome of client I in that trial, where
 * I is the first of them; else nothing, and false.
 */
bool motivation_add_alike(struct text *, const struct report *,
    const struct report_variant *, size_t i);
/* In how many trials of the claim no musl passes, though a reference does. */
void motivation_add_unsurvived(struct text *, const struct motivation *,
    const struct motivation_claim *);
/* Words, blanks between. */
void motivation_add_words(struct text *, const struct words *);

#endif

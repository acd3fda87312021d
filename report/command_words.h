/*
 * command_words.h -- a command line without what names a machine.
 */
#ifndef REPORT_COMMAND_WORDS_H
#define REPORT_COMMAND_WORDS_H

#include "fakedns/scenario.h"

/*
 * Word I of a command of resolver-tests as anybody may see it: "…" for a file
 * or a folder.  Borrowed.
 */
const char *command_word(const struct words *, size_t i);

#endif

/* tests/ladder_lines.h -- result lines to make ladders of; ' stands for ". */
#ifndef TESTS_LADDER_LINES_H
#define TESTS_LADDER_LINES_H

#include "fakedns/xalloc.h"
#include "resolver-tests/ladder.h"
#include "tests/unit.h"

#define STEP "{'elapsed_ms':7,'servers':{'192.0.2.1':{}}}"
#define STEP_OF_TWO "{'elapsed_ms':7,'servers':{'192.0.2.1':{},'192.0.2.2':{}}}"
#define TRIAL(steps, outcome, journal)                                         \
	"{'elapsed_ms':14,'steps':[" steps "],'outcome':'" outcome             \
	"','journal':[" journal "]}"
#define CALL(us, step) "{'us':" #us ",'event':'call','step':" #step "},"
#define END(us) "{'us':" #us ",'event':'end','step':1}"
/* MORE is "" or one of the others. */
#define EVENT(us, what, n, transport, port, more)                              \
	"{'us':" #us ",'event':'" what "','server':'192.0.2." #n               \
	"','transport':'" transport "','port':" #port more "},"
#define ASKS(id, type)                                                         \
	",'octets':30,'id':" #id ",'flags':'rd','rcode':0,'answers':0"         \
	",'name':'host.example.','type':'" type "','rule':'/c/t.scn:14'"
#define SAYS(id, type, flags, rcode, answers)                                  \
	",'octets':78,'id':" #id ",'flags':'" flags "','rcode':" #rcode        \
	",'answers':" #answers ",'name':'host.example.','type':'" type         \
	"','rule':'/c/t.scn:14'"

/* The ladders of the line; ladders_clear(). */
static inline void
ladders_of(const char *text, struct ladders *out)
{
	char *json = xstrdup(text);
	json_error_t err;
	json_t *line;

	for (char *at = json; (at = strchr(at, '\'')) != NULL; at++)
		*at = '"';
	line = json_loads(json, 0, &err);
	ck_assert_msg(line != NULL, "%s: %s", json, err.text);
	ladders_make(line, out);
	json_decref(line);
	free(json);
}

#endif

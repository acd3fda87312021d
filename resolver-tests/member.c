#include "config.h"

#include "resolver-tests/member.h"
#include "resolver-tests/results_json.h"

void
member_text(json_t *object, const char *key, const char *text)
{
	json_object_set_new(object, key, results_json_text(text));
}

void
member_count(json_t *object, const char *key, uint64_t n)
{
	json_object_set_new(object, key, json_integer((json_int_t)n));
}

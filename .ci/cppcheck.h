/* cppcheck.h -- macros of system headers, which cppcheck does not read. */
#define START_TEST(f) static void f(int _i)
#define END_TEST
#define ck_assert_ptr_nonnull(p) do { if ((p) == NULL) abort(); } while (0)
#define LIST_HEAD(name, type) struct name { struct type *lh_first; }
#define LIST_ENTRY(type) struct { struct type *le_next; }
#define LIST_FOREACH(v, head, field) \
	for ((v) = (head)->lh_first; (v) != NULL; (v) = (v)->field.le_next)
#define json_array_foreach(array, i, value) \
	for ((i) = 0; ((value) = json_array_get((array), (i))) != NULL; (i)++)

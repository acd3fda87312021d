#include "config.h"

#include <stdio.h>

#include "bench/bench_read.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

#define HEADER                                                                 \
	"{\"type\":\"bench\",\"format\":1,\"program\":\"resolver-tests\","     \
	"\"version\":\"0.1.0\",\"machine\":\"x86_64\",\"kernel\":\"6.1\","     \
	"\"date\":\"2026-11-23T15:00:00Z\",\"command\":[\"resolver-tests\","   \
	"\"bench\"],\"seed\":\"18446744073709551615\",\"processors\":2,"       \
	"\"pinned\":true,\"realtime\":true,\"quick\":false,\"slice_ms\":100,"  \
	"\"rounds\":40,\"baseline\":\"b-2\",\"clients\":[" CLIENT(             \
	    "a-1") "," CLIENT("b-2") "]}\n"
#define CLIENT(name)                                                           \
	"{\"name\":\"" name "\",\"family\":\"f\",\"version\":\"1\",\"arch\":"  \
	"\"x86_64\",\"package\":\"-\",\"sha256\":\"-\",\"binary_octets\":"     \
	"333000.0}"
#define WORKLOAD                                                               \
	"{\"type\":\"workload\",\"workload\":\"bench/w:n=2\",\"title\":\"T\"," \
	"\"cold\":true,\"together\":true,\"threads\":8,\"rate\":100,"          \
	"\"lookups\":5}\n"
#define PROOF                                                                  \
	"{\"type\":\"proof\",\"workload\":\"bench/w:n=2\",\"client\":\"a-1\"," \
	"\"verdict\":\"pass\",\"summary\":\"ok 1+0\"}\n"
#define SAMPLE(lookups, latency)                                               \
	"{\"type\":\"sample\",\"workload\":\"bench/w:n=2\",\"client\":"        \
	"\"b-2\",\"round\":3,\"position\":1,\"disturbed\":true,\"wall_ns\":"   \
	"1000,\"lookups\":" lookups ",\"errors\":1,\"late\":4,\"cpu_ns\":500," \
	"\"user_us\":6,\"system_us\":7,\"switches\":8,\"forced_switches\":9,"  \
	"\"faults\":10,\"runqueue_ns\":11,\"hwm_kb\":12,\"server_cpu_ns\":13," \
	"\"server_forced_switches\":14,\"datagrams\":15,\"queued\":16,"        \
	"\"queued_ns\":17,\"min_ns\":18,\"max_ns\":19,\"sum_ns\":20,"          \
	"\"outcomes\":[[\"ok\",48,2],[\"EAI_AGAIN\",0,1]],"                    \
	"\"latency\":" latency "}\n"
#define COUNTS                                                                 \
	"{\"type\":\"counts\",\"workload\":\"bench/w:n=2\",\"client\":"        \
	"\"b-2\",\"system_calls\":12.5,\"instructions\":4000,"                 \
	"\"instructions_by\":\"callgrind\",\"packets_out\":1,\"rss_kb\":220}"  \
	"\n"
#define END "{\"type\":\"end\",\"interrupted\":false,\"seconds\":60.5}\n"

static int
read_text(struct bench_set *set, const char *text, struct error *err)
{
	struct memory_file m;
	int ret = bench_read(set, memory_file_open(&m, text), err);

	close(m.fd);
	return ret;
}

START_TEST(every_line)
{
	struct error err = { "" };
	struct bench_set set;
	const struct bench_sample *s;

	ck_assert_msg(read_text(&set,
			  HEADER WORKLOAD PROOF SAMPLE("3", "[[250,1],[251,2]]")
			      COUNTS END,
			  &err) == 0,
	    "%s", err.text);
	ck_assert_str_eq(set.date, "2026-11-23T15:00:00Z");
	ck_assert_uint_eq(set.command_count, 2);
	ck_assert_uint_eq(set.seed, UINT64_MAX);
	ck_assert(set.pinned && set.realtime && !set.quick);
	ck_assert_uint_eq(set.client_count, 2);
	ck_assert_uint_eq(set.baseline, 1);
	ck_assert_double_eq(set.clients[0].binary_octets, 333000);
	ck_assert_str_eq(set.workloads[0].name, "bench/w:n=2");
	ck_assert(set.workloads[0].mode.cold);
	ck_assert(set.workloads[0].mode.together);
	ck_assert_uint_eq(set.workloads[0].mode.threads, 8);
	ck_assert_uint_eq(set.workloads[0].mode.rate, 100);
	ck_assert_uint_eq(set.workloads[0].mode.lookups, 5);
	ck_assert_uint_eq(set.proof_count, 1);
	ck_assert_uint_eq(set.proofs[0].client, 0);
	ck_assert_uint_eq(set.sample_count, 1);
	s = &set.samples[0];
	ck_assert_uint_eq(s->client, 1);
	ck_assert_uint_eq(s->round, 3);
	ck_assert(s->disturbed);
	ck_assert_uint_eq(s->wall_ns, 1000);
	ck_assert_uint_eq(s->errors, 1);
	ck_assert_uint_eq(s->cpu_ns, 500);
	ck_assert_uint_eq(s->queued_ns, 17);
	ck_assert_uint_eq(s->sum_ns, 20);
	ck_assert_uint_eq(s->outcome_count, 2);
	ck_assert_uint_eq(s->outcomes[0].addresses, 48);
	ck_assert_uint_eq(s->latency.total, 3);
	ck_assert_uint_eq(histogram_quantile(&s->latency, 0.1), 250);
	ck_assert_uint_eq(histogram_quantile(&s->latency, 0.5), 251);
	ck_assert_uint_eq(set.counts_count, 1);
	ck_assert_double_eq(set.counts[0].system_calls, 12.5);
	ck_assert_double_eq(set.counts[0].packets_in, BENCH_UNKNOWN);
	ck_assert_str_eq(set.counts[0].instructions_by, "callgrind");
	ck_assert(!set.interrupted);
	ck_assert_double_eq(set.seconds, 60.5);
	bench_set_clear(&set);
}
END_TEST

START_TEST(interrupted)
{
	static const char *const rows[] = { HEADER, HEADER WORKLOAD,
		HEADER WORKLOAD PROOF "{\"type\":\"sam",
		HEADER WORKLOAD PROOF
		"{\"type\":\"end\",\"interrupted\":true,\"seconds\":3}\n" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = { "" };
		struct bench_set set;

		ck_assert_msg(read_text(&set, rows[i], &err) == 0, "%s",
		    err.text);
		ck_assert(set.interrupted);
		bench_set_clear(&set);
	}
}
END_TEST

#define LINE_2 HEADER
#define LINE_3 HEADER WORKLOAD

/* The text behind the path. */
static const struct {
	const char *text, *error;
} bad[] = {
	{ "", ":1:1: nothing, want the lines of a benchmark" },
	{ "hello\n", ":1:5: no JSON, want a line of a benchmark" },
	{ "[]\n", ":1:1: no line of a benchmark, want an object of JSON with "
		  "a type" },
	{ WORKLOAD, ":1:1: no line of the type bench, want that line first" },
	{ HEADER HEADER, ":2:1: another run begins, want one run" },
	{ HEADER END END, ":3:1: a line behind the last one, want one run" },
	{ LINE_2 "{\"type\":\"run\"}\n",
	    ":2:2: another type, want bench, workload, proof, sample, counts "
	    "or end" },
	{ LINE_2 "{\"type\":\"workload\",}\n",
	    ":2:20: no JSON, want a line of a benchmark" },
	{ "{\"type\":\"bench\",\"format\":2}\n",
	    ":1:17: a format that is not known here, want 1" },
	{ "{\"type\":\"bench\"}\n", ":1:1: no \"format\", want that key" },
	{ "{\"type\":\"bench\",\"format\":1,\"version\":\"\",\"machine\":\"\","
	  "\"kernel\":\"\",\"date\":\"\",\"seed\":\"1\",\"processors\":1,"
	  "\"slice_ms\":1,\"rounds\":1,\"baseline\":\"a\",\"clients\":[" CLIENT(
	      "a") "," CLIENT("a") "]}\n",
	    ":1:141: two clients of one name, want names that differ" },
	{ LINE_2 "{\"type\":\"workload\",\"workload\":5}\n",
	    ":2:20: \"workload\" is no text, want one" },
	{ LINE_2 WORKLOAD WORKLOAD,
	    ":3:20: that workload for the second time, want it once" },
	{ LINE_2 PROOF,
	    ":2:17: a workload without a line, want that line before" },
	{ LINE_3 "{\"type\":\"proof\",\"verdict\":\"\",\"summary\":\"\","
		 "\"workload\":\"bench/w:n=2\",\"client\":\"c\"}\n",
	    ":3:68: a client that the first line does not have, want one of "
	    "those" },
	{ LINE_3 SAMPLE("-1", "[]"),
	    ":3:113: \"lookups\" is no count, want a number from 0" },
	{ LINE_3 SAMPLE("1.5", "[]"),
	    ":3:113: \"lookups\" is no count, want a number from 0" },
	{ LINE_3 SAMPLE("0", "[]"),
	    ":3:125: \"errors\" is no count, want a number from 0 to 0" },
	{ LINE_3 SAMPLE("3", "[[4352,3]]"),
	    ":3:426: \"latency\" is no count, want a number from 0 to 4351" },
	{ LINE_3 SAMPLE("3", "[[1,9223372036854775807],[2,3]]"),
	    ":3:426: \"latency\" is no count, want a number from 0 to 3" },
	{ LINE_3 SAMPLE("3", "[[1,2]]"),
	    ":3:426: 2 latencies, want one of each of 3 look-ups" },
	{ LINE_3 SAMPLE("3", "[7]"),
	    ":3:426: \"latency\" is no count, want a number from 0 to 4351" },
	{ LINE_3 SAMPLE("3", "7"), ":3:426: \"latency\" is no list, want one" },
};

START_TEST(bad_lines)
{
	struct error err = { "" };
	struct bench_set set;
	const char *why;

	ck_assert_int_eq(read_text(&set, bad[_i].text, &err), -1);
	why = strstr(err.text, ":");
	ck_assert_msg(why != NULL && strcmp(why, bad[_i].error) == 0,
	    "row %d: %s", _i, err.text);
	bench_set_clear(&set);
}
END_TEST

/* Whatever is cut off or changed, it is read or refused, and freed. */
START_TEST(damaged)
{
	static const char text[] =
	    HEADER WORKLOAD PROOF SAMPLE("3", "[[250,1],[251,2]]") COUNTS END;
	char copy[sizeof text];

	for (size_t i = 0; i < sizeof text - 1; i++) {
		struct error err = { "" };
		struct bench_set set;

		memcpy(copy, text, sizeof text);
		copy[i] = "\"{}[],:0-\n"[i % 10];
		(void)read_text(&set, copy, &err);
		bench_set_clear(&set);
		copy[i] = '\0';
		(void)read_text(&set, copy, &err);
		bench_set_clear(&set);
	}
}
END_TEST

START_TEST(which_files)
{
	struct memory_file m;

	ck_assert(bench_read_is(memory_file_open(&m, HEADER)));
	close(m.fd);
	ck_assert(!bench_read_is(memory_file_open(&m, "{\"type\":\"run\"}")));
	close(m.fd);
	ck_assert(!bench_read_is("/nowhere"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("bench_read");
	TCase *t = tcase_create("all");

	tcase_add_test(t, every_line);
	tcase_add_test(t, interrupted);
	tcase_add_loop_test(t, bad_lines, 0, sizeof bad / sizeof *bad);
	tcase_add_test(t, damaged);
	tcase_add_test(t, which_files);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}

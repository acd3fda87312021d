/* A query in the SYN, in a network of our own: the sysctl is the network's. */
#include "config.h"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>

#include "tests/stage.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static bool
write_switch(const char *value)
{
	int fd = open("/proc/sys/net/ipv4/tcp_fastopen", O_WRONLY | O_CLOEXEC);
	bool done = fd != -1 && write(fd, value, strlen(value)) > 0;

	if (fd != -1)
		close(fd);
	return done;
}

/* A network with a loopback interface that is up. */
static bool
make_network(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	bool done;
	int fd;

	if (unshare(CLONE_NEWNET) == -1 &&
	    unshare(CLONE_NEWUSER | CLONE_NEWNET) == -1)
		return false;
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	done = ioctl(fd, SIOCSIFFLAGS, &lo) == 0;
	close(fd);
	return done && write_switch("3");
}

/* Connects with a query in the SYN where it may. */
static int
ask_at_once(const struct sockaddr_in *to)
{
	static const char query[] = "\0\023\022\064\1\0\0\1\0\0\0\0\0\0\1a\0"
				    "\0\1\0\1";
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	ck_assert_int_eq(sendto(fd, query, sizeof query - 1, MSG_FASTOPEN,
			     (const struct sockaddr *)to, sizeof *to),
	    sizeof query - 1);
	return fd;
}

static bool
was_taken_in_the_syn(int fd)
{
	struct tcp_info info = { 0 };
	socklen_t len = sizeof info;

	ck_assert_int_eq(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len), 0);
	return (info.tcpi_options & TCPI_OPT_SYN_DATA) != 0;
}

static const struct {
	const char *tfo;
	const char *value; /* of the sysctl: 1 is for clients, 2 for servers */
	bool taken;
} cases[] = {
	{ "on", "3", true },
	{ "on", "1", false },
	{ "off", "3", false },
};

START_TEST(query_in_the_syn)
{
	char text[200], answer[64];
	struct stage stage;

	ck_assert(write_switch(cases[_i].value));
	snprintf(text, sizeof text,
	    SCENARIO("SERVER 127.0.0.1 tfo=%s\n" ENTRY(
		"ADJUST copy_id copy_query\nREPLY QR\n")),
	    cases[_i].tfo);
	stage_open(&stage, text);
	/* the first connection asks for the cookie that the second one shows */
	for (unsigned i = 1; i <= 2; i++) {
		int fd = ask_at_once(&stage.at[0][1]);

		STAGE_UNTIL(&stage, stage.count[JOURNAL_REPLY] == i);
		ck_assert_int_eq(recv(fd, answer, sizeof answer, 0), 21);
		ck_assert_mem_eq(answer, "\0\023\022\064", 4);
		ck_assert_int_eq(was_taken_in_the_syn(fd),
		    cases[_i].taken && i == 2);
		close(fd);
	}
	stage_close(&stage);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fast_open");
	TCase *tc = tcase_create("fast_open");

	tcase_set_timeout(tc, 2 * STAGE_GUARD_S);
	tcase_add_loop_test(tc, query_in_the_syn, 0, LEN(cases));
	suite_add_tcase(suite, tc);
	if (!make_network()) {
		printf("1..0 # SKIP no network of our own: %s\n",
		    strerror(errno));
		srunner_free(srunner_create(suite));
		return EXIT_SUCCESS;
	}
	return unit_run(suite);
}

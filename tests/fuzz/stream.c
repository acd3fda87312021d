/*
 * stream.c -- a server on loopback, and clients that do what the octets say:
 * connect, send anything in any pieces, read or not, end their half, reset,
 * send datagrams.  The server has to outlive it without a file left open, and
 * each line of its journal has to be JSON.
 */
#include "config.h"

#include <event2/event.h>
#include <fcntl.h>
#include <jansson.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fakedns/listen.h"
#include "fakedns/server.h"
#include "tests/fuzz/fuzz.h"

const char fuzz_target[] = "stream";

enum { CLIENTS = 3, OPERATIONS_MAX = 32, TURNS = 2, FILES_MAX = 200 };

/* The name asked for chooses the fault: "a.", "b." and so on. */
static const char *const faults[] = {
	"ID 1",
	"TCP close_after=3",
	"TCP rst_after=end",
	"TCP stall_after=9",
	"TCP length=0",
	"ADJUST do_not_answer",
	"SIZE 60000 pad=after",
	"EXTRA_PACKET\nHEX_ANSWER_BEGIN\n00\nHEX_ANSWER_END",
	"DELAY 1ms\nEXTRA_PACKET\nDELAY 1ms",
	"TCP close_after=0 length=-5",
	"SIZE 600 pad=after\nTCP segment=64 gap=1ms",
	"TCP split=1 gap=1ms close_after_answers=2",
	"TCP half_close close_after=end before=0000 after=ff",
	"TCP no_read",
	"COPIES 3 gap=1ms",
	"TCP rst_after=0",
	"AFTER late\nEXTRA_PACKET\nADJUST from_zone copy_id\nTCP split=40",
	"NAME late\nDELAY 1ms",
	"LIMIT_RR 1\nTCP segment=1",
};
/* ROOM: an octet means the same when more of them are added. */
enum { FAULTS = sizeof faults / sizeof *faults, FAULTS_ROOM = 24 };

struct scene {
	struct event_base *base;
	struct server *server;
	struct sockaddr_in at[2]; /* [TCP?] */
	int clients[CLIENTS];     /* -1: none */
	int udp;
};

static void
note(const struct journal_event *e, void *arg)
{
	char *line = journal_format(e);
	json_t *json = json_loads(line, JSON_REJECT_DUPLICATES, NULL);

	(void)arg;
	FUZZ_HOLDS(json_is_object(json));
	FUZZ_HOLDS(strchr(line, '\n') == NULL);
	json_decref(json);
	free(line);
}

static void
open_sockets(struct scene *scene)
{
	for (int tcp = 0; tcp < 2; tcp++) {
		struct listen_spec spec = { .address = "127.0.0.1",
			.tcp = tcp };
		socklen_t len = sizeof scene->at[tcp];
		int fds[2];

		FUZZ_HOLDS(listen_open(&spec, fds) == 0);
		getsockname(fds[0], (struct sockaddr *)&scene->at[tcp], &len);
		server_add_socket(scene->server, 0, tcp, fds[0]);
	}
}

static void
turn(struct scene *scene)
{
	for (int i = 0; i < TURNS; i++)
		event_base_loop(scene->base, EVLOOP_NONBLOCK);
}

static void
client_open(struct scene *scene, int *client)
{
	const struct sockaddr_in *at = &scene->at[1];

	if (*client != -1)
		return;
	*client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	FUZZ_HOLDS(*client != -1);
	(void)!connect(*client, (const struct sockaddr *)at, sizeof *at);
}

/* By RST, so that no port stays in TIME_WAIT. */
static void
client_close(int *client)
{
	const struct linger now = { 1, 0 };

	if (*client == -1)
		return;
	setsockopt(*client, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	close(*client);
	*client = -1;
}

static void
client_send(const struct scene *scene, int fd, const void *octets, size_t len)
{
	const struct sockaddr_in *at = &scene->at[0];

	if (fd == scene->udp)
		sendto(fd, octets, len, MSG_NOSIGNAL,
		    (const struct sockaddr *)at, sizeof *at);
	else if (fd != -1)
		(void)!send(fd, octets, len, MSG_NOSIGNAL);
}

/* A whole query for one of the faults or the zone; a prefix over TCP. */
static void
client_ask(const struct scene *scene, int fd, unsigned choice)
{
	const char name[2] = { (char)('a' + choice % (FAULTS_ROOM + 2)), '\0' };
	struct fuzz_question q = { .type = choice > 200 ? RR_ANY : RR_A,
		.id = (uint16_t)(choice * 257),
		.edns = choice > 100 ? 4096 : 0 };
	struct writer w = { 0 };

	FUZZ_HOLDS(fuzz_name(name, &q.name));
	if (fd != scene->udp)
		writer_u16(&w, 0);
	fuzz_encode(&q, &w);
	if (fd != scene->udp)
		writer_put_u16(&w, 0, (unsigned)w.len - 2);
	client_send(scene, fd, w.octets, w.len);
	writer_clear(&w);
}

/* One operation: an octet that chooses, one for its client or number. */
static void
operate(struct scene *scene, struct reader *r)
{
	static char waste[65536];
	unsigned choice = reader_u8(r), number = reader_u8(r);
	int *client = &scene->clients[number % CLIENTS];
	const uint8_t *octets;

	switch (choice % 10) {
	case 0:
		client_open(scene, client);
		break;
	case 1:
		client_ask(scene, *client, number);
		break;
	case 2:
		octets = reader_octets(r, number);
		if (octets != NULL)
			client_send(scene, *client, octets, number);
		break;
	case 3:
		if (*client != -1)
			shutdown(*client, SHUT_WR);
		break;
	case 4:
		client_close(client);
		break;
	case 5:
		if (*client != -1)
			(void)!recv(*client, waste, sizeof waste, MSG_DONTWAIT);
		break;
	case 6:
		client_ask(scene, scene->udp, number);
		break;
	case 7:
		octets = reader_octets(r, number);
		if (octets != NULL)
			client_send(scene, scene->udp, octets, number);
		break;
	case 8: /* as many as fit */
		for (unsigned i = 0; i < number % 64; i++)
			client_ask(scene, *client, choice);
		break;
	default:
		server_set_step(scene->server, number);
		break;
	}
	turn(scene);
}

static int
open_files(void)
{
	int count = 0;

	for (int fd = 0; fd < FILES_MAX; fd++)
		count += fcntl(fd, F_GETFD) != -1;
	return count;
}

/* With ACCEPT each connection is told something before it asks. */
static const struct scenario *
own(bool accept)
{
	static struct scenarios lists[2];
	struct scenarios *list = &lists[accept];
	struct writer text = { 0 };

	if (list->count > 0)
		return list->v[0];
	fuzz_put(&text, "ZONE_BEGIN\n");
	for (int i = 0; i < FAULTS + 1; i++)
		fuzz_put(&text, "$GENERATE 1-40 %c. A 192.0.2.$\n", 'a' + i);
	fuzz_put(&text, "ZONE_END\n");
	for (int i = 0; i < FAULTS; i++)
		fuzz_put(&text,
		    "ENTRY_BEGIN\nMATCH qname\nSECTION QUESTION\n%c. A\n"
		    "ADJUST copy_id from_zone\n%s\nENTRY_END\n",
		    'a' + i, faults[i]);
	if (accept)
		fuzz_put(&text,
		    "ENTRY_BEGIN\nMATCH accept\nREPLY QR\nTCP segment=3 "
		    "gap=1ms\nENTRY_END\n");
	writer_u8(&text, '\0');
	fuzz_load_own((const char *)text.octets, list);
	writer_clear(&text);
	return list->v[0];
}

int
LLVMFuzzerTestOneInput(const uint8_t *octets, size_t len)
{
	struct scene scene = { .clients = { -1, -1, -1 } };
	const struct scenario *s;
	struct reader r;
	int files;

	own(false); /* it opens a file */
	files = open_files();
	signal(SIGPIPE, SIG_IGN);
	scene.base = event_base_new();
	reader_init(&r, octets, len);
	s = own((reader_u8(&r) & 1) != 0);
	scene.server = server_new(scene.base, s, note, NULL);
	open_sockets(&scene);
	scene.udp = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	for (int i = 0; i < OPERATIONS_MAX && r.pos < r.len && !r.bad; i++)
		operate(&scene, &r);
	for (int i = 0; i < CLIENTS; i++)
		client_close(&scene.clients[i]);
	close(scene.udp);
	turn(&scene);
	server_free(scene.server);
	event_base_free(scene.base);
	FUZZ_HOLDS(open_files() == files);
	return 0;
}

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/plan.h"
#include "resolver-tests/plan_files.h"

/* Keeps TEXT until plan_clear(); returns it. */
static char *
own(struct plan *p, char *text)
{
	p->owned = xgrow(p->owned, p->owned_count, sizeof *p->owned);
	p->owned[p->owned_count++] = text;
	return text;
}

/* Each address once, and none that the loopback interface has anyway. */
static size_t
add_address(const char **list, size_t n, const char *address)
{
	if (strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0)
		return n;
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], address) == 0)
			return n;
	list[n] = address;
	return n + 1;
}

static void
add_addresses(const struct scenario *s, struct plan *p)
{
	size_t room =
	    s->server_count + s->source_count + s->kernel.addresses.count;
	const char **list = xcalloc(room, sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < s->server_count; i++)
		n = add_address(list, n, s->servers[i].address);
	for (size_t i = 0; i < s->source_count; i++)
		n = add_address(list, n, s->sources[i].address);
	for (size_t i = 0; i < s->kernel.addresses.count; i++)
		n = add_address(list, n, s->kernel.addresses.v[i]);
	p->spec.addresses = list;
	p->spec.address_count = n;
}

static void
add_sysctl(struct plan *p, const char *path, char *value)
{
	struct cell_sysctl *list = (struct cell_sysctl *)p->spec.sysctls;

	list[p->spec.sysctl_count++] =
	    (struct cell_sysctl){ path, own(p, value) };
}

static void
add_kernel(const struct scenario *s, struct plan *p)
{
	const struct kernel_spec *k = &s->kernel;
	enum { SYSCTLS = 4 };

	p->spec.hostname = k->hostname;
	p->spec.no_ipv6_sockets = k->ipv6 == IPV6_ABSENT;
	p->spec.unreachable = (const char *const *)k->unreachable.v;
	p->spec.unreachable_count = k->unreachable.count;
	p->spec.default_route = k->default_route;
	p->spec.mtu = k->mtu;
	p->spec.sysctls = xcalloc(SYSCTLS, sizeof *p->spec.sysctls);
	if (k->ipv6 == IPV6_DISABLED) {
		add_sysctl(p, "/proc/sys/net/ipv6/conf/all/disable_ipv6",
		    xstrdup("1"));
		add_sysctl(p, "/proc/sys/net/ipv6/conf/lo/disable_ipv6",
		    xstrdup("1"));
	}
	if (k->bindv6only >= 0)
		add_sysctl(p, "/proc/sys/net/ipv6/bindv6only",
		    xasprintf("%d", k->bindv6only));
	if (k->tcp_fastopen >= 0)
		add_sysctl(p, "/proc/sys/net/ipv4/tcp_fastopen",
		    xasprintf("%d", k->tcp_fastopen));
}

/* True where the sockets of server I are made anew at this step. */
static bool
state_is_new(const struct scenario *s, size_t i, unsigned step,
    unsigned step_before, bool tcp)
{
	enum udp_state udp, udp_before;
	enum tcp_state tcp_now, tcp_before;

	if (step_before == 0)
		return true;
	scenario_server_state(s, i, step, &udp, &tcp_now);
	scenario_server_state(s, i, step_before, &udp_before, &tcp_before);
	return tcp ? tcp_now != tcp_before : udp != udp_before;
}

static bool
socket_wanted(const struct scenario *s, size_t i, unsigned step, bool tcp,
    struct cell_socket *out)
{
	enum udp_state udp;
	enum tcp_state state;

	scenario_server_state(s, i, step, &udp, &state);
	*out = (struct cell_socket){ .tag = plan_tag(i, tcp),
		.tcp = tcp,
		.address = s->servers[i].address,
		.port = s->servers[i].port,
		.fast_open = tcp && s->servers[i].tfo };
	if (!tcp)
		return udp != UDP_CLOSED;
	if (state == TCP_FULL)
		out->state = CELL_SOCKET_FULL;
	if (state == TCP_BLACKHOLE)
		out->state = CELL_SOCKET_BLACKHOLE;
	return state != TCP_REFUSED;
}

static void
add_sockets(const struct scenario *s, size_t call, struct cell_step *step)
{
	struct cell_socket *list =
	    xcalloc(2 * s->server_count + s->source_count, sizeof *list);
	unsigned now = s->calls[call].step;
	unsigned before = call == 0 ? 0 : s->calls[call - 1].step;
	size_t n = 0;

	for (size_t i = 0; i < s->server_count; i++)
		for (int tcp = 0; tcp < 2; tcp++)
			if (socket_wanted(s, i, now, tcp, &list[n]) &&
			    state_is_new(s, i, now, before, tcp))
				n++;
	for (size_t i = 0; call == 0 && i < s->source_count; i++)
		if (scenario_source_server(s, i) == -1)
			list[n++] = (struct cell_socket){
				.tag = plan_source_tag(s, i),
				.address = s->sources[i].address,
				.port = s->sources[i].port,
			};
	step->sockets = list;
	step->socket_count = n;
}

/* An option and its number; 0 is none.  Returns how many words there are. */
static size_t
add_option(struct plan *p, char **argv, size_t n, const char *option,
    unsigned long value)
{
	if (value == 0)
		return n;
	argv[n++] = own(p, xstrdup(option));
	argv[n++] = own(p, xasprintf("%lu", value));
	return n;
}

/* What the client reads as MANNER, see its manner.h. */
static size_t
add_manner(struct plan *p, char **argv, size_t n, const struct manner_spec *m)
{
	n = add_option(p, argv, n, "--repeat", m->repeat > 1 ? m->repeat : 0);
	n = add_option(p, argv, n, "--threads", m->threads);
	n = add_option(p, argv, n, "--stack", m->stack);
	n = add_option(p, argv, n, "--signals", m->signals_ms);
	n = add_option(p, argv, n, "--cancel", m->cancel_ms);
	if (m->fork)
		argv[n++] = own(p, xstrdup("--fork"));
	if (m->aio)
		argv[n++] = own(p, xstrdup("--aio"));
	if (m->errno_counts)
		argv[n++] = own(p, xstrdup("--errno"));
	return n;
}

static char **
make_argv(const struct call *c, const char *program, struct plan *p)
{
	enum { MANNER_WORDS = 13 };
	char **argv = xcalloc(c->argv.count + MANNER_WORDS + 2, sizeof *argv);
	const char *slash = strrchr(program, '/');
	size_t n = 0;

	argv[n++] = own(p, xstrdup(slash == NULL ? program : slash + 1));
	n = add_manner(p, argv, n, &c->manner);
	for (size_t i = 0; i < c->argv.count; i++)
		argv[n++] = c->argv.v[i];
	return argv;
}

static char **
make_envp(const struct scenario *s, enum clock clock)
{
	static char locale[] = "LC_ALL=C";
	static char frozen[] = "CLOCK=frozen", step[] = "CLOCK=step";
	char **envp = xcalloc(s->env.count + 3, sizeof *envp);
	size_t n = 0;

	envp[n++] = locale;
	for (size_t i = 0; i < s->env.count; i++)
		envp[n++] = s->env.v[i];
	if (clock != CLOCK_TRUE)
		envp[n++] = clock == CLOCK_FROZEN ? frozen : step;
	return envp;
}

/* The program that makes the call; NULL where the client has none. */
static char *
find_program(const struct client *client, const struct call *c)
{
	return c->manner.clock == CLOCK_TRUE
		   ? client_program(client, c->argv.v[0])
		   : client_clock_program(client);
}

static int
add_step(const struct scenario *s, const struct client *client, size_t i,
    const char *program, struct plan *p, struct error *err)
{
	struct cell_step *step = (struct cell_step *)&p->spec.steps[i];
	const struct call *c = &s->calls[i];
	const char *path =
	    program != NULL ? program : own(p, find_program(client, c));

	if (path == NULL)
		return 1;
	add_sockets(s, i, step);
	p->program_fds[i] = cell_open_program(path, err);
	if (p->program_fds[i] == -1)
		return -1;
	step->command = (struct cell_command){
		.exec_fd = p->program_fds[i],
		.argv = make_argv(c, path, p),
		.envp = make_envp(s, c->manner.clock),
		.nofile = (unsigned)s->kernel.nofile,
		.stack = s->kernel.stack,
	};
	return 0;
}

int
plan_make(const struct scenario *s, const struct client *client,
    const char *program, struct plan *out, struct error *err)
{
	int ret = 0;

	memset(out, 0, sizeof *out);
	add_addresses(s, out);
	plan_files(s, &out->spec);
	add_kernel(s, out);
	out->spec.steps = xcalloc(s->call_count, sizeof *out->spec.steps);
	out->spec.step_count = s->call_count;
	out->program_fds = xcalloc(s->call_count, sizeof *out->program_fds);
	for (size_t i = 0; i < s->call_count; i++)
		out->program_fds[i] = -1;
	for (size_t i = 0; i < s->call_count && ret == 0; i++)
		ret = add_step(s, client, i, program, out, err);
	return ret;
}

void
plan_clear(struct plan *p)
{
	for (size_t i = 0; i < p->spec.step_count; i++) {
		const struct cell_step *step = &p->spec.steps[i];

		free((void *)(uintptr_t)step->sockets);
		free((void *)(uintptr_t)step->command.argv);
		free((void *)(uintptr_t)step->command.envp);
		if (p->program_fds[i] != -1)
			close(p->program_fds[i]);
	}
	free((void *)(uintptr_t)p->spec.steps);
	free((void *)(uintptr_t)p->spec.addresses);
	free((void *)(uintptr_t)p->spec.sysctls);
	plan_files_clear(&p->spec);
	free(p->program_fds);
	for (size_t i = 0; i < p->owned_count; i++)
		free(p->owned[i]);
	free(p->owned);
}

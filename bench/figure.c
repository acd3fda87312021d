#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/figure.h"

const struct figure_kind figure_kinds[FIGURES] = {
	[FIGURE_RATE] = { "look-ups/s", "lookups_a_second",
	    "look-ups a second, all threads together", FIGURE_A_SECOND, true },
	[FIGURE_MEAN] = { "mean", "mean_ns", "mean latency", FIGURE_NS, false },
	[FIGURE_P50] = { "p50", "p50_ns", "half of the look-ups took no longer",
	    FIGURE_NS, false },
	[FIGURE_P90] = { "p90", "p90_ns", "nine of ten took no longer",
	    FIGURE_NS, false },
	[FIGURE_P99] = { "p99", "p99_ns", "99 of 100 took no longer", FIGURE_NS,
	    false },
	[FIGURE_P999] = { "p99.9", "p999_ns", "999 of 1000 took no longer",
	    FIGURE_NS, false },
	[FIGURE_MAX] = { "max", "max_ns", "the longest", FIGURE_NS, false },
	[FIGURE_CPU] = { "CPU", "cpu_ns", "processor time a look-up", FIGURE_NS,
	    false },
	[FIGURE_USER] = { "user", "user_ns", "of it in the program", FIGURE_NS,
	    false },
	[FIGURE_SYSTEM] = { "system", "system_ns", "of it in the kernel",
	    FIGURE_NS, false },
	[FIGURE_CALLS] = { "calls", "system_calls", "system calls a look-up",
	    FIGURE_COUNT, false },
	[FIGURE_INSTRUCTIONS] = { "instr", "instructions",
	    "instructions a look-up, in the program", FIGURE_COUNT, false },
	[FIGURE_PACKETS_OUT] = { "pkt out", "packets_out",
	    "packets a look-up that it sent", FIGURE_COUNT, false },
	[FIGURE_PACKETS_IN] = { "pkt in", "packets_in",
	    "packets a look-up that it was sent", FIGURE_COUNT, false },
	[FIGURE_OCTETS_OUT] = { "B out", "octets_out",
	    "octets of those, headers included", FIGURE_COUNT, false },
	[FIGURE_OCTETS_IN] = { "B in", "octets_in",
	    "octets of those, headers included", FIGURE_COUNT, false },
	[FIGURE_UDP] = { "UDP", "udp_sent", "queries a look-up over UDP",
	    FIGURE_COUNT, false },
	[FIGURE_TCP] = { "TCP", "tcp_connections", "TCP connections a look-up",
	    FIGURE_COUNT, false },
	[FIGURE_ERRORS] = { "errors", "error_share",
	    "look-ups that did not end as wanted", FIGURE_SHARE, false },
	[FIGURE_RSS] = { "memory", "rss_octets", "peak resident set",
	    FIGURE_OCTETS, false },
	[FIGURE_STACK] = { "stack", "stack_octets",
	    "stack of a thread, touched", FIGURE_OCTETS, false },
	[FIGURE_BINARY] = { "binary", "binary_octets",
	    "size of the program that makes the call", FIGURE_OCTETS, false },
};

struct figure_scale
figure_scale(double smallest_ns)
{
	static const struct figure_scale scales[] = { { "s", 1e9 },
		{ "ms", 1e6 }, { "us", 1e3 } };

	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		if (smallest_ns >= scales[i].ns)
			return scales[i];
	return (struct figure_scale){ "ns", 1 };
}

/* "1234567" -> "1,234,567" */
static void
add_thousands(struct text *out, double value)
{
	char digits[32];
	size_t len;

	len = (size_t)snprintf(digits, sizeof digits, "%.0f", value);
	for (size_t i = 0; i < len; i++)
		text_add(out, "%s%c", i > 0 && (len - i) % 3 == 0 ? "," : "",
		    digits[i]);
}

void
figure_add_number(struct text *out, double value)
{
	/* where rounding makes a digit more, it has one after the point less */
	if (value >= 99.95)
		add_thousands(out, fmin(value, 1e15));
	else if (value >= 9.995)
		text_add(out, "%.1f", value);
	else if (value >= 0.9995)
		text_add(out, "%.2f", value);
	else if (value >= 0.09995)
		text_add(out, "%.3f", value);
	else if (value > 0)
		text_add(out, "%.4f", value);
	else
		text_add(out, "0");
}

void
figure_add(struct text *out, enum figure f, double value,
    const struct figure_scale *scale)
{
	if (value < 0)
		text_add(out, "-");
	else if (figure_kinds[f].unit == FIGURE_NS)
		figure_add_number(out, value / scale->ns);
	else if (figure_kinds[f].unit == FIGURE_SHARE && value > 0)
		text_add(out, "%.2g%%", value * 100);
	else if (figure_kinds[f].unit == FIGURE_SHARE)
		text_add(out, "none");
	else if (figure_kinds[f].unit == FIGURE_OCTETS) {
		figure_add_number(out, value / 1000);
		text_add(out, "k");
	} else
		figure_add_number(out, value);
}

void
figure_add_long(struct text *out, enum figure f, double value)
{
	const struct figure_scale scale = figure_scale(value);

	figure_add(out, f, value, &scale);
	if (value < 0)
		return;
	if (figure_kinds[f].unit == FIGURE_NS)
		text_add(out, " %s", scale.name);
	else if (figure_kinds[f].unit == FIGURE_OCTETS)
		text_add(out, "B");
	else if (figure_kinds[f].unit == FIGURE_A_SECOND)
		text_add(out, "/s");
}

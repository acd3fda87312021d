# table.awk -- from lines `round server key=value ...', of one workload, the
# lines of its table: see servers.

function median(text,    v, n, i, j, t) {
	n = split(text, v, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && v[j] + 0 < v[j - 1] + 0; j--) {
			t = v[j]; v[j] = v[j - 1]; v[j - 1] = t
		}
	low = v[1]; high = v[n]
	return n == 0 ? "-" : \
	    n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}
function ratio(text, how,    m) {
	m = median(text)
	return m == "-" ? "-" : sprintf(how, m, low, high)
}
function held(s) {
	if (!((s, "idle") in all))
		return ""
	return sprintf(" open %d, alive %d", of(s, "idle"),
	    of(s, "idle_answered"))
}
function of(server, key) { return median(all[server, key]) }
{
	if (!($2 in seen)) { order[++servers] = $2; seen[$2] = 1 }
	for (i = 3; i <= NF; i++) {
		split($i, pair, "=")
		value[$1, $2, pair[1]] = pair[2]
		all[$2, pair[1]] = all[$2, pair[1]] " " pair[2]
		sum[$2, pair[1]] += pair[2]
	}
	for (i = 1; i <= 2; i++) {
		key = i == 1 ? "rate" : "cpu_us"
		own = value[$1, $2, key]
		base = value[$1, order[1], key]
		if (own != "" && base > 0)
			all[$2, "r" key] = all[$2, "r" key] " " own / base
	}
}
END {
	for (i = 1; i <= servers; i++) {
		s = order[i]
		printf "  %-12s %8.0f  %-20s %8s %-20s %6s %6d  %s/%s %s%s\n",
		    s, of(s, "rate"),
		    ratio(all[s, "rrate"], "%.2f (%.2f..%.2f)"),
		    of(s, "cpu_us"),
		    ratio(all[s, "rcpu_us"], "%.2f (%.2f..%.2f)"),
		    of(s, "octets"), sum[s, "queries"] - sum[s, "answers"],
		    of(s, "server_busy"), of(s, "server_waited"),
		    of(s, "load_busy"), held(s)
	}
}

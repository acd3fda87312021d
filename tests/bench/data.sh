# shellcheck shell=bash
# data.sh -- what the servers of `servers' know, and how they are set up.
# To be sourced.

zone_records() {
	cat <<'END'
$ORIGIN bench.example.
$TTL 60
@ IN SOA ns hostmaster 1 3600 900 86400 60
@ IN NS ns
ns IN A 192.0.2.1
www IN A 192.0.2.1
END
	awk 'BEGIN {
		for (i = 1; i <= 1000; i++)
			print "h" i " IN A 192.0.2." i % 250 + 1
		for (i = 0; i < 4093; i++)
			print "big IN A 198.18." int(i / 250) "." i % 250 + 1
	}'
}
# Reads `owner IN A address' lines, the records of one owner in a row.
entries() {
	awk '
	function end() { if (owner != "") print "ENTRY_END" }
	$1 != owner {
		end()
		owner = $1
		print "ENTRY_BEGIN\nMATCH opcode qtype qname"
		print "ADJUST copy_id\nREPLY QR AA NOERROR"
		print "SECTION QUESTION\n" owner ".bench.example. IN A"
		print "SECTION ANSWER"
	}
	{ print owner ".bench.example. 60 IN A " $4 }
	END { end() }'
}
rules() { # COUNT
	seq 1 "$1" | awk '{ print "r" $1 " IN A 192.0.2." $1 % 250 + 1 }' |
	    entries
}

nsd_conf() { # FOLDER
	cat <<END
server:
	server-count: 1
	ip-address: 127.0.0.1@5301
	username: ""
	chroot: ""
	database: ""
	pidfile: ""
	logfile: "$1/nsd.log"
	xfrdfile: "$1/xfrd.state"
	zonelistfile: "$1/zone.list"
	zonesdir: "$1"
	tcp-count: 21000
	tcp-timeout: 600
	rrl-ratelimit: 0
	minimal-responses: yes
remote-control:
	control-enable: no
zone:
	name: bench.example
	zonefile: bench.zone
END
}
knot_conf() { # FOLDER
	cat <<END
server:
    rundir: "$1/knot"
    listen: 127.0.0.1@5302
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
    tcp-max-clients: 12000
    tcp-idle-timeout: 600
database:
    storage: "$1/knot"
zone:
  - domain: bench.example
    storage: "$1"
    file: bench.zone
    zonefile-sync: -1
    journal-content: none
END
}

# Writes it all to FOLDER.
make_data() { # FOLDER
	mkdir "$1/knot"
	zone_records >"$1/bench.zone"
	{
		echo ZONE_BEGIN
		cat "$1/bench.zone"
		echo ZONE_END
	} >"$1/zone.data"
	grep -E '^(www|h|big)' "$1/bench.zone" | entries >"$1/testns.data"
	nsd_conf "$1" >"$1/nsd.conf"
	knot_conf "$1" >"$1/knot.conf"
}

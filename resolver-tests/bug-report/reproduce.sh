#!/bin/sh
# reproduce.sh build [PREFIX] -- builds call.c, statically, with the musl that
#     was installed or unpacked to PREFIX (PREFIX:HEADERS takes the headers from
#     another prefix); without one with the compiler's libc
# reproduce.sh run -- makes the call next to the nameserver, in a cell
#
#   CC       the compiler (cc)      HOSTCC   the one for cell.c (cc)
#   FAKEDNS  the nameserver's program (beside this file, or in PATH)
#
# Exit status: 0 the deviation is there, 1 it is not, 2 it could not be tried.
# An outcome that is neither the wanted one nor the one reported is a deviation
# as well, and is said to be another one.
set -u
LC_ALL=C
export LC_ALL
from=$PWD
cd "$(dirname "$0")" || exit 2
# shellcheck source=/dev/null
. ./case.sh
: "${CC:=cc}" "${HOSTCC:=cc}"

die() {
	echo "reproduce.sh: $*" >&2
	exit 2
}

absolute() { # PATH, as whoever called this has it
	case $1 in
	/*) echo "$1" ;;
	*) echo "$from/$1" ;;
	esac
}

find_dir() { # PREFIX FILE KIND: the first folder of that kind with FILE in it
	for dir in "$1"/usr/"$3"/*-linux-musl* "$1/$3" "$1/usr/$3" "$1"; do
		if [ -f "$dir/$2" ]; then
			echo "$dir"
			return
		fi
	done
	die "$1: no $2, want $3/$2 or usr/$3/*-linux-musl*/$2"
}

# shellcheck disable=SC2086 # CC may carry options
build_with() { # PREFIX of a musl
	lib=$(find_dir "$(absolute "${1%%:*}")" libc.a lib) || exit 2
	include=$(find_dir "$(absolute "${1#*:}")" netdb.h \
	    include) || exit 2
	$CC -std=c99 -O1 -fno-pie -static -nostdinc -isystem "$include" \
	    -nostdlib -o call "$lib/crt1.o" "$lib/crti.o" call.c \
	    -Wl,--start-group "$lib/libc.a" \
	    "$($CC -print-file-name=libgcc.a)" \
	    "$($CC -print-file-name=libgcc_eh.a)" -Wl,--end-group \
	    "$lib/crtn.o" || die "call.c does not build with $1"
	if command -v sha256sum >/dev/null; then
		sum=$(sha256sum "$lib/libc.a" | cut -c 1-64)
		[ "$sum" = "$LIBRARY_SHA256" ] && same="the reported one" ||
		    same="not the reported one"
		echo "libc.a has SHA-256 $sum, $same"
	fi
}

# shellcheck disable=SC2086
build() {
	$HOSTCC -O1 -o cell cell.c cell_net.c cell_program.c ||
	    die "cell.c does not build"
	rm -f call
	if [ $# -gt 0 ]; then
		build_with "$1"
	else
		$CC -std=c99 -O1 -o call call.c || # a glibc before 2.34
		    $CC -std=c99 -O1 -o call call.c -lresolv ||
		    die "call.c does not build"
	fi
}

find_fakedns() {
	if [ -n "${FAKEDNS-}" ]; then
		FAKEDNS=$(absolute "$FAKEDNS")
		[ -x "$FAKEDNS" ] || die "FAKEDNS=$FAKEDNS cannot be run"
	elif [ -x ./fakedns ]; then
		FAKEDNS=./fakedns
	else
		FAKEDNS=$(command -v fakedns) ||
		    die "no fakedns; put it beside this file, or set FAKEDNS"
	fi
}

# Events of the nameserver's journal that have all PATTERNs in them.
count() { # PATTERN...
	events=$(grep '"us":' journal.jsonl)
	for pattern; do
		events=$(echo "$events" | grep -F -e "$pattern")
	done
	printf '%s' "${events:+$events
}" | wc -l | tr -d ' '
}

fact_value() { # FACT SERVER, "-" for all of them
	at='"us":'
	[ "$2" = - ] || at="\"server\":\"$2\""
	case $1 in
	udp_sent) count "$at" '"event":"query"' '"transport":"udp"' ;;
	tcp_queries) count "$at" '"event":"query"' '"transport":"tcp"' ;;
	tcp_connections) count "$at" '"event":"accept"' ;;
	no_query)
		[ "$(count "$at" '"event":"query"')" -eq 0 ] && echo 1 || echo 0
		;;
	elapsed) echo "$elapsed_ms" ;;
	*) die "facts.txt: unknown fact $1" ;;
	esac
}

# Sets missed, the facts that are not as they should be.
check_facts() {
	missed=
	[ -f facts.txt ] || return 0
	while read -r fact server low high seen; do
		value=$(fact_value "$fact" "$server") || exit 2
		if [ "$value" -ge "$low" ] &&
		    { [ "$high" = - ] || [ "$value" -le "$high" ]; }; then
			verdict=
		else
			verdict=", which is not wanted"
			missed=yes
		fi
		[ "$server" = - ] && at= || at=" at $server"
		echo "$fact$at: $value (wanted $low..$high, reported $seen)$verdict"
	done <facts.txt
}

matches() { # WANTED
	[ -f "$1" ] && awk -f matches.awk ordered="$ORDERED" "$1" output.txt
}

conclude() { # STATUS WORDS
	echo "$2"
	exit "$1"
}

run() {
	for program in ./cell ./call; do
		[ -x $program ] || die "no $program, build it first"
	done
	find_fakedns
	rm -f output.txt journal.jsonl
	# shellcheck disable=SC2086 # options, as case.sh has them
	elapsed_ms=$(eval ./cell -e etc -o output.txt $CELL -- '"$FAKEDNS"' \
	    --step "$STEP" --journal journal.jsonl server.scn -- ./call) ||
	    exit 2
	elapsed_ms=${elapsed_ms#elapsed_ms=}
	echo "What came:"
	sed 's/^/    /' output.txt
	check_facts
	if matches permitted.txt; then
		conclude 1 "NOT REPRODUCED: this is permitted."
	elif matches expected.txt && [ -z "$missed" ]; then
		conclude 1 "NOT REPRODUCED: this is what is wanted."
	elif matches actual.txt; then
		conclude 0 "REPRODUCED, as it was reported."
	fi
	conclude 0 "REPRODUCED: not what is wanted, nor what was reported."
}

case ${1-} in
build)
	shift
	build "$@"
	;;
run) run ;;
*) die "want build [PREFIX] or run" ;;
esac

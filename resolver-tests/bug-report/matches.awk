# matches.awk -- is what came one of the wanted outcomes?
#
#   awk -f matches.awk ordered=0|1 WANTED OUTPUT
#
# WANTED has blocks of lines with an empty line between two.  OUTPUT equals a
# block where the first lines are the same and the others are the same, in any
# order unless ordered=1.  "ADDRESSES 1..20 OF 198.51.100.0/24" in a block is so
# many further address lines in that prefix.  Lines that start with "return"
# count only where the block has one.  Exit status 0: it does, 1: it does not.
FNR == 1 { file++ }
file == 1 && $0 == "" { blocks++; next }
file == 1 { wanted[blocks + 0, count[blocks + 0]++] = $0; next }
{ output[lines++] = $0 }

function hexadecimal(digits,   i, n) {
	for (i = 1; i <= length(digits); i++)
		n = 16 * n + index("0123456789abcdef", substr(digits, i, 1)) - 1
	return n + 0
}

# Groups of an address, 8 bits each (IPv4) or 16 (IPv6); returns how many.
function groups_of(address, to,   n, i, k, halves, left, right) {
	sub(/%.*/, "", address)
	if (address ~ /^[0-9.]+$/)
		return split(address, to, ".")
	k = split(address, halves, "::")
	left = halves[1] == "" ? 0 : split(halves[1], to, ":")
	for (i = 1; i <= left; i++)
		to[i] = hexadecimal(to[i])
	if (k < 2)
		return left
	n = halves[2] == "" ? 0 : split(halves[2], right, ":")
	for (i = left + 1; i <= 8 - n; i++)
		to[i] = 0
	for (i = 1; i <= n; i++)
		to[8 - n + i] = hexadecimal(right[i])
	return 8
}

function is_within(address, prefix, bits,   a, p, n, i, width, unit) {
	n = groups_of(prefix, p)
	if (groups_of(address, a) != n)
		return 0
	width = n == 4 ? 8 : 16
	for (i = 1; i <= n && bits > 0; i++) {
		unit = bits >= width ? 1 : 2 ^ (width - bits)
		if (int(a[i] / unit) != int(p[i] / unit))
			return 0
		bits -= width
	}
	return 1
}

function has_return(b,   i) {
	for (i = 0; i < count[b]; i++)
		if (wanted[b, i] ~ /^return /)
			return 1
	return 0
}

# An output line that equals TEXT and is not taken; -1 where there is none.
function find_line(text,   i) {
	for (i = 0; i < came_count; i++)
		if (!taken[i] && came[i] == text)
			return i
	return -1
}

function take_range(text,   words, prefix, bounds, i, n) {
	split(text, words, " ")
	split(words[4], prefix, "/")
	if (split(words[2], bounds, "[.][.]") == 1)
		bounds[2] = bounds[1]
	for (i = 0; i < came_count; i++)
		if (!taken[i] && came[i] ~ /^address / &&
		    is_within(substr(came[i], 9), prefix[1], prefix[2])) {
			taken[i] = 1
			n++
		}
	return n + 0 >= bounds[1] + 0 &&
	    (bounds[2] == "" || n + 0 <= bounds[2] + 0)
}

function matches(b,   i, k, keep) {
	keep = has_return(b)
	came_count = 0
	for (i = 0; i < lines; i++)
		if (keep || output[i] !~ /^return /)
			came[came_count++] = output[i]
	split("", taken)
	if (came[0] != wanted[b, 0])
		return 0
	taken[0] = 1
	for (i = 1; i < count[b]; i++) {
		if (wanted[b, i] ~ /^ADDRESSES /)
			continue
		k = find_line(wanted[b, i])
		if (k == -1 || ordered && k != i)
			return 0
		taken[k] = 1
	}
	for (i = 1; i < count[b]; i++)
		if (wanted[b, i] ~ /^ADDRESSES / && !take_range(wanted[b, i]))
			return 0
	for (i = 0; i < came_count; i++)
		if (!taken[i])
			return 0
	return 1
}

END {
	for (b = 0; b <= blocks + 0; b++)
		if (count[b] > 0 && lines > 0 && matches(b))
			exit 0
	exit 1
}

# A cloud that goes silent, and how long nothing passes then. Sourced by the trials that do so.

ip netns exec net nft 'add table ip silent; add chain ip silent cut { type filter hook forward priority 0; }'
# cut_off ADDRESS: nothing passes to an end of the cloud or from it, without a word to anybody.
cut_off() { ip netns exec net nft "add rule ip silent cut ip daddr $1 drop; add rule ip silent cut ip saddr $1 drop"; }
mend() { ip netns exec net nft flush chain ip silent cut; }

# measured WHAT COMMAND…: something happens while the site asks the cloud. The longest time between two answers is half a minute at most.
answers() { grep -c 'bytes from' /tmp/answers; }
goes_on() { [ "$(answers)" -gt "$1" ]; }
measured() {
	what=$1
	shift
	ip netns exec s ping -n -D -i 0.25 -I "$SITE_HOST" "$CLOUD_HOST" >/tmp/answers 2>&1 &
	asking=$!
	within 20 goes_on 8
	"$@"
	# what was on its way
	sleep 1
	within 90 goes_on "$(answers)"
	sleep 3
	kill -INT $asking
	wait $asking
	# tenths of a second
	gap=$({ cat /tmp/answers; echo "[$(date +%s)] bytes from"; } |
		awk -F '[][]' '/bytes from/ {if (last && $2 - last > longest) longest = $2 - last; last = $2} END {printf "%d", longest * 10}')
	check "$what: $((gap / 10)).$((gap % 10)) s without traffic" [ "$gap" -le 300 ]
}

first=$(interfaces | head -n 1)
second=$(interfaces | tail -n 1)
over() { ip -n s route get "$CLOUD_HOST" from "$SITE_HOST" | grep -q "dev $1 "; }
is_closed() { ip -n s link show "$1" | grep -q 'state DOWN'; }

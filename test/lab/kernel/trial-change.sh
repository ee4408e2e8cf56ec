# One tunnel after the other is changed, by the lines of the page that is written for it, while a host of the site talks to one at the cloud: ten
# pings a second, and a TCP stream. Namespaces: l is a host of the site behind its device s, v the host at the cloud behind both ends. When a tunnel is
# changed its end at the cloud is gone without a word, and comes back some seconds later with what is new.
SITE_RANGE=192.168.50.0/24
internet
attach_site
ip netns exec s sysctl -qw net.ipv4.ip_forward=1
for host in l v; do
	ip netns add $host
	ip -n $host link set lo up
done
# wire HOST NAMESPACE DEVICE NETWORK: the host has .1 of a network, what it is joined to has .2
wire() {
	ip link add "to-$2" netns "$1" type veth peer name "$3" netns "$2"
	ip -n "$1" addr add "$4.1/24" dev "to-$2"
	ip -n "$2" addr add "$4.2/24" dev "$3"
	ip -n "$1" link set "to-$2" up
	ip -n "$2" link set "$3" up
}
wire l s lan 192.168.50
ip -n l route add default via 192.168.50.2
ip -n v addr add "$CLOUD_HOST/32" dev lo
for end in 0 1; do
	eval "outside=\$OUTSIDE$end inside=\$INSIDE$end site_inside=\$SITE_INSIDE$end"
	attach c$end "$outside"
	wire v c$end vpc "10.78.$end"
	# what comes from the host meets no policy on its way in, and what goes to it none on its way out
	ip netns exec c$end sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.vpc.disable_policy=1 net.ipv4.conf.vpc.disable_xfrm=1
	ip -n c$end route add "$CLOUD_HOST/32" via "10.78.$end.1"
	if [ "$inside" ]; then
		ip -n c$end addr add "$inside/32" dev lo
		ip -n c$end route add "$site_inside/32" dev wan src "$inside"
	fi
	[ $MODE = bgp ] || ip -n c$end route add $SITE_RANGE dev wan
	start_charon c$end
	load c$end "$lab/cloud$end.conf"
done
# The cloud sends by the first end that has a way to the site: with BGP where routes of the site were learned, else where a tunnel is up; with two
# connections of one tunnel by the routes that are in use, whatever the tunnels do.
has_way() {
	case $WAY in
	bgp) ip -n "c$1" route show $SITE_RANGE | grep -q bgp ;;
	up) ip -n "c$1" xfrm state list nokeys | grep -q 'proto esp' ;;
	routes) [ ! -e "/tmp/disabled$1" ] ;;
	esac
}
follow() {
	was=
	while :; do
		for end in 0 1; do
			has_way $end 2>/dev/null || continue
			[ "$was" = $end ] || { ip -n v route replace $SITE_RANGE via "10.78.$end.2" && was=$end && echo $end >/tmp/way; }
			break
		done
		sleep 0.1
	done
}
follow &
cloud_sends_by() { [ "$(cat /tmp/way)" = "$1" ]; }

bring_up
check 'two SAs are installed' within 60 has_sas 2
if [ $MODE = bgp ]; then
	for end in 0 1; do eval "start_bgp $end \$INSIDE$end \$SITE_INSIDE$end"; done
	start_frr s "$lab/site/frr.conf"
	check 'BGP is established over both tunnels' within 60 has_sessions 2
fi

# What the lines of a page call, as it is on a device: one /etc, one socket each.
mkdir -p /etc/frr
: >/etc/frr/vtysh.conf
mkdir -p /tmp/tools /etc/swanctl /tmp/s/swanctl/conf.d /etc/ipsec.d
tool() {
	cat >"/tmp/tools/$1"
	chmod 755 "/tmp/tools/$1"
}
tool swanctl <<'END'
#!/bin/sh
[ "${SWANCTL_DIR:-}" ] && exec /usr/sbin/swanctl "$@"
STRONGSWAN_CONF=/tmp/s/strongswan.conf SWANCTL_DIR=/etc/swanctl exec /usr/sbin/swanctl "$@" --uri unix:///tmp/s/vici
END
tool vtysh <<'END'
#!/bin/sh
[ "$1" = --vty_socket ] && exec /usr/bin/vtysh "$@"
exec /usr/bin/vtysh --vty_socket /tmp/frr-s "$@"
END
for name in tunnelwright journalctl; do printf '#!/bin/sh\n' | tool $name; done
PATH=/tmp/tools:/usr/libexec/ipsec:$PATH
cp -a /tmp/s/swanctl/. /etc/swanctl/ 2>/dev/null
echo 'include conf.d/*.conf' >/etc/swanctl/swanctl.conf
for folder in $(folders); do
	id=$(basename "$folder"/tunnelwright-*.service .service)
	id=${id#tunnelwright-}
	mkdir -p "/etc/tunnelwright/$id"
	cp "$folder/interfaces.sh" "$folder/mss.nft" "/etc/tunnelwright/$id/"
	if [ $DAEMON = strongswan ]; then
		cp "$folder/swanctl.conf" "/etc/swanctl/conf.d/$id.conf"
	else
		for kind in conf secrets; do mv "/etc/ipsec.d/$(basename "$folder").$kind" "/etc/ipsec.d/$id.$kind"; done
	fi
done

# follow_page FOLDER SECTION: its lines as they are printed, one after the other.
follow_page() {
	echo "| $2 begins after ping $(last_answer)"
	sed -n "/^## $2\$/,/^## /p" "$1"/STEPS-tunnel-*.md | sed -n '/^   ```sh$/,/^   ```$/{/^   ```/d;s/^   //;p;}' >/tmp/lines
	while read -r line; do
		echo "+ $line"
		(cd "$1" && ip netns exec s sh -c "$line") </dev/null && continue
		case $line in timeout*) echo 'waited in vain' ;; esac
	done </tmp/lines 2>&1 | tell
}
# For LAB_LOGS all that the lines print is said; in any case it is kept.
tell() { if [ "$STORY_OF_ALL" ]; then tee -a /tmp/followed | sed 's/^/| /'; else cat >>/tmp/followed; fi; }

. /lab/silence.sh
# replace_end END FILE: the cloud's end is gone from one moment to the next, and back some seconds later with what is new.
replace_end() {
	echo "| the end is cut off"
	eval "cut_off \$OUTSIDE$1"
	kill -9 "$(cat "/tmp/c$1/pid")"
	ip netns exec "c$1" ip xfrm state flush
	ip netns exec "c$1" ip xfrm policy flush
	if [ $MODE = bgp ]; then
		kill -9 "$(cat "/tmp/frr-c$1/bgpd.pid")" "$(cat "/tmp/frr-c$1/zebra.pid")"
		rm -f "/tmp/frr-c$1"/*.api "/tmp/frr-c$1"/*.vty
		ip -n "c$1" route flush proto bgp
	fi
	sleep "$AWAY"
	start_charon "c$1"
	load "c$1" "$2"
	[ $MODE != bgp ] || eval "start_bgp $1 \$INSIDE$1 \$SITE_INSIDE$1"
	mend
	echo "| the end is back"
}

last_answer() { sed -n 's/.*icmp_seq=\([0-9]*\) .*/\1/p' /tmp/answers | tail -n 1; }
# passed FROM: pings since that one, how many of them were lost, and tenths of a second between two answers at most
passed() {
	awk -F '[][]' -v from="$1" '/bytes from/ {
		at = $2
		match($0, /icmp_seq=[0-9]+/)
		number = substr($0, RSTART + 9, RLENGTH - 9) + 0
		if (number < from) next
		if (!first) first = number
		seen[number] = 1
		if (last && at - last > longest) longest = at - last
		last = at
		top = number
	} END {
		for (each = first; each <= top; each++) {
			if (each in seen) count++
			else missing = missing " " each
		}
		if (missing) print "| lost:" missing >"/dev/stderr"
		printf "sent=%d lost=%d longest=%d", top - first + 1, top - first + 1 - count, longest * 10
	}' /tmp/answers
}
streams() { kill -0 $taking 2>/dev/null && [ "$(wc -c </tmp/stream)" -gt "$1" ]; }

ip netns exec l ping -n -D -i 0.1 "$CLOUD_HOST" >/tmp/answers 2>&1 &
goes_on() { [ "$(grep -c 'bytes from' /tmp/answers)" -gt "$1" ]; }
check 'traffic passes' within 40 goes_on 20
{ while :; do echo 0123456789012345678901234567890123456789 && sleep 0.05; done; } | ip netns exec v nc -l -p 7000 >/dev/null &
sleep 1
sleep 100000 | ip netns exec l nc "$CLOUD_HOST" 7000 >/tmp/stream 2>/tmp/stream.err &
taking=$!
check 'a TCP stream does too' within 20 streams 100

learned() { ip -n "c$1" route show $SITE_RANGE | grep -q bgp; }
unlearned() { ! learned "$1"; }
comes_back() { learned "$1" && has_sessions 2; }
all_up() { has_sas 2; }
is_down() { cloud_has_only "c$1" 0; }
number=0
for each in $CHANGES; do
	end=${each%=*}
	what=${each#*=}
	page=$lab/change$number
	name="$what of tunnel $((end + 1))"
	from=$(last_answer)
	size=$(wc -c </tmp/stream)
	[ $WAY != routes ] || : >"/tmp/disabled$end"
	if [ "$DRAINED" ]; then
		follow_page "$page" Drain
		case $WAY in
		bgp) check "$name: the cloud accepts no route from it" within 30 unlearned $end ;;
		up) check "$name: the cloud sees it down" within 30 is_down $end ;;
		esac
		check "$name: the cloud sends by the other" within 10 cloud_sends_by $((1 - end))
	fi
	# the device's file is loaded while the end is away still: the page's line waits
	replace_end $end "$page/cloud.conf" &
	replacing=$!
	sleep 1
	follow_page "$page" Change
	wait $replacing
	follow_page "$page" Check
	check "$name: both tunnels are up" within 90 all_up
	[ ! "$DRAINED" ] || follow_page "$page" 'Bring back'
	rm -f "/tmp/disabled$end"
	[ $MODE != bgp ] || check "$name: it has its routes back" within 60 comes_back $end
	sleep 4
	eval "$(passed "$from")"
	check "$name: $lost of $sent pings lost, $((longest / 10)).$((longest % 10)) s between two answers at most" [ "$lost" -le "$MOST_LOST" ]
	check "$name: the TCP stream goes on" within 20 streams $((size + 100))
	number=$((number + 1))
done
check 'no line waited in vain, and every file was read' eval '! grep -qE "waited in vain|syntax error|cannot load" /tmp/followed'
[ ! "$STORY_OF_ALL" ] || cat /tmp/stream.err

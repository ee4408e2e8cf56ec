#!/bin/sh
# trial-aws.sh static|bgp: the handed-over files of a connection of AWS, with two tunnels at once, on XFRM interfaces and the kernel's ESP. Says "ok" and
# what is seen, and "no" and what is not. Namespaces: s is the site, c0 and c1 are the ends of the cloud.
kind=$1
lab=/lab/$kind
. /lab/common.sh

for name in s c0 c1; do
	ip netns add $name
	ip -n $name link set lo up
done
ip -n s addr add 192.168.50.1/24 dev lo
for end in 0 1; do
	eval "outside=\$OUTSIDE$end inside=\$INSIDE$end"
	joined $end "$outside"
	ip -n c$end addr add "$inside/32" dev lo
	ip -n c$end addr add "$CLOUD_HOST/32" dev lo
	start_charon c$end
	load c$end "$lab/cloud$end.conf"
	# What is for the site meets the policy of its SA on the way out.
	eval "ip -n c$end route add \$SITE_INSIDE$end/32 dev wan src $inside"
	[ $kind = bgp ] || ip -n c$end route add 192.168.50.0/24 dev wan
done

check 'interfaces.sh makes its interfaces' ip netns exec s sh "$lab/site/interfaces.sh" up
check 'interfaces.sh does no harm the second time' ip netns exec s sh "$lab/site/interfaces.sh" up
start_charon s
check 'swanctl.conf is loaded' load s "$lab/site/swanctl.conf"
check 'two SAs are installed' within 60 has_sas 2
for end in 0 1; do check "tunnel $((end + 1)) answers inside, the other one up" eval "pings \$SITE_INSIDE$end \$INSIDE$end"; done
[ $kind = bgp ] || check 'LAN to LAN' pings 192.168.50.1 "$CLOUD_HOST"

for end in 0 1; do
	before=$(spi c$end)
	swan c$end --terminate --ike cloud --timeout 5 >/dev/null
	check "the cloud deletes the SA of tunnel $((end + 1)): there is another" within 20 has_other_spi c$end "$before"
	check "tunnel $((end + 1)) answers again" within 20 eval "pings \$SITE_INSIDE$end \$INSIDE$end"
done

check 'endpoint 1 refuses for a while' refuse
check 'the next packet brings tunnel 1 back' within 30 pings "$SITE_INSIDE0" "$INSIDE0"

if [ $kind = static ]; then
	kill "$(cat /tmp/s/pid)"
	sleep 2
	ip netns exec s ip xfrm state flush
	ip netns exec s ip xfrm policy flush
	start_charon s
	sed 's/start_action = .*/start_action = start/' "$lab/site/swanctl.conf" >/tmp/start.conf
	load s /tmp/start.conf
	within 60 has_sas 2
	refuse
	within 6 pings "$SITE_INSIDE0" "$INSIDE0"
	check 'with start alone tunnel 1 would have stayed down' has_only 1
	exit
fi

for end in 0 1; do eval "start_bgp $end \$INSIDE$end \$SITE_INSIDE$end"; done
start_frr s "$lab/site/frr.conf"

first=$(interfaces | head -n 1)
second=$(interfaces | tail -n 1)
check 'BGP is established over both tunnels' within 60 has_sessions 2
check 'tunnel 1 is preferred' within 30 goes_over "$first"
check 'LAN to LAN' within 20 pings 192.168.50.1 "$CLOUD_HOST"
kill -9 "$(cat /tmp/c0/pid)"
ip -n c0 link set wan down
check 'endpoint 1 goes dead: BGP takes tunnel 2' within 60 goes_over "$second"
check 'LAN to LAN over tunnel 2' within 20 pings 192.168.50.1 "$CLOUD_HOST"

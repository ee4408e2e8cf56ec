# The handed-over files of a tunnel of Tencent Cloud on an XFRM interface and the
# kernel's ESP. Says "ok" and what is seen, and "no" and what is not. Namespaces: s is the site, c0 is the end of the cloud.
internet
attach_site
attach c0 "$OUTSIDE0"
# SITE=CLOUD: a host of each side, for each pair of ranges that is to pass; what they are asked from meets the policy of its SA on the way back.
for pair in $PAIRS; do
	ip -n s addr replace "${pair%=*}/32" dev lo
	ip -n c0 addr replace "${pair#*=}/32" dev lo
	ip -n c0 route replace "${pair%=*}/32" dev wan src "$OUTSIDE0"
done
if [ $MODE = bgp ]; then
	ip -n c0 addr add "$INSIDE0/32" dev lo
	ip -n c0 addr add "$CLOUD_HOST/32" dev lo
	ip -n c0 route add "$SITE_INSIDE0/32" dev wan src "$INSIDE0"
	ip -n s addr add 192.168.50.1/24 dev lo
fi
ip -n s addr add 192.168.99.1/32 dev lo
ip -n c0 route add 192.168.99.1/32 dev wan src "$OUTSIDE0"
is_answered() { ip netns exec c0 ping -c 1 -W 2 -I "$PROBE_CLOUD" "$PROBE_SITE" >/dev/null; }
if [ "$PROBE_CLOUD" ]; then
	ip -n c0 addr add "$PROBE_CLOUD/32" dev lo
	ip -n c0 route add "$PROBE_SITE/32" dev wan src "$PROBE_CLOUD"
fi
start_charon c0
load c0 "$lab/cloud0.conf"

every_pair() { for pair in $PAIRS; do pings "${pair%=*}" "${pair#*=}" || return 1; done; }
passes_from_elsewhere() { pings 192.168.99.1 "$(echo "${PAIRS#*=}" | cut -d' ' -f1)"; }

bring_up
# Libreswan's IKEv1 begins each pair but the first with its first packet
[ $DAEMON = strongswan ] || [ $MODE = bgp ] || within 40 every_pair
check "every SA is installed: $CHILDREN" within 60 has_sas "$CHILDREN"
check 'the site keeps its way to the internet' online

if [ $MODE = bgp ]; then
	check 'the cloud answers inside' within 20 pings "$SITE_INSIDE0" "$INSIDE0"
	start_bgp 0 "$INSIDE0" "$SITE_INSIDE0"
	start_frr s "$lab/site/frr.conf"
	learned() { ip -n c0 route show 192.168.50.0/24 | grep -q bgp; }
	check 'BGP is established' within 60 has_sessions 1
	check 'the cloud’s range is learned, over the interface' within 30 goes_over "$(interfaces)"
	check 'the site’s range is learned' within 30 learned
	check 'LAN to LAN' within 20 pings 192.168.50.1 "$CLOUD_HOST"
else
	check 'every pair of ranges passes' within 20 every_pair
fi

if [ "$PROBE_CLOUD" ]; then check 'the cloud’s health check is answered' within 20 is_answered; fi
if [ $MODE = policy ]; then
	if passes_from_elsewhere; then echo 'no a source outside of the ranges does not pass'; else echo 'ok a source outside of the ranges does not pass'; fi
fi

before=$(spi c0)
swan c0 --terminate --ike cloud --timeout 5 >/dev/null
answers() { if [ $MODE = bgp ]; then pings "$SITE_INSIDE0" "$INSIDE0"; else every_pair; fi; }
# strongSwan begins all of them anew, Libreswan one, and each other with the first packet for it
check 'the cloud deletes every SA: all that passed passes again' within 30 answers
check 'over other SAs' has_other_spi c0 "$before"
check 'none of them twice' within 20 cloud_has_only c0 "$CHILDREN"
if [ "$PROBE_CLOUD" ]; then check 'the health check is answered again' within 20 is_answered; fi
check 'the cloud refuses for a while' refuse
if [ $MODE = bgp ] && [ $DAEMON = strongswan ]; then
	# BGP's own packets have asked the kernel for an SA meanwhile: until it forgets that, no packet brings one up
	initiate=$(sed -n 's/^ *\(swanctl --initiate --child [^ ]*\)$/\1/p' "$lab/site/STEPS.md")
	check 'the line in STEPS.md brings the tunnel back at once' swan s ${initiate#swanctl }
	check 'it answers' within 10 answers
else
	check 'the next packets bring everything back' within 60 answers
fi
stop_watch
check 'interfaces.sh takes away what it made' ip netns exec s sh "$lab/site/interfaces.sh" down
gone() {
	[ -z "$(ip -n s route show type blackhole)$(ip -n s route show dev "$(interfaces)" 2>/dev/null)" ] || return 1
	[ $DAEMON = libreswan ] || ! ip -n s link show "$(interfaces)" >/dev/null 2>&1
}
check 'and nothing of it is left' gone

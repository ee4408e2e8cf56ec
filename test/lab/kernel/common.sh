# What the trials of both clouds share. Namespaces: s is the site, c0 and c1 are the ends of the cloud, net is what lies between.
. "$lab/facts"
. /lab/ends.sh
. "/lab/site-$DAEMON.sh"

# check WHAT COMMAND…
check() {
	what=$1
	shift
	if "$@"; then echo "ok $what"; return; fi
	echo "no $what"
	# the first that fails tells why
	[ "$STORY" ] || return 0
	STORY=
	story
	ip -n s route
	ip -n s xfrm state list nokeys
	swan c0 --list-sas
	tail -n 60 /tmp/c0/log
	tail -n 20 /tmp/watch.log
}

# The router between the site and the ends of the cloud, and a host of the internet that is none of them.
INTERNET_HOST=198.51.100.77
internet() {
	ip netns add net
	ip -n net link set lo up
	ip -n net addr add "$INTERNET_HOST/32" dev lo
	ip netns exec net sysctl -qw net.ipv4.ip_forward=1
}

# attach NAMESPACE ADDRESS: to the router, which is its way to everywhere.
attach() {
	ip netns add "$1"
	ip -n "$1" link set lo up
	ip link add wan netns "$1" type veth peer name "to-$1" netns net
	ip -n "$1" addr add "$2/32" dev wan
	ip -n "$1" link set wan up
	ip -n net addr add 198.18.0.1/32 dev "to-$1"
	ip -n net link set "to-$1" up
	ip -n net route add "$2/32" dev "to-$1"
	ip -n "$1" route add default via 198.18.0.1 dev wan onlink src "$2"
}

# The site: with its public address, or behind a translator of addresses.
attach_site() {
	[ "${NAT:-}" ] || { attach s "$SITE"; return; }
	attach s 192.168.77.2
	cat >/tmp/nat.nft <<END
table ip nat {
	chain post { type nat hook postrouting priority srcnat; ip saddr 192.168.77.2 snat to $SITE; }
}
END
	check 'the site is behind a translator of addresses' ip netns exec net nft -f /tmp/nat.nft
}

# An endpoint that goes, and is there again before its connection is: it refuses.
refuse() {
	kill "$(cat /tmp/c0/pid)"
	sleep 2
	kill -9 "$(cat /tmp/c0/pid)" 2>/dev/null
	forget_log
	start_charon c0
	within 30 refused
	load c0 "$lab/cloud0.conf"
}

# start_bgp END INSIDE PEER: the end of the cloud announces its range.
start_bgp() {
	cat >"/tmp/bgp$1.conf" <<END
hostname cloud
ip route $CLOUD_RANGE blackhole 250
router bgp $CLOUD_ASN
 bgp router-id $2
 no bgp ebgp-requires-policy
 no bgp network import-check
 neighbor $3 remote-as $SITE_ASN
 neighbor $3 timers 10 30
 neighbor $3 timers connect 1
 neighbor $3 ebgp-multihop 2
 neighbor $3 update-source $2
 address-family ipv4 unicast
  network $CLOUD_RANGE
  neighbor $3 route-map OUT out
 exit-address-family
exit
route-map OUT permit 10
 set metric 100
END
	start_frr "c$1" "/tmp/bgp$1.conf"
}

sessions() { vtysh --vty_socket /tmp/frr-s -c 'show bgp summary json' 2>/dev/null | grep -c '"state":"Established"'; }
has_sessions() { [ "$(sessions)" -ge "$1" ]; }
route() { ip -n s route show "$CLOUD_RANGE" | sed -n 's/.* dev \([^ ]*\).*/\1/p'; }
# steer END MED: what the end of the cloud says of its routes.
steer() {
	vtysh --vty_socket "/tmp/frr-c$1" -c 'configure terminal' -c 'route-map OUT permit 10' -c "set metric $2" -c end -c 'clear bgp * soft out' >/dev/null 2>&1
}
goes_over_both() { [ "$(ip -n s route show "$CLOUD_RANGE" | grep -o 'dev [^ ]*' | sort -u | grep -c ipsec)" = 2 ]; }
goes_over() { [ "$(route)" = "$1" ]; }
online() { ip netns exec s ping -c 1 -W 2 "$INTERNET_HOST" >/dev/null; }
pings() { ip netns exec s ping -c 1 -W 2 -I "$1" "$2" >/dev/null; }
# Of an end of the cloud.
spi() { swan "$1" --list-sas | sed -n 's/^ *in *\([0-9a-f]*\),.*/\1/p'; }
has_other_spi() { [ -n "$(spi "$1")" ] && [ "$(spi "$1")" != "$2" ]; }
has_sas() { [ "$(sas)" -ge "$1" ]; }
has_only() { [ "$(sas)" -eq "$1" ]; }
cloud_sas() { swan "$1" --list-sas | grep -c INSTALLED; }
cloud_has_only() { [ "$(cloud_sas "$1")" -eq "$2" ]; }

# The folders of files of the site: of its connection, and of another beside it.
folders() { for each in site beside; do [ ! -d "$lab/$each" ] || echo "$lab/$each"; done; }
make_interfaces() {
	for folder in $(folders); do
		check 'interfaces.sh makes its interfaces' ip netns exec s sh "$folder/interfaces.sh" up
		check 'interfaces.sh does no harm the second time' ip netns exec s sh "$folder/interfaces.sh" up
		ip netns exec s sh "$folder/interfaces.sh" watch >>/tmp/watch.log 2>&1 &
		echo $! >>/tmp/watch.pid
	done
}
# In the order of STEPS.md: the interfaces and what watches the tunnels, then the daemon. Libreswan makes its interfaces itself.
bring_up() {
	make_interfaces
	start_site
	[ $DAEMON = strongswan ] || check 'the interfaces are there with what belongs to them' within 60 are_addressed
}
# Before the cloud begins, Libreswan has no interface yet.
bring_up_waiting() {
	make_interfaces
	start_site
}
are_addressed() { for name in $(interfaces); do ip -n s route show table all | grep -q "dev $name" || return 1; done; }
stop_watch() { kill $(cat /tmp/watch.pid); }

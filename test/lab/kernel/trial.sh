#!/bin/sh
# trial.sh static|bgp: the handed-over files of a connection of AWS, with two tunnels at once, on XFRM interfaces and the kernel's ESP. Says "ok" and
# what is seen, and "no" and what is not. Namespaces: s is the site, c0 and c1 are the ends of the cloud.
kind=$1
lab=/lab/$kind
. "$lab/facts"

# check WHAT COMMAND…
check() {
	what=$1
	shift
	if "$@"; then echo "ok $what"; else echo "no $what"; fi
}

# within SECONDS COMMAND…: tries until it goes well.
within() {
	left=$(($1 * 5))
	shift
	until "$@"; do
		[ "$left" -gt 0 ] || return 1
		left=$((left - 1))
		sleep 0.2
	done
}

swan() {
	of=$1
	shift
	STRONGSWAN_CONF=/tmp/$of/strongswan.conf SWANCTL_DIR=/tmp/$of/swanctl swanctl "$@" --uri "unix:///tmp/$of/vici" 2>&1
}

start_charon() {
	at=/tmp/$1
	for name in x509 x509ca x509ocsp x509aa x509ac x509crl pubkey private rsa ecdsa bliss pkcs8 pkcs12; do mkdir -p "$at/swanctl/$name"; done
	cat >"$at/strongswan.conf" <<END
charon-systemd {
  load = random nonce openssl pem pkcs1 pubkey x509 constraints hmac kdf gcm aes sha1 sha2 gmp kernel-netlink socket-default updown vici counters
  plugins { vici { socket = unix://$at/vici } }
  filelog { main { path = $at/log
    flush_line = yes } }
}
swanctl { load = pem pkcs1 x509 pubkey openssl random }
END
	rm -f "$at/vici"
	STRONGSWAN_CONF=$at/strongswan.conf SWANCTL_DIR=$at/swanctl ip netns exec "$1" /usr/sbin/charon-systemd >"$at/out" 2>&1 &
	echo $! >"$at/pid"
	within 30 test -e "$at/vici"
}

load() {
	cp "$2" "/tmp/$1/swanctl/swanctl.conf"
	swan "$1" --load-all | grep -iE 'fail|error' && return 1
	return 0
}

sas() { swan s --list-sas | grep -c INSTALLED; }
has_sas() { [ "$(sas)" -ge "$1" ]; }
has_only() { [ "$(sas)" -eq "$1" ]; }
spi() { swan "$1" --list-sas | sed -n 's/^ *in *\([0-9a-f]*\),.*/\1/p'; }
has_other_spi() { [ -n "$(spi "$1")" ] && [ "$(spi "$1")" != "$2" ]; }
pings() { ip netns exec s ping -c 1 -W 2 -I "$1" "$2" >/dev/null; }
refused() { grep -q NO_PROPOSAL_CHOSEN /tmp/s/log; }

for name in s c0 c1; do
	ip netns add $name
	ip -n $name link set lo up
done
ip -n s addr add 192.168.50.1/24 dev lo
for end in 0 1; do
	eval "outside=\$OUTSIDE$end inside=\$INSIDE$end"
	ip link add wan netns c$end type veth peer name wan$end netns s
	ip -n c$end addr add "$outside/32" dev wan
	ip -n c$end link set wan up
	ip -n s addr add "$SITE/32" dev wan$end
	ip -n s link set wan$end up
	ip -n c$end route add "$SITE/32" dev wan src "$outside"
	ip -n s route add "$outside/32" dev wan$end src "$SITE"
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

# An endpoint that goes, and is there again before its connection is: it refuses.
refuse() {
	kill "$(cat /tmp/c0/pid)"
	sleep 2
	kill -9 "$(cat /tmp/c0/pid)" 2>/dev/null
	: >/tmp/s/log
	start_charon c0
	within 30 refused
	load c0 "$lab/cloud0.conf"
}

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

start_frr() {
	at=/tmp/frr-$1
	mkdir -p "$at"
	cp "$2" "$at/frr.conf"
	chown -R frr:frr "$at"
	for daemon in zebra bgpd; do
		ip netns exec "$1" /usr/lib/frr/$daemon -f "$at/frr.conf" -i "$at/$daemon.pid" -z "$at/zserv.api" --vty_socket "$at" \
			-A 127.0.0.1 -P 0 -u frr -g frr >"$at/$daemon.out" 2>&1 &
		if [ $daemon = zebra ]; then within 30 test -e "$at/zserv.api"; else within 30 test -e "$at/bgpd.vty"; fi
	done
}

for end in 0 1; do
	eval "inside=\$INSIDE$end peer=\$SITE_INSIDE$end"
	cat >/tmp/bgp$end.conf <<END
hostname cloud
ip route $CLOUD_RANGE blackhole 250
router bgp $CLOUD_ASN
 bgp router-id $inside
 no bgp ebgp-requires-policy
 no bgp network import-check
 neighbor $peer remote-as $SITE_ASN
 neighbor $peer timers 10 30
 neighbor $peer timers connect 1
 neighbor $peer ebgp-multihop 2
 neighbor $peer update-source $inside
 address-family ipv4 unicast
  network $CLOUD_RANGE
 exit-address-family
END
	start_frr c$end /tmp/bgp$end.conf
done
start_frr s "$lab/site/frr.conf"

sessions() { vtysh --vty_socket /tmp/frr-s -c 'show bgp summary json' 2>/dev/null | grep -c '"state":"Established"'; }
has_sessions() { [ "$(sessions)" -ge "$1" ]; }
route() { ip -n s route show "$CLOUD_RANGE" | sed -n 's/.* dev \([^ ]*\).*/\1/p'; }
first=$(sed -n 's/.*ip link add \([^ ]*\) type xfrm.*/\1/p' "$lab/site/interfaces.sh" | head -n 1)
second=$(sed -n 's/.*ip link add \([^ ]*\) type xfrm.*/\1/p' "$lab/site/interfaces.sh" | tail -n 1)
goes_over() { [ "$(route)" = "$1" ]; }
check 'BGP is established over both tunnels' within 60 has_sessions 2
check 'tunnel 1 is preferred' within 30 goes_over "$first"
check 'LAN to LAN' within 20 pings 192.168.50.1 "$CLOUD_HOST"
kill -9 "$(cat /tmp/c0/pid)"
ip -n c0 link set wan down
check 'endpoint 1 goes dead: BGP takes tunnel 2' within 60 goes_over "$second"
check 'LAN to LAN over tunnel 2' within 20 pings 192.168.50.1 "$CLOUD_HOST"

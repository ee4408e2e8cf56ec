# What the trials of both clouds share. Namespaces: s is the site, c0 and c1 are the ends of the cloud, net is what lies between.
. "$lab/facts"
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
}

# within SECONDS COMMAND…: tries until it goes well.
now() { cut -d. -f1 /proc/uptime; }
within() {
	deadline=$(($(now) + $1))
	shift
	until "$@"; do
		[ "$(now)" -lt "$deadline" ] || return 1
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
	# an end of the cloud answers aggressive mode; the site has what its files bring
	case $1 in c*) answers='i_dont_care_about_security_and_use_aggressive_mode_psk = yes' ;; *) answers= ;; esac
	for name in x509 x509ca x509ocsp x509aa x509ac x509crl pubkey private rsa ecdsa bliss pkcs8 pkcs12; do mkdir -p "$at/swanctl/$name"; done
	cat >"$at/strongswan.conf" <<END
charon-systemd {
  load = random nonce openssl pem pkcs1 pubkey x509 constraints hmac kdf gcm aes sha1 sha2 gmp kernel-netlink socket-default updown vici counters
  plugins { vici { socket = unix://$at/vici } }
  $answers
  retransmit_timeout = 2.0
  retransmit_base = 1.5
  retransmit_tries = 3
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
	ip netns exec net nft -f - <<END
table ip nat { chain post { type nat hook postrouting priority srcnat; ip saddr 192.168.77.2 snat to $SITE; } }
END
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

make_interfaces() {
	check 'interfaces.sh makes its interfaces' ip netns exec s sh "$lab/site/interfaces.sh" up
	check 'interfaces.sh does no harm the second time' ip netns exec s sh "$lab/site/interfaces.sh" up
}
# In the order of STEPS.md: the interfaces and what watches the tunnels, then the daemon. Libreswan makes its interfaces itself.
bring_up() {
	make_interfaces
	ip netns exec s sh "$lab/site/interfaces.sh" watch >/tmp/watch.log 2>&1 &
	echo $! >/tmp/watch.pid
	start_site
	[ $DAEMON = strongswan ] || check 'the interfaces are there with what belongs to them' within 60 are_addressed
}
# Before the cloud begins, Libreswan has no interface yet.
bring_up_waiting() {
	make_interfaces
	ip netns exec s sh "$lab/site/interfaces.sh" watch >/tmp/watch.log 2>&1 &
	echo $! >/tmp/watch.pid
	start_site
}
are_addressed() { for name in $(interfaces); do ip -n s route show table all | grep -q "dev $name" || return 1; done; }
stop_watch() { kill "$(cat /tmp/watch.pid)"; }

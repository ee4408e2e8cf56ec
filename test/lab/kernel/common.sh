# What the trials of both clouds share: sourced with the folder of the trial in $lab.
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

# joined END OUTSIDE: the site and an end of the cloud, each with its address of the internet, on a wire of their own.
joined() {
	ip link add wan netns "c$1" type veth peer name "wan$1" netns s
	ip -n "c$1" addr add "$2/32" dev wan
	ip -n "c$1" link set wan up
	ip -n s addr add "$SITE/32" dev "wan$1"
	ip -n s link set "wan$1" up
	ip -n "c$1" route add "$SITE/32" dev wan src "$2"
	ip -n s route add "$2/32" dev "wan$1" src "$SITE"
}

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
 exit-address-family
END
	start_frr "c$1" "/tmp/bgp$1.conf"
}

sessions() { vtysh --vty_socket /tmp/frr-s -c 'show bgp summary json' 2>/dev/null | grep -c '"state":"Established"'; }
has_sessions() { [ "$(sessions)" -ge "$1" ]; }
route() { ip -n s route show "$CLOUD_RANGE" | sed -n 's/.* dev \([^ ]*\).*/\1/p'; }
goes_over() { [ "$(route)" = "$1" ]; }
interfaces() { sed -n 's/.*ip link add \([^ ]*\) type xfrm.*/\1/p' "$lab/site/interfaces.sh"; }

# The cloud's machine: a router that the site is connected to, and an end of the cloud for each tunnel, c0 and c1, in a namespace behind it. Sourced.
. /lab/facts

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

# What is for the cloud's ranges and comes in from the site unencrypted is counted: ESP is for the cloud's outside addresses.
router() {
	modprobe -a xfrm_user esp4 veth 2>/dev/null || true
	ip addr replace "$GATEWAY/24" dev eth0
	ip addr replace 2001:db8:1::1/64 dev eth0 nodad
	ip link set eth0 up
	sysctl -qw net.ipv4.ip_forward=1
	nft -f - <<END
table inet lab {
	counter clear {}
	chain seen { type filter hook prerouting priority raw; iifname "eth0" $CLOUD_FAMILY daddr $CLOUD_RANGE counter name clear; }
	chain cut { type filter hook forward priority filter; }
}
END
}
clear_packets() { nft list counter inet lab clear | sed -n 's/.*packets \([0-9]*\).*/\1/p'; }
# cut ADDRESS: nothing passes to an end of the cloud or from it, without a word to anybody.
cut() { nft "add rule inet lab cut ip daddr $1 drop; add rule inet lab cut ip saddr $1 drop"; }
mend() { nft flush chain inet lab cut; }

# end_of_cloud NUMBER OUTSIDE [INSIDE]
end_of_cloud() {
	ip netns add "c$1"
	ip -n "c$1" link set lo up
	ip link add "wan$1" type veth peer name wan netns "c$1"
	ip addr add "198.18.$1.1/32" dev "wan$1"
	ip link set "wan$1" up
	ip route add "$2/32" dev "wan$1"
	ip -n "c$1" addr add "$2/32" dev wan
	ip -n "c$1" link set wan up
	ip -n "c$1" route add default via "198.18.$1.1" dev wan onlink src "$2"
	# meets the policy of its association on the way out, and needs no neighbor for it
	ip -n "c$1" -6 route add default dev wan
	for address in ${3:-} $CLOUD_HOSTS; do ip -n "c$1" addr add "$address" dev lo nodad 2>/dev/null || ip -n "c$1" addr add "$address" dev lo; done
	start_charon "c$1"
	load "c$1"
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
	within 60 test -e "$at/vici"
}
swan() {
	of=$1
	shift
	STRONGSWAN_CONF=/tmp/$of/strongswan.conf SWANCTL_DIR=/tmp/$of/swanctl swanctl "$@" --uri "unix:///tmp/$of/vici" 2>&1
}
load() {
	cp "/lab/cloud${1#c}.conf" "/tmp/$1/swanctl/swanctl.conf"
	within 20 swan "$1" --load-all >/dev/null
}

# Everything that an end knows is gone from one moment to the next, and three seconds later it is back.
lose_all() {
	kill -9 "$(cat "/tmp/$1/pid")"
	ip netns exec "$1" ip xfrm state flush
	ip netns exec "$1" ip xfrm policy flush
	sleep 3
	start_charon "$1"
	load "$1"
}

# start_bgp END INSIDE PEER
start_bgp() {
	at=/tmp/frr-c$1
	mkdir -p "$at"
	ip=ip family=ipv4
	case $2 in *:*) ip=ipv6 family=ipv6 ;; esac
	cat >"$at/frr.conf" <<END
hostname cloud
$ip route $CLOUD_RANGE blackhole 250
router bgp $CLOUD_ASN
 bgp router-id 10.255.0.$(($1 + 1))
 no bgp ebgp-requires-policy
 no bgp network import-check
 no bgp default ipv4-unicast
 neighbor $3 remote-as $SITE_ASN
 neighbor $3 timers 10 30
 neighbor $3 timers connect 1
 neighbor $3 ebgp-multihop 2
 neighbor $3 update-source $2
 address-family $family unicast
  neighbor $3 activate
  network $CLOUD_RANGE
 exit-address-family
END
	chown -R frr:frr "$at"
	for daemon in zebra bgpd; do
		ip netns exec "c$1" /usr/lib/frr/$daemon -f "$at/frr.conf" -i "$at/$daemon.pid" -z "$at/zserv.api" --vty_socket "$at" \
			-A 127.0.0.1 -P 0 -u frr -g frr >"$at/$daemon.out" 2>&1 &
		if [ $daemon = zebra ]; then within 60 test -e "$at/zserv.api"; else within 60 test -e "$at/bgpd.vty"; fi
	done
}

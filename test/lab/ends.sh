# What the virtual machines of both labs share: strongSwan and FRR in a namespace, as an end of the cloud or as the site. Sourced.

# within SECONDS COMMAND…: tries until it goes well.
now() { sed 's/\..*//' /proc/uptime; }
within() {
	deadline=$(($(now) + $1))
	shift
	until "$@"; do
		[ "$(now)" -lt "$deadline" ] || return 1
		sleep 0.2
	done
}

# swan NAMESPACE WORDS…: swanctl for the strongSwan in it.
swan() {
	of=$1
	shift
	STRONGSWAN_CONF=/tmp/$of/strongswan.conf SWANCTL_DIR=/tmp/$of/swanctl swanctl "$@" --uri "unix:///tmp/$of/vici" 2>&1
}

# start_charon NAMESPACE [LINE]: the line is for strongswan.conf. An end of the cloud answers aggressive mode.
answers_aggressive_mode='charon { i_dont_care_about_security_and_use_aggressive_mode_psk = yes }'
start_charon() {
	at=/tmp/$1
	line=${2:-$answers_aggressive_mode}
	for name in x509 x509ca x509ocsp x509aa x509ac x509crl pubkey private rsa ecdsa bliss pkcs8 pkcs12; do mkdir -p "$at/swanctl/$name"; done
	cat >"$at/strongswan.conf" <<END
charon-systemd {
  load = random nonce openssl pem pkcs1 pubkey x509 constraints hmac kdf gcm aes sha1 sha2 gmp kernel-netlink socket-default updown vici counters
  plugins { vici { socket = unix://$at/vici } }
  filelog { main { path = $at/log
    time_format = %T
    flush_line = yes } }
}
swanctl { load = pem pkcs1 x509 pubkey openssl random }
$line
END
	rm -f "$at/vici"
	STRONGSWAN_CONF=$at/strongswan.conf SWANCTL_DIR=$at/swanctl ip netns exec "$1" /usr/sbin/charon-systemd >"$at/out" 2>&1 &
	echo $! >"$at/pid"
	within 60 test -e "$at/vici"
}

# load NAMESPACE FILE
load() {
	cp "$2" "/tmp/$1/swanctl/swanctl.conf"
	swan "$1" --load-all | grep -iE 'fail|error' && return 1
	return 0
}

# lose_all NAMESPACE FILE: everything that an end knows is gone from one moment to the next, and three seconds later it is back.
lose_all() {
	kill -9 "$(cat "/tmp/$1/pid")"
	ip netns exec "$1" ip xfrm state flush
	ip netns exec "$1" ip xfrm policy flush
	sleep 3
	start_charon "$1"
	load "$1" "$2"
}

# start_frr NAMESPACE FILE
start_frr() {
	at=/tmp/frr-$1
	mkdir -p "$at"
	cp "$2" "$at/frr.conf"
	chown -R frr:frr "$at"
	for daemon in zebra bgpd; do
		ip netns exec "$1" /usr/lib/frr/$daemon -f "$at/frr.conf" -i "$at/$daemon.pid" -z "$at/zserv.api" --vty_socket "$at" \
			-A 127.0.0.1 -P 0 -u frr -g frr >"$at/$daemon.out" 2>&1 &
		if [ $daemon = zebra ]; then within 60 test -e "$at/zserv.api"; else within 60 test -e "$at/bgpd.vty"; fi
	done
}

# The cloud's machine: a router that the site is connected to, and an end of the cloud for each tunnel, c0 and c1, in a namespace behind it. Sourced.
. /lab/facts
. /lab/ends.sh

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
	within 20 load "c$1" "/lab/cloud$1.conf"
}

# start_bgp END INSIDE PEER
start_bgp() {
	ip=ip family=ipv4
	case $2 in *:*) ip=ipv6 family=ipv6 ;; esac
	cat >"/tmp/bgp$1.conf" <<END
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
	start_frr "c$1" "/tmp/bgp$1.conf"
}

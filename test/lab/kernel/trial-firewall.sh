# A firewall at the site that drops all but what STEPS.md names: tunnels, BGP and what is forwarded pass both ways, and nothing else.
internet
attach_site
ip netns add lan
ip link add lan netns s type veth peer name lan netns lan
ip -n s addr add 192.168.50.1/24 dev lan
ip -n s link set lan up
ip -n lan addr add 192.168.50.10/24 dev lan
ip -n lan link set lan up
ip -n lan route add default via 192.168.50.1
ip netns exec s sysctl -qw net.ipv4.ip_forward=1
ip -n net route add 192.168.50.0/24 dev to-s
for end in 0 1; do
	eval "outside=\$OUTSIDE$end inside=\$INSIDE$end"
	attach c$end "$outside"
	ip -n c$end addr add "$inside/32" dev lo
	ip -n c$end addr add "$CLOUD_HOST/32" dev lo
	eval "ip -n c$end route add \$SITE_INSIDE$end/32 dev wan src $inside"
	ip -n c$end route add 192.168.50.0/24 dev wan metric 300
	start_charon c$end
	load c$end "$lab/cloud$end.conf"
done

# chain HOOK: the rules that STEPS.md names for it.
rules() { sed -n "/# in the chain of the hook $1\$/,/# in the chain\|\`\`\`/{/#\|\`\`\`/!p}" "$lab/site/STEPS.md"; }
chain() {
	echo "chain $1 { type filter hook $1 priority filter; policy drop"
	echo 'ct state established,related accept'
	[ "$1" = forward ] || echo 'meta oif lo accept; meta iif lo accept'
	rules "$1"
	echo '}'
}
{ echo 'table inet firewall {'; for hook in input forward output; do chain $hook; done; echo '}'; } >/tmp/firewall.nft
check 'the rules of STEPS.md are nftables’' ip netns exec s nft -f /tmp/firewall.nft

bring_up
check 'two SAs are installed' within 60 has_sas 2
for end in 0 1; do check "tunnel $((end + 1)) answers inside" within 20 eval "pings \$SITE_INSIDE$end \$INSIDE$end"; done
for end in 0 1; do eval "start_bgp $end \$INSIDE$end \$SITE_INSIDE$end"; done
start_frr s "$lab/site/frr.conf"
check 'BGP is established over both tunnels' within 90 has_sessions 2
from_lan() { ip netns exec lan ping -c 1 -W 2 "$1" >/dev/null; }
from_cloud() { ip netns exec c0 ping -c 1 -W 2 -I "$CLOUD_HOST" 192.168.50.10 >/dev/null; }
check 'a host of the site reaches one at the cloud' within 30 from_lan "$CLOUD_HOST"
check 'a host at the cloud reaches one of the site' within 30 from_cloud
stays_out() { ! from_lan "$INTERNET_HOST"; }
check 'what STEPS.md does not name stays out' stays_out
without() { ip netns exec s nft flush chain inet firewall forward && ! from_lan "$CLOUD_HOST"; }
check 'without the openings nothing is forwarded' without

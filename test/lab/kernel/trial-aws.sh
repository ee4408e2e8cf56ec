# The handed-over files of a connection of AWS, with two tunnels at once, on XFRM interfaces and the kernel's ESP. Says "ok" and
# what is seen, and "no" and what is not. Namespaces: s is the site, c0 and c1 are the ends of the cloud.
internet
attach_site
ip -n s addr add 192.168.50.1/24 dev lo
for end in 0 1; do
	eval "outside=\$OUTSIDE$end inside=\$INSIDE$end"
	attach c$end "$outside"
	ip -n c$end addr add "$inside/32" dev lo
	ip -n c$end addr add "$CLOUD_HOST/32" dev lo
	start_charon c$end
	load c$end "$lab/cloud$end.conf"
	# What is for the site meets the policy of its SA on the way out.
	eval "ip -n c$end route add \$SITE_INSIDE$end/32 dev wan src $inside"
	[ $MODE = bgp ] || ip -n c$end route add 192.168.50.0/24 dev wan
done

bring_up
check 'two SAs are installed' within 60 has_sas 2
check 'the site keeps its way to the internet' online
for end in 0 1; do check "tunnel $((end + 1)) answers inside, the other one up" within 20 eval "pings \$SITE_INSIDE$end \$INSIDE$end"; done
[ $MODE = bgp ] || check 'LAN to LAN' within 20 pings 192.168.50.1 "$CLOUD_HOST"

for end in 0 1; do
	before=$(spi c$end)
	swan c$end --terminate --ike cloud --timeout 5 >/dev/null
	check "the cloud deletes the SA of tunnel $((end + 1)): there is another" within 20 has_other_spi c$end "$before"
	check 'no SAs pile up there' cloud_has_only c$end 1
	check "tunnel $((end + 1)) answers again" within 20 eval "pings \$SITE_INSIDE$end \$INSIDE$end"
done

check 'endpoint 1 refuses for a while' refuse
check 'the next packet brings tunnel 1 back' within 30 pings "$SITE_INSIDE0" "$INSIDE0"

if [ $MODE = static ] && [ $DAEMON = strongswan ]; then
	stop_site
	start_site_charon
	sed 's/start_action = .*/start_action = start/' "$lab/site/swanctl.conf" >/tmp/start.conf
	load s /tmp/start.conf
	within 60 has_sas 2
	refuse
	within 6 pings "$SITE_INSIDE0" "$INSIDE0"
	check 'with start alone tunnel 1 would have stayed down' has_only 1
fi
[ $MODE = bgp ] || return 0

for end in 0 1; do eval "start_bgp $end \$INSIDE$end \$SITE_INSIDE$end"; done
start_frr s "$lab/site/frr.conf"

first=$(interfaces | head -n 1)
second=$(interfaces | tail -n 1)
check 'BGP is established over both tunnels' within 60 has_sessions 2
if [ "$PREFER" = first ]; then
	check 'tunnel 1 is preferred' within 30 goes_over "$first"
	steer 1 50
	sleep 5
	check 'whatever the cloud says of the other' goes_over "$first"
else
	check 'both are taken alike' within 30 goes_over_both
	steer 1 50
	check 'the cloud lowers the MED of tunnel 2: it is taken' within 30 goes_over "$second"
	steer 1 100
	check 'and both again' within 30 goes_over_both
fi
check 'LAN to LAN' within 20 pings 192.168.50.1 "$CLOUD_HOST"
kill -9 "$(cat /tmp/c0/pid)"
ip -n c0 link set wan down
check 'endpoint 1 goes dead: BGP takes tunnel 2' within 60 goes_over "$second"
check 'LAN to LAN over tunnel 2' within 20 pings 192.168.50.1 "$CLOUD_HOST"
# Libreswan asks once for what wants to the dead end at the other, until its interface is closed
sleep 45
piled() { [ "$(cloud_sas c1)" -gt 2 ]; }
check 'no SAs pile up at the end that is left' eval '! piled'

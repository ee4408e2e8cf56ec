# Two connections of one device to the same ranges, the second of them the standby: traffic is on the first, and on the other while the first is down.
internet
attach_site
ip -n s addr replace "$SITE_HOST/24" dev lo
for end in 0 1; do
	eval "attach c$end \$OUTSIDE$end"
	ip -n c$end addr add "$CLOUD_HOST/32" dev lo
	ip -n c$end route add "$SITE_HOST/32" dev wan
	start_charon c$end
	load c$end "$lab/cloud$end.conf"
done

bring_up
each_has_one() { cloud_has_only c0 1 && cloud_has_only c1 1; }
check 'each connection has its SA' within 60 each_has_one
check 'LAN to LAN' within 20 pings "$SITE_HOST" "$CLOUD_HOST"
. /lab/silence.sh
check 'traffic goes over the first' within 30 over "$first"
measured 'its endpoint is cut off' cut_off "$OUTSIDE0"
check 'traffic goes over the standby' over "$second"
# what is sent into the tunnel that is down makes nothing anew over the other
for time in 1 2 3 4 5 6 7 8; do
	ip netns exec s ping -c 1 -W 1 -I "$first" "$CLOUD_HOST" >/dev/null
	sleep 2
done
check 'the standby has its one SA still' cloud_has_only c1 1
mend
check 'the endpoint is back, and so is traffic' within 45 over "$first"
check 'LAN to LAN again' within 20 pings "$SITE_HOST" "$CLOUD_HOST"
# Libreswan 4.10 makes one more when the tunnel is back, for an attempt that had failed before
none_piles_up() { [ "$(cloud_sas c0)" -le 2 ] && cloud_has_only c1 1; }
check 'no SAs pile up' none_piles_up

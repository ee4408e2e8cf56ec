# The cloud goes silent: endpoint 1 is cut off for good, and an end loses all that it knows. How long nothing passes is measured, half a minute at most.
internet
attach_site
ip -n s addr replace "$SITE_HOST/24" dev lo
ends=0
[ -z "${OUTSIDE1:-}" ] || ends='0 1'
for end in $ends; do
	eval "attach c$end \$OUTSIDE$end"
	ip -n c$end addr add "$CLOUD_HOST/32" dev lo
	ip -n c$end route add "$SITE_HOST/32" dev wan
	start_charon c$end
	load c$end "$lab/cloud$end.conf"
done

bring_up
check 'every SA is installed' within 60 has_sas "$(echo $ends | wc -w)"
check 'LAN to LAN' within 20 pings "$SITE_HOST" "$CLOUD_HOST"
. /lab/silence.sh
if [ "$first" != "$second" ]; then
	for time in first second; do
		check 'traffic goes over tunnel 1' within 30 over "$first"
		measured "endpoint 1 is cut off, the $time time" cut_off "$OUTSIDE0"
		check 'traffic goes over tunnel 2' over "$second"
		[ $DAEMON = strongswan ] || check 'the interface of tunnel 1 is closed' is_closed "$first"
		mend
	done
	check 'endpoint 1 is back, and so is traffic' within 45 over "$first"
fi
measured 'the cloud loses all its state' lose_all c0 "$lab/cloud0.conf"
check 'traffic passes' within 10 pings "$SITE_HOST" "$CLOUD_HOST"
check 'over tunnel 1' within 45 over "$first"

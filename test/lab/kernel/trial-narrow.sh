# A connection of AWS whose site range is narrowed, with everything at the cloud's side: the site keeps its internet, and its range reaches the cloud.
internet
attach_site
ip -n s addr add 192.168.50.1/24 dev lo
for end in 0 1; do
	eval "attach c$end \$OUTSIDE$end"
	ip -n c$end addr add "$CLOUD_HOST/32" dev lo
	ip -n c$end route add 192.168.50.0/24 dev wan
	start_charon c$end
	load c$end "$lab/cloud$end.conf"
done

bring_up
check 'two SAs are installed' within 60 has_sas 2
check 'the site keeps its way to the internet' online
takes_halves() { ip -n s route show table all | grep -qE '^(0\.0\.0\.0|128\.0\.0\.0)/1 '; }
check 'no half of the internet is routed into a tunnel' eval '! takes_halves'
check 'LAN to LAN' within 20 pings 192.168.50.1 "$CLOUD_HOST"
[ $DAEMON = strongswan ] || return 0
# Nothing is sent into it: what the watch asks from is of the narrowed range.
swan s --terminate --ike "$(sed -n 's/^  \(vpn-.*-2\) {$/\1/p' "$lab/site/swanctl.conf")" --timeout 5 >/dev/null
check 'tunnel 2 is gone' has_only 1
check 'the watch has it begin anew' within 30 has_sas 2

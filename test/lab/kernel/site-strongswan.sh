# The site on strongSwan.
start_site_charon() { start_charon s "include $lab/site/retransmit.conf"; }
start_site() {
	start_site_charon
	cat $(folders | sed 's|$|/swanctl.conf|') >/tmp/site.conf
	check 'swanctl.conf is loaded' load s /tmp/site.conf
}
stop_site() {
	kill "$(cat /tmp/s/pid)"
	sleep 2
	ip netns exec s ip xfrm state flush
	ip netns exec s ip xfrm policy flush
}
sas() { swan s --list-sas | grep -c INSTALLED; }
refused() { grep -q NO_PROPOSAL_CHOSEN /tmp/s/log; }
forget_log() { : >/tmp/s/log; }
story() { swan s --list-sas; tail -n 150 /tmp/s/log; }
interfaces() { sed -n 's/.*ip link add \([^ ]*\) type xfrm.*/\1/p' $(folders | sed 's|$|/interfaces.sh|'); }

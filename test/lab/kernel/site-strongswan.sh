# The site on strongSwan.
start_site() {
	start_charon s
	check 'swanctl.conf is loaded' load s "$lab/site/swanctl.conf"
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
story() { swan s --list-sas; tail -n 40 /tmp/s/log; }
interfaces() { sed -n 's/.*ip link add \([^ ]*\) type xfrm.*/\1/p' "$lab/site/interfaces.sh"; }

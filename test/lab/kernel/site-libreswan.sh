# The site on Libreswan.
start_site() {
	for folder in $(folders); do
		cp "$folder/ipsec.conf" "/etc/ipsec.d/$(basename "$folder").conf"
		cp "$folder/ipsec.secrets" "/etc/ipsec.d/$(basename "$folder").secrets"
	done
	[ -e /var/lib/ipsec/nss/cert9.db ] || certutil -N -d sql:/var/lib/ipsec/nss --empty-password
	ip netns exec s /usr/libexec/ipsec/pluto --config /etc/ipsec.conf --nofork --logfile /tmp/pluto.log >/tmp/pluto.out 2>&1 &
	check 'Libreswan runs' within 30 test -e /run/pluto/pluto.ctl
	check 'ipsec.conf is loaded whole' within 30 loaded_whole
}
loaded_whole() {
	for name in $(sed -n 's/^conn //p' /etc/ipsec.d/*.conf); do whack --status | grep -q "\"$name\": " || return 1; done
}
stop_site() {
	whack --shutdown >/dev/null 2>&1
	sleep 2
}
whack() { /usr/libexec/ipsec/whack "$@" 2>&1; }
# Of those that are established: others are listed too.
sas() { whack --status | grep -c 'STATE_QUICK_[IR]2\|STATE_V2_ESTABLISHED_CHILD_SA'; }
refused() { grep -q NO_PROPOSAL_CHOSEN /tmp/pluto.log; }
forget_log() { : >/tmp/pluto.log; }
story() { whack --trafficstatus; whack --status | grep -v 'algorithm'; grep -v netlink_expire /tmp/pluto.log | head -n 90; tail -n 40 /tmp/pluto.log; }
interfaces() { sed -n 's/^\tipsec-interface=/ipsec/p' $(folders | sed 's|$|/ipsec.conf|') | uniq; }

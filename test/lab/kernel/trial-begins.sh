# The cloud begins, and the site waits for it: every association stands once, and again after the site was restarted.
ends=0
[ "${OUTSIDE1:-}" ] && ends='0 1'
internet
attach_site
for pair in $PAIRS; do ip -n s addr replace "${pair%=*}/32" dev lo; done
for end in $ends; do
	eval "attach c$end \$OUTSIDE$end"
	for pair in $PAIRS; do
		ip -n c$end addr replace "${pair#*=}/32" dev lo
		eval "ip -n c$end route replace ${pair%=*}/32 dev wan src \$OUTSIDE$end"
	done
	start_charon c$end
done

bring_up_waiting
sleep 5
check 'the site waits' has_only 0
for end in $ends; do load c$end "$lab/cloud$end.conf"; done
count=0
for end in $ends; do count=$((count + CHILDREN)); done
each_once() {
	[ "$(sas)" -eq "$count" ] || return 1
	for end in $ends; do cloud_has_only c$end "$CHILDREN" || return 1; done
}
every_pair() { for pair in $PAIRS; do pings "${pair%=*}" "${pair#*=}" || return 1; done; }
check "the cloud begins: $count SAs, each once" within 60 each_once
check 'traffic passes' within 20 every_pair
sleep 15
check 'each is there once still' each_once
stop_site
start_site
check 'the site was restarted: traffic passes again' within 60 every_pair
check 'each once' within 40 each_once

# The cloud renews its keys first, of the child and of IKE itself.
internet
attach_site
attach c0 "$OUTSIDE0"
for pair in $PAIRS; do
	ip -n s addr replace "${pair%=*}/32" dev lo
	ip -n c0 addr replace "${pair#*=}/32" dev lo
	ip -n c0 route replace "${pair%=*}/32" dev wan src "$OUTSIDE0"
done
start_charon c0
load c0 "$lab/cloud0.conf"
every_pair() { for pair in $PAIRS; do pings "${pair%=*}" "${pair#*=}" || return 1; done; }
bring_up
check "every SA is installed: $CHILDREN" within 60 has_sas "$CHILDREN"
check 'traffic passes' within 20 every_pair
before=$(spi c0)
swan c0 --rekey --child pair0 >/dev/null
check 'the cloud renews the child’s keys, and traffic passes' within 30 eval 'has_other_spi c0 "$before" && every_pair'
ike() { swan c0 --list-sas | sed -n 's/^cloud: #\([0-9]*\), ESTABLISHED.*/\1/p' | sort -n | tail -n 1; }
before=$(ike)
swan c0 --rekey --ike cloud --reauth >/dev/null
sleep 10
renewed() { [ -n "$(ike)" ] && [ "$(ike)" != "$before" ]; }
check 'the cloud renews the keys of IKE' within 30 renewed
check 'traffic passes on' within 20 every_pair

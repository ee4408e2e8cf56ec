import type {LogRow} from '../../clouds/contract/cloud-why.ts';

/**
 * How BGP ends a session: code and subcode as every device writes them. What they mean: RFC 4271, section 4.5, and RFC 4486 for those of 6. The
 * forms are those of Cisco IOS, Arista EOS and FortiOS (`sent to neighbor 10.0.0.23 4/0 (hold time expired) 0 bytes`) and of Junos
 * (`NOTIFICATION sent to 192.0.2.1 (External AS 65010): code 4 (Hold Timer Expired Error)`), as they stand in logs that were published.
 */
export const bgpNotificationRows: readonly LogRow[] = [
	{
		says: /\b2\/2 \(|code 2 \(Open Message Error\) subcode 2|peer in wrong AS|bad peer AS/i,
		points: {'wrong-asn': 0.95},
	},
	{says: /\b4\/0 \(|code 4 \(Hold Timer Expired|hold ?time(?:r)? expired/i, points: {'bgp-hold-timer': 0.85}},
	// Whose limit it is: that of the end which sends the notification.
	{says: /^(?=.*received )(?=.*(?:\b6\/1 \(|code 6 \(Cease\) subcode 1 ))/i, points: {'too-many-prefixes': 0.95}},
	{
		says: /\b6\/1 \(|code 6 \(Cease\) subcode 1 |MAXPFXEXCEED|maximum.prefix.{0,40}exceeded/i,
		points: {'device-route-limit': 0.95},
	},
	{says: /\b6\/[2346] \(|code 6 \(Cease\) subcode [2346] /i, points: {'bgp-closed-on-purpose': 0.8}},
	{says: /\b6\/[57] \(|code 6 \(Cease\) subcode [57] /i, points: {'bgp-not-established': 0.5}},
	{says: 'DENIED due to: as-path contains our own AS', points: {'own-as-in-path': 0.9}},
	{says: /DENIED due to: non-connected next-?hop/i, points: {'next-hop-not-connected': 0.9}},
];

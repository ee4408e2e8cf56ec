import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {bgpNotificationRows} from './bgp-notifications.ts';
import {readerOfOwnRows} from './own-rows.ts';

/*
 * Cisco IOS and IOS-XE: syslog (`%CRYPTO-…`, `%IKEV2-…`, `%BGP-…`) and the debugs of isakmp and ikev2. Sources: Cisco, "IPsec Troubleshooting:
 * Understand and Use debug Commands" (document 5409) and "IKEv2 debugs" (115934); logs of labs that were published. None was run here.
 */

const rows: readonly LogRow[] = [
	{says: /%CRYPTO-5-SESSION_STATUS: .{0,80}\bis UP/, works: 'ipsec'},
	{says: /%BGP-5-ADJCHANGE: .{0,120} Up\b/, works: 'bgp'},
	{says: 'failed its sanity check or is malformed', points: {'wrong-key': 0.8}},
	{says: /retransmitting phase 1 MM_KEY_EXCH/, points: {'wrong-key': 0.5, 'udp-4500-blocked': 0.4}},
	{
		says: /pre-?shared key (?:mismatch|authentication failed)|Failed to verify (?:peer's|the) (?:AUTH|authentication) data/i,
		points: {'wrong-key': 0.85},
	},
	{says: /Auth exchange failed|AUTHENTICATION_FAILED/, points: {'wrong-key': 0.55, 'wrong-identity': 0.5}},
	{
		says: /retransmitting phase 1 (?:MM_NO_STATE|AG_NO_STATE)|Maximum number of retransmissions reached/i,
		points: {'udp-500-blocked': 0.55},
	},
	{
		says: /Failed to receive the AUTH msg before the timer expired/i,
		points: {'udp-4500-blocked': 0.6, 'wrong-key': 0.2},
	},
	{
		says: /phase 1 SA policy not acceptable|no offers accepted!|Failed to find a matching policy|algorithm offered does not match policy|Proposed key length does not match/i,
		points: {'phase-1-proposal': 0.9},
	},
	{
		says: /no IPSEC cryptomap exists|proxy identities not supported|There was no IPSEC policy found for received TS|TS_UNACCEPTABLE/i,
		points: {'wrong-ranges': 0.9},
	},
	{
		says: /phase 2 SA policy not acceptable|IPSec policy invalidated proposal|transform proposal not supported/i,
		points: {'phase-2-proposal': 0.9, 'pfs-group': 0.3},
	},
	{
		says: /%CRYPTO-6-IKMP_MODE_FAILURE: Processing of (?:Quick|quick) mode failed/,
		points: {'phase-2-proposal': 0.5, 'wrong-ranges': 0.4},
	},
	{
		says: /%CRYPTO-6-IKMP_MODE_FAILURE: Processing of (?:Main|main) mode failed/i,
		points: {'phase-1-proposal': 0.5, 'wrong-key': 0.3},
	},
	{says: /%CRYPTO-4-(?:RECVD_PKT_INV_SPI|IKMP_NO_SA)/, points: {'stale-spi': 0.85}},
	{says: /%CRYPTO-4-PKT_REPLAY_ERR|replay check failed/, points: {'replay-drops': 0.9}},
	{says: /%CRYPTO-5-IKMP_PEER_DEAD|%CRYPTO-5-SESSION_STATUS: .{0,80}\bis DOWN/, points: {'dead-peer': 0.5}},
	{says: /NO_PROPOSAL_CHOSEN/, points: {'phase-1-proposal': 0.5, 'phase-2-proposal': 0.3}},
	...bgpNotificationRows,
];

export const ios = readerOfOwnRows({
	writer: 'Cisco IOS',
	what: 'Cisco IOS’s log',
	fromGuide: true,
	owns: text =>
		/%(?:CRYPTO|IKEV2|BGP|BGP_SESSION|TCP)-\d-[A-Z_]{2,40}:|\bISAKMP(?:-ERROR|-PAK|-AAA)?: ?\(|\bIKEv2(?:-ERROR|-INTERNAL)?:\(SESSION ID/.test(
			text,
		),
	rows,
	// `ISAKMP:(1001):`, `(SESSION ID = 4,SA ID = 2)`; 0 stands for none
	sessionOf: text =>
		/\bISAKMP(?:-\w{3,5})?: ?\(([1-9]\d{0,9})\)|\bSESSION ID = (\d{1,10})/.exec(text)?.slice(1).find(Boolean),
});

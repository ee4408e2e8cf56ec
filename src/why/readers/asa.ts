import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {readerOfOwnRows} from './own-rows.ts';

/*
 * Cisco ASA: `%ASA-4-750003: …`, and its debug of ikev1 (`[IKEv1]: Group = …`). Sources: Cisco, "ASA Series Syslog Messages", 402xxx, 713xxx and 750xxx; AWS
 * Site-to-Site VPN User Guide, "Troubleshooting Cisco ASA"; logs in published threads. None was run here.
 */

const rows: readonly LogRow[] = [
	{says: /-713120: .{0,200}PHASE 2 COMPLETED|PHASE 2 COMPLETED/, works: 'ipsec'},
	{says: /PHASE 1 COMPLETED|-750006: /, works: 'ike'},
	// The standby tunnel of a crypto map says so too, and is well.
	{says: 'Rejecting IPSec tunnel: no matching crypto map entry', points: {'wrong-ranges': 0.7}},
	{says: /There was no IPSEC policy found for received TS/i, points: {'wrong-ranges': 0.9}},
	{says: /All SA proposals found unacceptable|Failed to find a matching policy/i, points: {'phase-1-proposal': 0.85}},
	{
		says: /All IPSec SA proposals found unacceptable|Received NO_PROPOSAL_CHOSEN|No proposal chosen/i,
		points: {'phase-2-proposal': 0.6, 'phase-1-proposal': 0.4},
	},
	{
		says: /-713048: |Received encrypted .{0,60}Main Mode packet with invalid payloads|Pre-?shared key mismatch|Pre-shared Key check failed/i,
		points: {'wrong-key': 0.85},
	},
	{says: /Auth exchange failed|AUTHENTICATION_FAILED/i, points: {'wrong-key': 0.55, 'wrong-identity': 0.5}},
	{
		says: 'Failed to receive the AUTH msg before the timer expired',
		points: {'udp-4500-blocked': 0.6, 'wrong-key': 0.2},
	},
	{says: /-713123: |IKE lost contact with remote peer/, points: {'dead-peer': 0.9}},
	{
		says: /Maximum number of retransmissions reached|-713(?:042|203): |P1 Retransmit msg dispatched|Removing peer from peer table failed, no match/i,
		points: {'udp-500-blocked': 0.45},
	},
	{says: /(?:-713259|-113019): .{0,300}Reason: Idle Timeout/i, points: {'idle-timeout': 0.95}},
	{
		says: /(?:-713259|-113019): .{0,300}Reason: (?:Lost Service|Phase 2 Error)/i,
		points: {'phase-2-proposal': 0.3, 'dead-peer': 0.2},
	},
	{
		says: /(?:-713259|-113019|-713050): .{0,300}(?:Reason: (?:User Requested|Administrator Re)|Peer Terminate)/i,
		points: {'closed-by-far-end': 0.8},
	},
	{says: /-402119: |failed anti-replay checking/, points: {'replay-drops': 0.9}},
	{says: /-402116: |doesn't match negotiated policy/i, points: {'wrong-ranges': 0.6}},
	{says: /-402114: |-402115: |invalid SPI/i, points: {'stale-spi': 0.7}},
	{says: /QM FSM error/, points: {'phase-2-proposal': 0.4, 'wrong-ranges': 0.4}},
];

export const asa = readerOfOwnRows({
	writer: 'Cisco ASA',
	what: 'Cisco ASA’s log',
	fromGuide: true,
	owns: text =>
		/%(?:ASA|PIX|FTD)-(?:\w{1,20}-)?\d-\d{6}:|\[IKEv[12](?: DEBUG)?\]|IKEv2-P(?:ROTO|LAT)-\d{1,2}:/.test(text),
	rows,
});

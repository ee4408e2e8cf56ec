import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {bgpNotificationRows} from './bgp-notifications.ts';
import {readerOfOwnRows} from './own-rows.ts';

/*
 * Junos: what kmd, iked and rpd log. Sources: Juniper, system log explorer (KMD_…), KB10097 and a log in a published lab (KMD_VPN_DOWN_ALARM_USER with its
 * reason); tools that look for these words; AWS, "Troubleshooting Juniper JunOS". None was run here.
 */

const rows: readonly LogRow[] = [
	{says: /KMD_PM_SA_ESTABLISHED|KMD_VPN_UP_ALARM_USER/, works: 'ipsec'},
	{says: 'IKE negotiation successfully completed', works: 'ike'},
	{
		says: /bgp_.{0,80}\bold state .{1,30} new state Established|RPD_BGP_NEIGHBOR_STATE_CHANGED: .{0,200}\bto Established/i,
		works: 'bgp',
	},
	{
		says: /IKE negotiation failed with error: (?:Authentication failed|Invalid (?:syntax|payload))/i,
		points: {'wrong-key': 0.6, 'wrong-identity': 0.45},
	},
	{
		says: /IKE negotiation failed with error: (?:No proposal chosen|SA unusable)/i,
		points: {'phase-1-proposal': 0.7, 'phase-2-proposal': 0.3},
	},
	{says: /IKE negotiation failed with error: (?:Timed out|Timeout)/i, points: {'udp-500-blocked': 0.6}},
	{says: /IKE negotiation failed with error: (?:TS unacceptable|Traffic selector)/i, points: {'wrong-ranges': 0.9}},
	{
		says: /IKE negotiation failed with error: (?:Peer proposed|IKE gateway configuration lookup failed|No policy)/i,
		points: {'peer-not-configured': 0.7},
	},
	{says: /KMD_VPN_TS_MISMATCH/, points: {'wrong-ranges': 0.95}},
	{
		says: /KMD_PM_P1_POLICY_LOOKUP_FAILURE|IKE Phase-1: \(.{0,40}\) Policy lookup|policy lookup failed/i,
		points: {'peer-not-configured': 0.8},
	},
	{says: /KMD_VPN_PV_PHASE1|IKE Phase-1 Failure/, points: {'phase-1-proposal': 0.5, 'wrong-key': 0.3}},
	{
		says: /IKE Phase-2: Failed to match|KMD_VPN_PV_PHASE2|IKE Phase-2 Failure|IKE Phase-2: Negotiations failed/,
		points: {'phase-2-proposal': 0.7, 'wrong-ranges': 0.4},
	},
	{says: /KMD_DPD_PEER_DOWN|Reason: (?:DPD|Peer.{0,20}(?:dead|down))|DPD detected peer/i, points: {'dead-peer': 0.9}},
	{
		says: /^(?=.*KMD_VPN_DOWN_ALARM_USER)(?=.*Reason: (?:IPSec SA|IKE SA|Peer).{0,30}delete)/i,
		points: {'closed-by-far-end': 0.85},
	},
	{
		says: /^(?=.*KMD_VPN_DOWN_ALARM_USER)(?=.*Reason: .{0,60}configuration (?:is deleted|change))/i,
		points: {'changed-by-somebody': 0.7},
	},
	...bgpNotificationRows,
];

export const junos = readerOfOwnRows({
	writer: 'Junos',
	what: 'Junos’s log',
	fromGuide: true,
	owns: text => /\b(?:kmd|iked|ikemd|rpd|ipsec_key_management)(?:\[\d{1,8}\])?: |\bKMD_[A-Z0-9_]{4,40}\b/.test(text),
	rows,
	// `VPN: office`, `VPN office from`, `vpn name: office`
	sessionOf: text => /\bVPN(?: name)?:? ([\w.-]{1,64})/i.exec(text)?.[1],
});

import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {readerOfOwnRows} from './own-rows.ts';

/**
 * racoon's words, which RouterOS, PAN-OS, Meraki and others write too. Sources: ipsec-tools (isakmp.c, proposal.c, oakley.c) as it is published; Alibaba Cloud,
 * "Troubleshoot IPsec-VPN connection issues", table of error codes, which names a cause for each; MikroTik's manual, IPsec, troubleshooting. None was run here.
 */
export const racoonRows: readonly LogRow[] = [
	{says: 'IPsec-SA established', works: 'ipsec'},
	{says: 'ISAKMP-SA established', works: 'ike'},
	{
		says: /possible cause: wrong password|mismatch of preshared secrets|invalid HASH_V1 payload length|hash mismatch/i,
		points: {'wrong-key': 0.85},
	},
	{
		says: /Expecting IP address type in main mode|ID(?:_I|_R|ir|r)? .{0,60}(?:mismatch|does not match)|identity not found/i,
		points: {'wrong-identity': 0.8},
	},
	{says: /AUTHENTICATION_FAILED/i, points: {'wrong-key': 0.55, 'wrong-identity': 0.5}},
	{
		says: /rejected (?:enctype|hashtype|dh_group|authmethod)|received KE type \d{1,3}, expected \d/i,
		points: {'phase-1-proposal': 0.95},
	},
	{says: /failed to pre-process ph1 packet/i, points: {'phase-1-proposal': 0.6}},
	{says: /failed to (?:pre-process ph2 packet|get sainfo)/i, points: {'phase-2-proposal': 0.5, 'wrong-ranges': 0.45}},
	{says: /pfs group mismatched|message lacks KE payload/i, points: {'pfs-group': 0.95}},
	{says: /(?:encmode|authtype|trns_id|trns_no) mismatched/i, points: {'phase-2-proposal': 0.85}},
	{says: /long life(?:time|byte) proposed/i, points: {'lifetimes-differ': 0.9}},
	{says: /not acceptable (?:Identity Protection|Aggressive) mode/i, points: {'aggressive-mode': 0.9}},
	{says: /unknown ikev2 peer/i, points: {'ike-version': 0.85}},
	{says: /couldn.t find (?:the proper policy|configuration|configuaration)/i, points: {'peer-not-configured': 0.6}},
	{
		says: /traffic selector (?:mismatch|unacceptable)|TS_UNACCEPTABLE|can.t find matching selector|INVALID[_-]ID[_-]INFORMATION/i,
		points: {'wrong-ranges': 0.9},
	},
	{
		says: /no suitable proposal found|failed to get valid proposal|none of my proposal matched|no[ _-]proposal[ _-]chosen/i,
		points: {'phase-1-proposal': 0.6, 'phase-2-proposal': 0.4},
	},
	{says: /remote seems to be dead|DPD: (?:peer|remote).{0,30}dead|peer not responding/i, points: {'dead-peer': 0.85}},
	{says: /phase2 negotiation failed due to time up/i, points: {'udp-500-blocked': 0.3, 'phase-2-proposal': 0.3}},
	{
		says: /phase1 negotiation failed due to time up|retransmission count exceeded the limit/i,
		points: {'udp-500-blocked': 0.6},
	},
];

export const racoon = readerOfOwnRows({
	writer: 'racoon',
	what: 'racoon’s log',
	fromGuide: true,
	// a Meraki's event log says `Site-to-site VPN:`, or `msg:` in newer ones
	owns: text => /\bracoon(?:\[\d{1,8}\])?: |\bSite-to-site VPN: |\bvpn_registry_change|\bNon-Meraki/.test(text),
	rows: racoonRows,
});

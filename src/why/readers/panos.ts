import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {readerOfOwnRows} from './own-rows.ts';
import {racoonRows} from './racoon.ts';

/*
 * PAN-OS: its system log, and ikemgr.log. Sources: Palo Alto Networks, "Interpret VPN Error Messages" (as paloaltofirewalls.com has it), Broadcom KB 229459, a
 * RouterOS thread with both ends' logs (`received ID_I … does not match peers id`), Alibaba Cloud's table of error codes for the words that racoon has too
 * (`message lacks KE payload`). None was run here.
 */

const rows: readonly LogRow[] = [
	{
		says: /ike-nego-p2-succ|IKE phase-2 negotiation is succeeded|IKEv2 child SA negotiation is succeeded|tunnel-status-up/i,
		works: 'ipsec',
	},
	{says: /ike-nego-p1-succ|IKE phase-1 negotiation is succeeded|IKEv2 IKE SA negotiation is succeeded/i, works: 'ike'},
	{says: /ike-nego-p1-fail-psk|pre-?shared key mismatch|psk mismatch/i, points: {'wrong-key': 0.95}},
	{says: /received ID_[IR] \(.{1,120}\) does not match peers? id|ID mismatch/i, points: {'wrong-identity': 0.95}},
	{says: /authentication[ _]failed/i, points: {'wrong-key': 0.55, 'wrong-identity': 0.5}},
	{says: /Couldn.t find configuration for IKE phase-1 request/i, points: {'peer-not-configured': 0.9}},
	{says: /message lacks KE payload|pfs group mismatch/i, points: {'pfs-group': 0.9}},
	{
		says: /ike-nego-p2-proxy-id-bad|cannot find matching phase-2 tunnel|processing (?:proxy ID|SA payload)\. cannot find|TS_UNACCEPTABLE|traffic selector.{0,20}unacceptable/i,
		points: {'wrong-ranges': 0.9},
	},
	{says: /ike-nego-p2-proposal-bad|^(?=.*phase-2)(?=.*no suitable proposal found)/i, points: {'phase-2-proposal': 0.9}},
	{
		says: /^(?=.*child SA)(?=.*(?:no[ _-]proposal[ _-]chosen|no suitable proposal))/i,
		points: {'phase-2-proposal': 0.85},
	},
	{
		says: /no suitable proposal found in peer.s SA payload|no[ _-]proposal[ _-]chosen/i,
		points: {'phase-1-proposal': 0.8, 'phase-2-proposal': 0.25},
	},
	{says: /ike-nego-p1-dpd-dn|SA is down determined by DPD/i, points: {'dead-peer': 0.9}},
	{says: /key lifetime expired/i, points: {'lifetimes-differ': 0.5}},
	{says: /^(?=.*(?:phase-?1|IKE SA))(?=.*due to (?:negotiation )?timeout)/i, points: {'udp-500-blocked': 0.6}},
	{
		says: /^(?=.*(?:phase-?2|child SA))(?=.*due to (?:negotiation )?timeout)/i,
		points: {'phase-2-proposal': 0.3, 'udp-4500-blocked': 0.3},
	},
	{says: /ike-recv-p[12]-delete/, points: {'closed-by-far-end': 0.6}},
	// Its daemon writes racoon's words.
	...racoonRows,
];

export const panos = readerOfOwnRows({
	writer: 'PAN-OS',
	what: 'PAN-OS’s log',
	fromGuide: true,
	owns: text =>
		/\b(?:ike-(?:nego|send|recv)-p[12]-|ikev2-nego-|tunnel-status-(?:up|down))|\bIKE phase-?[ ]?[12] (?:negotiation|SA) is |\bIKEv2 (?:IKE|child) SA negotiation is |\bIKE phase-[12] negotiation|\[(?:PROTO_ERR|PROTO_NOTIFY|PROTO_WARN|PWRN|PERR|PNTF)\]:/i.test(
			text,
		),
	rows,
	// by syslog the object stands behind the event; in ikemgr.log `gateway office <====`
	sessionOf: text =>
		/\b(?:ike(?:v2)?-[a-z0-9-]{3,40}|tunnel-status-(?:up|down)),([^,"]{1,64}),|; gateway (\S{1,64}) /
			.exec(text)
			?.slice(1)
			.find(Boolean),
});

import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {bgpNotificationRows} from './bgp-notifications.ts';
import {readerOfOwnRows} from './own-rows.ts';

/*
 * FortiOS: lines of its event log, and of `diagnose debug application ike -1`. Sources: Fortinet community 195955 (IPsec tunnels: troubleshooting), 278503
 * (proposals in the debug), 259618; FortiOS log message reference, 37120 to 37139; movinalot/fgt-in-azure-ipsec-troubleshoot (AUTHENTICATION_FAILED and
 * RETRANSMIT_AUTH); the debug's other words as published analysers of such debugs look for them. None was run here.
 */

const rows: readonly LogRow[] = [
	{says: /action="?(?:tunnel-up|phase2-up|install_sa)/i, works: 'ipsec'},
	{says: /probable pre-?shared (?:secret|key) mismatch/i, points: {'wrong-key': 0.95}},
	{says: /gw validation failed|peer identifier .{0,80}(?:does not match|mismatch)/i, points: {'wrong-identity': 0.7}},
	{says: /received notify type AUTHENTICATION_FAILED/i, points: {'wrong-key': 0.55, 'wrong-identity': 0.5}},
	{says: /failed to match peer selectors|specified selectors mismatch|TS_UNACCEPTABLE/i, points: {'wrong-ranges': 0.9}},
	{
		says: /^(?=.*(?:phase ?2 error|mode="?quick|logid="?0101037(?:123|125|129)))(?=.*(?:SA proposal not match|no (?:SA )?proposal chosen))/i,
		points: {'phase-2-proposal': 0.9, 'pfs-group': 0.3},
	},
	{
		says: /peer SA proposal not match local policy|no (?:matching |SA )?proposal (?:chosen|found)/i,
		points: {'phase-1-proposal': 0.8, 'phase-2-proposal': 0.3},
	},
	{says: 'no matching gateway for new request', points: {'peer-not-configured': 0.7}},
	{says: /no policy configured/i, points: {'site-firewall': 0.8}},
	{says: /RETRANSMIT_AUTH/, points: {'udp-4500-blocked': 0.5, 'wrong-identity': 0.3}},
	{says: /RETRANSMIT_CREATE_CHILD/, points: {'pfs-group': 0.4}},
	{says: /(?:P1_RETRANSMIT|RETRANSMIT_SA_INIT)/, points: {'udp-500-blocked': 0.45}},
	{says: /negotiation timeout, deleting|connection expiring due to phase1 down/i, points: {'udp-500-blocked': 0.4}},
	// The other end's cookie is zero: it has not answered once.
	{says: /^(?=.*status="?negotiate_error)(?=.*cookies="?[0-9a-f]{16}\/0{16})/i, points: {'udp-500-blocked': 0.5}},
	{says: /dpd_failure|IPsec DPD fail/i, points: {'dead-peer': 0.85}},
	{says: /action="?delete_phase1_sa/i, points: {'closed-by-far-end': 0.15}},
	...bgpNotificationRows,
];

export const fortios = readerOfOwnRows({
	writer: 'FortiOS',
	what: 'FortiOS’s log',
	fromGuide: true,
	owns: text =>
		/\blogid="?\d{10}"?|\bdevid="?F[A-Z]/.test(text) ||
		/^(?:\[?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\]? )?ike (?:V=\S{1,64}:)?\d{1,3}:/.test(text.trimStart()),
	rows,
	timeOf: fieldTime,
	// of the debug `ike 0:office:76:`, of the log `vpntunnel="office"`: the name of its phase 1
	sessionOf: text =>
		/\bike (?:V=\S{1,64}:)?\d{1,3}:([^:\s]{1,64}):/.exec(text)?.[1] ?? /\bvpntunnel="([^"]{1,64})"/.exec(text)?.[1],
	shown: fromMessage,
});

/** `date=2026-12-01 time=00:10:04 … tz="+0100"`. */
function fieldTime(text: string): number | undefined {
	const found = /\bdate="?(\d{4})-(\d\d)-(\d\d)"? {1,4}time="?(\d\d):(\d\d):(\d\d)/.exec(text);
	if (!found) return undefined;
	const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
	const zone = /\btz="?([+-])(\d\d):?(\d\d)/.exec(text);
	const away = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
	const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) - away * 60_000;
	return Number.isFinite(at) ? at : undefined;
}

/** The fields before `msg` name the device and the kind of line: a long line is quoted from there on. */
function fromMessage(text: string): string {
	const at = text.length > 300 ? text.indexOf(' msg=') : -1;
	return at < 0 ? text : text.slice(at + 1);
}

import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {readerOfOwnRows} from './own-rows.ts';
import {racoonRows} from './racoon.ts';

/*
 * MikroTik RouterOS: lines with the topic `ipsec`. Sources: MikroTik's manual, IPsec, "Troubleshooting/FAQ" (lines and what they mean); logs of two routers
 * that were published with their causes (`identity not found for responder`, `reply notify: TS_UNACCEPTABLE`). None was run here.
 */

const rows: readonly LogRow[] = [
	{
		says: /can.t find identity for peer|identity not found for (?:responder|server|peer)/i,
		points: {'wrong-identity': 0.85},
	},
	{says: /got fatal error: AUTHENTICATION_FAILED/i, points: {'wrong-key': 0.6, 'wrong-identity': 0.5}},
	{says: /got fatal error: TS_UNACCEPTABLE/i, points: {'wrong-ranges': 0.95}},
	{
		says: /(?:got fatal error|fatal) ?:? ?NO[-_]PROPOSAL[-_]CHOSEN/i,
		points: {'phase-1-proposal': 0.6, 'phase-2-proposal': 0.5},
	},
	...racoonRows,
];

export const routeros = readerOfOwnRows({
	writer: 'RouterOS',
	what: 'RouterOS’s log',
	fromGuide: true,
	// `17:12:32 ipsec,error …`, `dec/01 17:12:32 ipsec …`; by syslog the topics begin the message
	owns: text =>
		/(?:^|\d\d:\d\d:\d\d(?: \S{1,64})? |echo: |: )ipsec(?:,(?:error|info|debug|warning|notice|packet|critical)){1,4}[\s:]|^(?:\S{1,12} )?\d\d:\d\d:\d\d ipsec /.test(
			text.slice(0, 160),
		),
	rows,
});

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
	owns: text =>
		/(?:^|[\s"'])ipsec(?:,(?:error|info|debug|warning|notice|packet|!?\w{1,12})){0,4}[\s:]/.test(text.slice(0, 120)) &&
		!/^ {0,4}\/ip/.test(text),
	rows,
});

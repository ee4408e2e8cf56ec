import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {readerOfRows} from './line.ts';

/** Seen from charon 5.9.8 itself, both ends of a tunnel. */
const rows: readonly LogRow[] = [
	{says: /IKE_SA \S+ established between/, works: 'ike'},
	{says: /CHILD_SA \S+ established with SPIs/, works: 'ipsec'},
	{says: 'received AUTHENTICATION_FAILED', points: {'wrong-key': 0.6, 'wrong-identity': 0.4}},
	{says: /tried \d+ shared keys? for .{0,200} but MAC mismatched/, points: {'wrong-key': 1}},
	{says: 'no matching peer config found', points: {'wrong-identity': 0.9}},
	{says: /retransmit \d+ of request with message ID 0\b/, points: {'udp-500-blocked': 0.5}},
];

export const charon = readerOfRows({
	writer: 'charon',
	what: 'charon’s log',
	owns: text => /\b\d{1,5}\[[A-Z]{3}\d?\] /.test(text.slice(0, 200)) || /^\[[A-Z]{3}\] /.test(text),
	rows,
});

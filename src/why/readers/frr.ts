import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {bgpNotificationRows} from './bgp-notifications.ts';
import {readerOfOwnRows} from './own-rows.ts';

/* FRR's log of bgpd. Seen from FRR 8.4. */

const rows: readonly LogRow[] = [
	{says: /%ADJCHANGE: neighbor .{1,120} Up$/, works: 'bgp'},
	{says: /%NOTIFICATION(?:\(Hard Reset\))?: sent to neighbor .{1,80} 6\/[2346] /, points: {}},
	...bgpNotificationRows,
	// It only warns: the limit is near.
	{says: /%MAXPFX: /, points: {'device-route-limit': 0.3}},
	{
		says: /(?:Connect|connect).{0,80}(?:failed|refused|timed out)|Connection (?:refused|timed out)/,
		points: {'bgp-not-established': 0.4},
	},
	{says: /DENIED due to: as-path contains our own AS/, points: {'own-as-in-path': 0.9}},
];

export const frr = readerOfOwnRows({
	writer: 'FRR',
	what: 'FRR’s log',
	owns: text =>
		/ (?:BGP|ZEBRA): \[|\bbgpd\[\d{1,10}\]: |%(?:ADJCHANGE|NOTIFICATION|MAXPFX)\b.{0,10}: ?(?:neighbor|sent|received|No\.)/.test(
			text,
		),
	rows,
});

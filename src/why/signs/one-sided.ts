import {printable} from '../../connection/printable.ts';
import type {Working} from '../contradicted.ts';
import type {Known, Sign} from '../why.ts';

/** The site's state has an SA for traffic, and the cloud says that the tunnel is down: the cloud has lost its own, and the site still sends by it. */
export function oneSidedSigns(
	{connection}: Known,
	atCloud: readonly Working[],
	atSite: readonly Working[],
): readonly Sign[] {
	return atSite.flatMap(({tunnel, works, since, line}): readonly Sign[] => {
		const status = connection.tunnels[tunnel - 1];
		const runsThere = atCloud.some(each => each.tunnel === tunnel);
		if (works !== 'ipsec' || status?.state !== 'DOWN' || runsThere || !line) return [];
		// An SA that is newer than the fall may be one that the cloud does not tell of yet.
		const isOlder = since !== undefined && status.since !== undefined && since < status.since;
		const text = printable(line.text.trim(), 300);
		return [
			{
				cause: 'stale-spi',
				weight: isOlder ? 0.75 : 0.35,
				tunnel,
				quote: {from: 'site state', text, line: line.number},
			},
		];
	});
}

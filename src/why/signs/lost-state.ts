import type {Working} from '../contradicted.ts';
import type {Known, Sign} from '../why.ts';

/** What a cloud says of a tunnel may be as late as this, ms: an SA that is younger may be seen as DOWN for a while yet. */
const lateMs = 10 * 60_000;

/**
 * An SA that stands at the site, of a tunnel that the cloud says is DOWN: one end lost its state, and the other does not know it.
 * @param atCloud what the cloud says to work: where IPsec is up there too, something else is missing
 * @param atSite what the site's state shows to work
 */
export function lostStateSigns(
	{connection, tunnels, now}: Pick<Known, 'connection' | 'tunnels' | 'now'>,
	atCloud: readonly Working[],
	atSite: readonly Working[],
): readonly Sign[] {
	return tunnels.flatMap((number): readonly Sign[] => {
		const status = connection.tunnels[number - 1];
		// A tunnel that is connected may count as DOWN for its health check.
		if (status?.state !== 'DOWN' || status.probe === 'unanswered' || atCloud.some(({tunnel}) => tunnel === number))
			return [];
		const sas = atSite.filter(({tunnel, works, hears}) => tunnel === number && works === 'ipsec' && hears !== true);
		const found = sas.flatMap(({quote, ageMs, hears}) => {
			if (!quote) return [];
			const isOlder =
				ageMs !== undefined && ageMs >= lateMs && (status.since === undefined || now - ageMs < status.since);
			const weight = isOlder ? (hears === false ? 0.85 : 0.7) : hears === false ? 0.5 : 0.35;
			return [{cause: 'stale-spi', weight, tunnel: number, quote}];
		});
		// The log and the state of one SA tell the same: nothing gets surer by it.
		return found.sort((one, other) => other.weight - one.weight).slice(0, 1);
	});
}

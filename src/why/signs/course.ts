import type {FleetChange} from '../../watch/fleet/fleet.ts';
import type {Known, Sign} from '../why.ts';

/** So many falls make a beat: two gaps of one length may be chance. */
const leastFalls = 4;
/** How much a gap may differ from the others, as a share: rekeying is spread at random over the last minutes of a lifetime. */
const spread = 0.15;
/** A change just before a fall, ms. */
const justBeforeMs = 5 * 60_000;

/** What the course of things points to, as it was seen here. */
export function courseSigns(known: Known): readonly Sign[] {
	const {changes = [], connection} = known;
	const own = changes.filter(({id}) => id === connection.id).toSorted((one, other) => one.at - other.at);
	return known.tunnels.flatMap(number => {
		const falls = own.filter(
			({what}) => what.kind === 'tunnel' && what.number === number && what.to === 'DOWN' && !what.unseen,
		);
		return [...beatSigns(known, number, falls), ...changeSigns(own, number, falls)];
	});
}

function beatSigns({side, connection}: Known, tunnel: number, falls: readonly FleetChange[]): readonly Sign[] {
	if (falls.length < leastFalls) return [];
	const gaps = falls.slice(1).map(({at}, index) => at - (falls[index]?.at ?? at));
	const median = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
	const isBeat = median > 0 && gaps.every(gap => Math.abs(gap - median) <= median * spread);
	const text = `tunnel ${tunnel} fell ${falls.length} times, ${spanOf(median)} apart`;
	const quote = (end = ''): Sign['quote'] => ({from: 'seen here', text: `${text}${end}`, at: falls.at(-1)?.at ?? 0});
	if (!isBeat) return [{cause: 'nat-mapping-lost', weight: 0.15, tunnel, quote: quote(' in the middle')}];
	const address = connection.tunnels[tunnel - 1]?.outsideAddress;
	const told = side?.tunnels.find(({cloudAddress}) => cloudAddress === address);
	const lives = (seconds: number | undefined) =>
		seconds !== undefined && median <= seconds * 1050 && median >= seconds * 750;
	if (lives(told?.esp.lifetimeSeconds))
		return [
			{cause: 'rekey-beat', weight: 0.8, tunnel, quote: quote(`: phase 2 lives ${told?.esp.lifetimeSeconds} s`)},
			{cause: 'pfs-group', weight: 0.5, tunnel, quote: quote(`: phase 2 lives ${told?.esp.lifetimeSeconds} s`)},
		];
	if (lives(told?.ike.lifetimeSeconds))
		return [{cause: 'rekey-beat', weight: 0.8, tunnel, quote: quote(`: phase 1 lives ${told?.ike.lifetimeSeconds} s`)}];
	return [
		{cause: 'rekey-beat', weight: 0.4, tunnel, quote: quote()},
		{cause: 'idle-timeout', weight: 0.35, tunnel, quote: quote()},
		...(median <= 15 * 60_000 ? [{cause: 'nat-mapping-lost', weight: 0.45, tunnel, quote: quote()}] : []),
	];
}

function spanOf(ms: number): string {
	const seconds = Math.round(ms / 1000);
	return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** The cloud was at work on the connection when the tunnel fell: somebody had changed it. */
function changeSigns(own: readonly FleetChange[], tunnel: number, falls: readonly FleetChange[]): readonly Sign[] {
	const last = falls.at(-1);
	if (!last) return [];
	const work = own.find(
		({what, at}) => what.kind === 'health' && what.to === 'working' && Math.abs(at - last.at) <= justBeforeMs,
	);
	if (!work) return [];
	const text = `the cloud was at work on the connection when tunnel ${tunnel} fell`;
	return [{cause: 'changed-by-somebody', weight: 0.7, tunnel, quote: {from: 'seen here', text, at: work.at}}];
}

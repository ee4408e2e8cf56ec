import {cloudName} from '../../../clouds/registry.ts';
import {
	type ClockTrouble,
	type FleetChange,
	type FleetPlace,
	type FleetSnapshot,
	type Health,
	healthOrder,
	type PlaceState,
} from '../../../watch/fleet/fleet.ts';
import {clockTime} from '../../core/clock-time.ts';
import {shortSpan} from '../../core/spans.ts';

/** `1,000`. */
export function grouped(number: number): string {
	return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1,000 connections`. */
export function countWords({connections}: Pick<FleetSnapshot, 'connections'>): string {
	return `${grouped(connections.length)} ${connections.length === 1 ? 'connection' : 'connections'}`;
}

/** `1,973 of 2,000 tunnels UP`. */
export function tunnelWords({tunnels: {up, all}}: Pick<FleetSnapshot, 'tunnels'>): string {
	return `${grouped(up)} of ${grouped(all)} tunnels UP`;
}

/** The healths that there are, the worst first. */
export function healthCounts(
	counts: Readonly<Partial<Record<Health, number>>>,
): readonly {readonly health: Health; readonly count: number}[] {
	return healthOrder.flatMap(health => {
		const count = counts[health] ?? 0;
		return count === 0 ? [] : [{health, count}];
	});
}

/** `AWS · network · eu-central-1`. */
function placeWords({cloud, account, region}: FleetPlace): string {
	return [cloudName(cloud), account, region].filter(Boolean).join(' · ');
}

/** Of so many places it is told when the next answer is asked for; of more one is asked all the time. */
const fewPlaces = 3;
/** A pace that is worth a word, ms: the calm one is told by the age. */
const slowPaceMs = 15_000;
const paceStepMs = 10_000;
/** An answer that takes longer is waited for in sight, ms. */
const slowAnswerMs = 1000;
/** Answers of one round come some seconds apart: that is no difference. */
const differsMs = 30_000;

/** `as of under 5 s ago`, `as of 12 s ago · next in 45 s`: how old the oldest answer is. Where places differ, how old the newest is, and the oldest with its place. */
export function ageWords(snapshot: FleetSnapshot | undefined, isPaused: boolean, now: number): string {
	const answered = snapshot?.places.filter(({asOf}) => asOf !== undefined) ?? [];
	if (!snapshot || answered.length === 0) return isPaused ? 'paused' : 'asking';
	const ages = answered.map(({asOf = now}) => Math.max(0, now - asOf));
	const [oldest, newest] = [Math.max(...ages), Math.min(...ages)];
	const which = answered[ages.indexOf(oldest)]?.place;
	const age =
		oldest - newest > differsMs && which
			? `as of ${ageSpan(newest)} ago, the oldest ${shortSpan(oldest)} (${placeWords(which)})`
			: `as of ${ageSpan(oldest)} ago`;
	return [age, isPaused ? 'paused' : paceWords(snapshot, now)].filter(Boolean).join(' · ');
}

/** Below ten seconds in two steps, each as long as it may be: an age that is well within the pace would be written anew each second. */
function ageSpan(ms: number): string {
	// rounded as a span is, so that what follows on `under 10 s` is `10 s`
	const seconds = Math.round(ms / 1000);
	return seconds >= 10 ? shortSpan(ms) : `under ${seconds < 5 ? 5 : 10} s`;
}

function paceWords({places}: FleetSnapshot, now: number): string {
	if (places.length > fewPlaces) return '';
	// an answer that comes at once is no news: the line would change twice for nothing
	if (places.some(({polling, nextAt}) => polling && now - nextAt >= slowAnswerMs)) return 'asking now';
	const ms = Math.min(...places.map(({nextAt}) => nextAt)) - now;
	// what comes at the usual pace is no news either
	return ms < slowPaceMs ? '' : `next in ${shortSpan(Math.ceil(ms / paceStepMs) * paceStepMs)}`;
}

/** What is to be said of places, each with its sign's meaning. */
interface PlaceTrouble {
	readonly tone: 'bad' | 'look';
	readonly text: string;
}

/** `3 of 12 places not heard yet`, once others were: what is counted is without them. '' where all were heard, or none. */
export function unheardWords(places: readonly PlaceState[]): string {
	const unheard = places.filter(({asOf, error}) => asOf === undefined && error === undefined).length;
	return unheard === 0 || unheard === places.length ? '' : `${unheard} of ${places.length} places not heard yet`;
}

/** Places that can't be read, that were not heard yet, that are asked less often, and of which what is shown is old. Each fails by itself. */
export function placeTroubles(places: readonly PlaceState[], now: number): readonly PlaceTrouble[] {
	const failing = places.filter(({error}) => error !== undefined);
	const unheard = unheardWords(places);
	const throttled = places.filter(({isThrottled, error}) => isThrottled && error === undefined);
	const stale = places.filter(({isStale, error}) => isStale && error === undefined);
	const unreadGateways = places.filter(({gateways, error}) => gateways?.error !== undefined && error === undefined);
	return [
		...failingTogether(failing),
		...(unheard === '' ? [] : [{tone: 'look', text: unheard} as const]),
		...together(throttled, 'the cloud turns calls away, so that it is asked less often'),
		...together(stale, 'not up to date'),
		...unreadGateways.map(
			({place, gateways}): PlaceTrouble => ({
				tone: 'look',
				text: `${placeWords(place)}: ${unreadGatewayWords(gateways, now)}`,
			}),
		),
	];
}

/** `the state of its gateways can’t be read: …, what was known of 17:03:11 stays`. */
export function unreadGatewayWords(gateways: PlaceState['gateways'], now: number): string {
	const {error, asOf} = gateways ?? {};
	if (!error) return '';
	const stays = asOf === undefined ? '' : `, what it was at ${clockTime(asOf, now)} stays`;
	return `the state of gateways can’t be read${stays}: ${error.says ?? error.message}`;
}

/** Places that are named; of more their number says enough, and their rows are marked. */
const mostPlaces = 3;

/** What fails for the same reason is one line: a region that is down fails for every account. The largest comes first. */
function failingTogether(failing: readonly PlaceState[]): readonly PlaceTrouble[] {
	const groups = new Map<string, PlaceState[]>();
	for (const place of failing) {
		const {error, asOf} = place;
		const why = [error?.says ?? error?.message, error?.mend].filter(Boolean).join(' · ');
		const text = `can’t be read${asOf === undefined ? '' : ', what it said last stays'}: ${why}`;
		groups.set(text, [...(groups.get(text) ?? []), place]);
	}

	return [...groups]
		.toSorted(([, one], [, other]) => other.length - one.length)
		.map(([text, places]) => ({tone: 'bad', text: `${namesOf(places)} ${text}`}));
}

/** `AWS · retail (1111) · eu-west-1`; `AWS · eu-west-1 · 3 accounts`; of many places three, and how many more. */
function namesOf(places: readonly PlaceState[]): string {
	const [first] = places;
	const isOneRegion = places.every(
		({place}) => place.cloud === first?.place.cloud && place.region === first.place.region,
	);
	if (first && first.place.region !== '' && isOneRegion && places.length > 1)
		return `${cloudName(first.place.cloud)} · ${first.place.region} · ${places.length} accounts`;
	const named = places.slice(0, mostPlaces).map(({place}) => placeWords(place));
	const more = places.length - named.length;
	return `${named.join(', ')}${more === 0 ? '' : `, and ${more} more`}`;
}

function together(places: readonly PlaceState[], what: string): readonly PlaceTrouble[] {
	if (places.length === 0) return [];
	return [{tone: 'look', text: `${what}: ${namesOf(places)}`}];
}

/** Why nothing on the screen may be believed before the next answer. */
export function clockTroubleWords({kind, at, ms}: ClockTrouble, now: number): string {
	const what =
		kind === 'slept' ? `this machine slept for ${shortSpan(ms)}` : `this machine’s ${kind} by ${shortSpan(ms)}`;
	return `${what} at ${clockTime(at, now)}: what is shown is of before, until each place has answered again`;
}

/** Changes so close to the newest are told with it, ms. */
const togetherMs = 60_000;

/** What is told in one line of changes: the newest, and those of tunnels that came with it. */
interface Newest {
	readonly newest: FleetChange | undefined;
	readonly recent: readonly FleetChange[];
}

const told = new WeakMap<readonly FleetChange[], Newest>();

/** Looked for once in each list of changes: it is drawn with every key. @param changes as they were seen, which is not the order of their times: of one look they come by connection */
function newestOf(changes: readonly FleetChange[]): Newest {
	const known = told.get(changes);
	if (known) return known;
	const newest = changes
		.filter(({what}) => what.kind !== 'health')
		.reduce<FleetChange | undefined>((best, each) => (best && best.at >= each.at ? best : each), undefined);
	const recent = changes.filter(({at, what}) => what.kind === 'tunnel' && newest && newest.at - at <= togetherMs);
	const found = {newest, recent};
	told.set(changes, found);
	return found;
}

/** `17:03:11 12 tunnels changed: 9 DOWN, 3 UP · newest berlin tunnel 2`. */
export function newsWords(changes: readonly FleetChange[], now: number): string {
	const {newest, recent} = newestOf(changes);
	if (!newest) return '';
	const time = clockTime(newest.at, now);
	if (recent.length < 2) return `${time} ${changeWords(newest, true)}`;
	const count = (state: string) => recent.filter(({what}) => what.kind === 'tunnel' && what.to === state).length;
	const states = (['DOWN', 'UP', 'UNKNOWN'] as const).flatMap(state =>
		count(state) === 0 ? [] : [`${count(state)} ${state}`],
	);
	return `${time} ${grouped(recent.length)} tunnels changed: ${states.join(', ')} · newest ${changeWords(newest, false)}`;
}

function changeWords({name, id, what}: FleetChange, withState: boolean): string {
	const called = name === '' ? id : name;
	switch (what.kind) {
		case 'tunnel': {
			const to = withState ? ` ${what.to}${what.message === '' ? '' : `: ${what.message}`}` : '';
			return `${called} tunnel ${what.number}${to}${what.unseen ? ' (while nobody looked)' : ''}`;
		}
		case 'appeared':
			return `${called} is new`;
		case 'gone':
			return `${called} is gone`;
		case 'health':
			return `${called} ${what.to}`;
	}
}

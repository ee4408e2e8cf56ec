import {cloudName} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import type {FleetNews} from '../session/fleet-news.ts';
import type {FleetChange, FleetConnection, FleetPlace, FleetSnapshot, PlaceState} from '../watch/fleet/fleet.ts';
import {healthOrder} from '../watch/fleet/fleet.ts';
import {isoTime} from './status-text.ts';

/** How many connections with trouble the first lines name. */
const mostNamed = 50;

/** News as plain lines, each with its time. Several at once: where the tunnels are told, the connection's own health is not said once more. */
export function newsLines(news: readonly FleetNews[]): readonly string[] {
	const told = new Set(
		news.flatMap(each =>
			each.type === 'change' && each.change.what.kind === 'tunnel' ? [each.change.connection] : [],
		),
	);
	return news.flatMap(each => linesOf(each, told));
}

function linesOf(news: FleetNews, told: ReadonlySet<string>): readonly string[] {
	switch (news.type) {
		case 'state':
			return stateLines(news.snapshot, news.missed);
		case 'change': {
			const {connection, what} = news.change;
			return what.kind === 'health' && told.has(connection) ? [] : [changeLine(news.change)];
		}

		case 'place':
			return [
				`${isoTime(news.at)}  ${placeWords(news.state.place)}: ${placeEvent(news)}`,
				...news.connections.filter(isInTrouble).slice(0, mostNamed).map(troubleLine(news.at)),
			];
		case 'clock': {
			const {kind, at, ms} = news.clock;
			const words = kind === 'slept' ? 'this machine slept for' : `this machine’s ${kind} by`;
			return [`${isoTime(at)}  ${words} ${Math.round(ms / 1000)} s: what was told before is older than it looks`];
		}
	}
}

function stateLines(snapshot: FleetSnapshot, missed: number): readonly string[] {
	const {at, connections, counts, tunnels, places} = snapshot;
	const fares = healthOrder.flatMap(health => (counts[health] > 0 ? [`${counts[health]} ${health}`] : []));
	const heard = places.filter(({asOf}) => asOf !== undefined).length;
	const all = `${places.length} region${places.length === 1 ? '' : 's'}`;
	const count = `${connections.length} connection${connections.length === 1 ? '' : 's'} in ${heard === places.length ? all : `${heard} of ${all} that answered`}`;
	const known = `${count}${fares.length > 0 ? `: ${fares.join(', ')}` : ''}; ${tunnels.up} of ${tunnels.all} tunnels UP`;
	const trouble = connections
		.filter(isInTrouble)
		.sort((one, other) => healthOrder.indexOf(one.health) - healthOrder.indexOf(other.health));
	return [
		...(missed > 0
			? [`${isoTime(at)}  ${missed} changes went by faster than they could be told; all as it is now:`]
			: []),
		`${isoTime(at)}  ${heard > 0 ? known : `nothing is known yet of ${all}`}`,
		...places.flatMap(state =>
			state.error || state.isStale || state.asOf === undefined
				? [`${isoTime(at)}  ${placeWords(state.place)}: ${placeTrouble(state)}`]
				: [],
		),
		...trouble.slice(0, mostNamed).map(troubleLine(at)),
		...(trouble.length > mostNamed ? [`${isoTime(at)}  and ${trouble.length - mostNamed} more that are not well`] : []),
	];
}

function isInTrouble({health}: FleetConnection): boolean {
	return health !== 'up';
}

function troubleLine(at: number): (connection: FleetConnection) => string {
	return ({health, trouble, status, place}) =>
		line(at, [health, printable(status.id), printable(status.name, 60), placeWords(place), printable(trouble)]);
}

function changeLine({at, id, name, place, what}: FleetChange): string {
	const words = (() => {
		switch (what.kind) {
			case 'tunnel': {
				const {number, tunnel, from, to, message, unseen} = what;
				return `tunnel ${number}  ${printable(tunnel)}  ${from ?? 'new'} → ${to}  ${printable(message, 120)}${unseen ? '  (while nobody looked)' : ''}`;
			}

			case 'health':
				return `${what.to} now${what.from ? `, was ${what.from}` : ''}`;
			case 'appeared':
				return 'is there now';
			case 'gone':
				return 'is gone';
		}
	})();
	return line(at, [printable(id), printable(name, 60), placeWords(place), words.trimEnd()]);
}

function placeEvent({event, state}: Extract<FleetNews, {type: 'place'}>): string {
	switch (event) {
		case 'answered':
			return `answers: ${state.connections} connection${state.connections === 1 ? '' : 's'}`;
		case 'recovered':
			return 'answers again';
		case 'current':
			return 'what is told of it is no longer old';
		case 'failed':
		case 'stale':
			return placeTrouble(state);
	}
}

function placeTrouble({error, isStale, asOf}: PlaceState): string {
	const known = asOf === undefined ? 'nothing is known of it yet' : `what is told of it is as of ${isoTime(asOf)}`;
	const says = error
		? `no answer: ${printable([error.code, error.says ?? error.message].filter(Boolean).join(': '), 200)}`
		: '';
	return [says, isStale ? `too old: ${known}` : known].filter(Boolean).join('; ');
}

function placeWords({cloud, account, region}: FleetPlace): string {
	return [cloudName(cloud), printable(account, 60), printable(region)].filter(Boolean).join(' · ');
}

function line(at: number, parts: readonly string[]): string {
	return [isoTime(at), ...parts].filter(Boolean).join('  ');
}

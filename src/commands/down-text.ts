import {cloudName} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import type {DownTunnel, DownVerdict} from '../session/tunnels-down.ts';
import type {FleetConnection, FleetPlace, PlaceState} from '../watch/fleet/fleet.ts';
import {isoTime} from './status-text.ts';

/** How many are named in the line. */
const mostNamed = 10;

/**
 * A verdict as one line, as monitoring plugins write it: what is wrong, and counts after a bar.
 * Source: Monitoring Plugins Development Guidelines, "Plugin Output for Nagios".
 * @param at the time by which it is told how long
 * @param missing ids that are nowhere
 */
export function downLine(verdict: DownVerdict, at: number, missing: readonly string[] = []): string {
	const {
		says,
		down,
		notLong,
		impaired,
		notLongImpaired,
		working,
		unknown,
		unanswered,
		gatewaysUnread,
		tunnels,
		connections,
	} = verdict;
	const notKnown = unknown.filter(connection => !working.includes(connection));
	const parts = [
		...(down.length > 0
			? [`${down.length} of ${tunnels.all} tunnels DOWN: ${named(down.map(tunnel => downWords(tunnel, at)))}`]
			: connections > 0
				? [`${tunnels.up} of ${tunnels.all} tunnels UP`]
				: // what did not answer may have some
					unanswered.length > 0 || missing.length > 0
					? []
					: ['no connection is there to look at']),
		...(notLong.length > 0 ? [`DOWN for less: ${named(notLong.map(tunnel => downWords(tunnel, at)))}`] : []),
		...(impaired.length > 0 ? [`impaired: ${named(impaired.map(impairedWords))}`] : []),
		...(notLongImpaired.length > 0 ? [`impaired for less: ${named(notLongImpaired.map(impairedWords))}`] : []),
		...(notKnown.length > 0 ? [`not known: ${named(notKnown.map(({status}) => status.id))}`] : []),
		...(unanswered.length > 0
			? [
					`no answer: ${named(unanswered.map(({place, error}) => [placeWords(place), error?.code].filter(Boolean).join(' ')))}`,
				]
			: []),
		...(gatewaysUnread.length > 0
			? [
					`gateways not read: ${named(gatewaysUnread.map(({place, gateways}) => [placeWords(place), gateways?.error?.code].filter(Boolean).join(' ')))}`,
				]
			: []),
		...(missing.length > 0 ? [`not there: ${named(missing.map(id => printable(id, 60)))}`] : []),
		...(working.length > 0 ? [`being changed: ${named(working.map(workingWords))}`] : []),
	];
	const isMissing = says === 'up' && (missing.length > 0 || unanswered.length > 0);
	const title = {up: 'OK', down: 'DOWN', impaired: 'IMPAIRED', unknown: 'UNKNOWN'}[isMissing ? 'unknown' : says];
	const counts = {
		connections,
		tunnels: tunnels.all,
		up: tunnels.up,
		down: down.length + notLong.length,
		impaired: impaired.length + notLongImpaired.length,
		unanswered: unanswered.length,
	};
	const performance = Object.entries(counts).map(([name, count]) => `${name}=${count}`);
	// what follows a bar is read as counts
	return `TUNNELS ${title} - ${parts.join('; ').replaceAll('|', '/')} | ${performance.join(' ')}`;
}

/** The same for programs. */
export function downJson(verdict: DownVerdict): Readonly<Record<string, unknown>> {
	const {
		says,
		down,
		notLong,
		impaired,
		notLongImpaired,
		working,
		unknown,
		unanswered,
		gatewaysUnread,
		tunnels,
		connections,
	} = verdict;
	const tunnelJson = ({connection, number, since, isLonger}: DownTunnel) => ({
		connection: connection.status.id,
		name: connection.status.name,
		tunnel: number,
		address: connection.status.tunnels[number - 1]?.key ?? '',
		since: since === undefined ? null : isoTime(since),
		longer: isLonger,
	});
	const impairedJson = ({status, health, trouble}: FleetConnection) => ({
		connection: status.id,
		name: status.name,
		health,
		trouble,
		gatewayTroubles: status.gatewayTroubles ?? [],
	});
	return {
		version: 1,
		says,
		connections,
		tunnels,
		down: down.map(tunnelJson),
		downForLess: notLong.map(tunnelJson),
		impaired: impaired.map(impairedJson),
		impairedForLess: notLongImpaired.map(impairedJson),
		unknown: unknown.map(({status}) => status.id),
		working: working.map(({status}) => status.id),
		unanswered: unanswered.map(placeJson),
		gatewaysUnread: gatewaysUnread.map(placeJson),
	};
}

/** The cloud's own word for what it is at: whether that ever ends, nobody knows. */
function workingWords({status}: FleetConnection): string {
	return `${printable(status.id)} (${printable(status.state, 40) || 'no state'})`;
}

function placeJson({place: {cloud, account, region}}: PlaceState): Readonly<Record<string, unknown>> {
	return {cloud, account, region};
}

function impairedWords({status, trouble}: FleetConnection): string {
	return [printable(status.id), printable(status.name, 40), `(${printable(trouble)})`].filter(Boolean).join(' ');
}

function downWords({connection, number, since, isLonger}: DownTunnel, at: number): string {
	const {id, name, tunnels} = connection.status;
	const which = tunnels.length > 1 ? `tunnel ${number}` : '';
	const long = since === undefined ? 'since when is not known' : `${isLonger ? 'at least ' : ''}${span(at - since)}`;
	return [printable(id), printable(name, 40), which, `(${long})`].filter(Boolean).join(' ');
}

function named(words: readonly string[]): string {
	const more = words.length > mostNamed ? `, and ${words.length - mostNamed} more` : '';
	return `${words.slice(0, mostNamed).join(', ')}${more}`;
}

function placeWords({cloud, account, region}: FleetPlace): string {
	return [cloudName(cloud), printable(account, 40), printable(region)].filter(Boolean).join(' ');
}

/** `42 s`, `12 min`, `3 h`, `2 d`. */
function span(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 60) return `${seconds} s`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
	return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

import {cloudName} from '../../../clouds/registry.ts';
import {type FleetConnection, type Health, healthOrder} from '../../../watch/fleet/fleet.ts';
import {found} from '../../core/list.ts';

/** What rows are put in order by. */
interface RowFacts {
	/** The name as it is put in order: `office 2` before `office 10`. */
	readonly name: string;
	/** The newest of its tunnels' changes, ms since the epoch; 0 where none is known. */
	readonly since: number;
	/** Accepted routes of all tunnels; -1 where the cloud does not count them. */
	readonly routes: number;
	/** Changes of all tunnels in the last hour. */
	readonly flaps: number;
	/** 0 is the worst. */
	readonly rank: number;
}

const known = new WeakMap<FleetConnection, RowFacts>();
const haystacks = new WeakMap<FleetConnection, string>();

/** Worked out once for each connection as it is known: with each tick only those that changed are new. */
export function factsOf(connection: FleetConnection): RowFacts {
	const before = known.get(connection);
	if (before) return before;
	const facts = work(connection);
	known.set(connection, facts);
	return facts;
}

/** What the filter looks in, in lower case; worked out when somebody filters. */
export function haystackOf(connection: FleetConnection): string {
	const before = haystacks.get(connection);
	if (before !== undefined) return before;
	const haystack = wordsOf(connection);
	haystacks.set(connection, haystack);
	return haystack;
}

export function nameOf({status: {name, id}}: FleetConnection): string {
	return name === '' ? id : name;
}

const problems: ReadonlySet<Health> = new Set(['down', 'degraded', 'impaired', 'unknown']);

/** Whether somebody should look at it. */
export function isProblem({health}: FleetConnection): boolean {
	return problems.has(health);
}

function wordsOf({place, status, health, trouble}: FleetConnection): string {
	const {id, name, state, tags = {}, tunnels, cloudGatewayId = '', siteGatewayId = ''} = status;
	return found([
		...[id, name, cloudName(place.cloud), place.cloud, place.account, place.profile ?? '', place.region],
		...[health, state, trouble, cloudGatewayId, siteGatewayId],
		...tunnels.flatMap(({state: own, outsideAddress = '', siteAddress = '', insideCidr = ''}) => [
			own,
			outsideAddress,
			siteAddress,
			insideCidr,
		]),
		...Object.entries(tags).map(([key, value]) => `${key}=${value}`),
	]);
}

function work(connection: FleetConnection): RowFacts {
	const {status, health, history} = connection;
	const counted = status.tunnels.flatMap(({acceptedRoutes}) => acceptedRoutes ?? []);
	return {
		name: natural(nameOf(connection)),
		since: history.reduce((newest, {since = 0}) => Math.max(newest, since), 0),
		routes: counted.length === 0 ? -1 : counted.reduce((sum, routes) => sum + routes, 0),
		flaps: history.reduce((sum, {changesLastHour}) => sum + changesLastHour, 0),
		rank: healthOrder.indexOf(health),
	};
}

/** No name is looked at beyond this when it is put in order. */
const longestName = 200;
/** Digits that a number is filled up to. */
const digits = 12;

/** A text that is put in order as people count: numbers in it by their value. */
export function natural(text: string): string {
	return text
		.slice(0, longestName)
		.toLowerCase()
		.replace(/\d+/g, number => number.padStart(digits, '0'));
}

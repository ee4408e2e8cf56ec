import type {FleetChange, FleetConnection, FleetSnapshot, Health} from '../../watch/fleet/fleet.ts';

/** What is said of changes: `berlin-office: tunnel 2 DOWN: IPSEC IS DOWN`. Untrusted text. */
export interface Message {
	readonly title: string;
	readonly body: string;
}

/** The newest change of each connection, in the order of the changes given (newest first). */
function newestOfEach(changes: readonly FleetChange[]): readonly FleetChange[] {
	const seen = new Map<string, FleetChange>();
	for (const change of changes) if (!seen.has(change.connection)) seen.set(change.connection, change);
	return [...seen.values()];
}

const problems: readonly Health[] = ['down', 'degraded', 'impaired'];

/** One message of all that changed; undefined where nothing did. */
export function messageOf(
	changes: readonly FleetChange[],
	connectionOf: (key: string) => FleetConnection | undefined,
): Message | undefined {
	const told = newestOfEach(changes)
		.map(change => said(change, connectionOf(change.connection)))
		// the worst first
		.sort((one, other) => one.rank - other.rank);
	const [first] = told;
	if (!first) return undefined;
	const title = 'tunnelwright';
	if (told.length === 1) return {title, body: first.text};
	const bad = told.filter(({rank}) => rank < problems.length).length;
	const count = [bad > 0 && `${bad} with a problem`, told.length - bad > 0 && `${told.length - bad} without one now`];
	return {title, body: `${told.length} connections changed: ${count.filter(Boolean).join(', ')}. First: ${first.text}`};
}

/** What there is to say of one, and how bad it is. */
function said(
	{id, name, what}: FleetChange,
	connection: FleetConnection | undefined,
): {readonly text: string; readonly rank: number} {
	const called = name || id;
	if (what.kind === 'gone') return {text: `${called} is gone`, rank: 3};
	const health = connection?.health;
	const rank = health === undefined ? -1 : problems.indexOf(health);
	if (connection && rank >= 0) return {text: `${called}: ${connection.trouble || health}`, rank};
	if (health === 'up') return {text: `${called} is up again`, rank: 4};
	const state = what.kind === 'tunnel' ? `tunnel ${what.number} ${what.to}` : `${health ?? 'changed'}`;
	return {text: `${called}: ${state}`, rank: 4};
}

/** The window's title: `2 down, 1 degraded · tunnelwright`; `4 up · tunnelwright`, where nothing is wrong. */
export function titleOf({counts}: Pick<FleetSnapshot, 'counts'>, known: Partial<Record<Health, number>> = {}): string {
	const count = (health: Health) => counts[health] - (known[health] ?? 0);
	const wrong = (['down', 'degraded', 'impaired', 'unknown'] as const).flatMap(health =>
		count(health) > 0 ? [`${count(health)} ${health}`] : [],
	);
	const rest = counts.up > 0 ? [`${counts.up} up`] : [];
	const words = wrong.length > 0 ? wrong : rest;
	return words.length === 0 ? 'tunnelwright' : `${words.join(', ')} · tunnelwright`;
}

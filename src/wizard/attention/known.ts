import type {FleetConnection} from '../../watch/fleet/fleet.ts';
import type {KeyBinding} from '../core/screen.ts';
import {type Turn, turn, type WizardState} from '../core/state.ts';
import {attentionOf, withAttention} from './model.ts';

/** What is wrong of a connection, as far as another problem is told from it. Words of the cloud that count routes or tell times are none of it. */
function problemOf({health, status}: FleetConnection): string {
	const tunnels = status.tunnels.map(
		({key, state, probe, acceptedRoutes}) => `${key} ${state} ${probe ?? ''} ${acceptedRoutes === 0}`,
	);
	return [health, ...tunnels].join('|');
}

const isFine = ({health}: FleetConnection) => health === 'up';

/** Whether somebody has said that they know of the problem: it is shown dimmed, and calls nobody until it changes. */
export function isKnownProblem(state: WizardState, connection: FleetConnection): boolean {
	return attentionOf(state).known[connection.key] === problemOf(connection);
}

/** Says of problems that they are known, or that they call again. */
export function knownKey(connection: FleetConnection | undefined): KeyBinding {
	const isKnown = (state: WizardState) => connection !== undefined && isKnownProblem(state, connection);
	return {
		keys: ['a'],
		label: 'I know',
		shown: '',
		help: 'this problem is known: it is dimmed and calls nobody until it changes; again: it calls as before',
		disabled: connection && !isFine(connection) ? undefined : 'nothing is wrong here',
		run: state => (connection ? toggled(state, connection, !isKnown(state)) : turn(state)),
	};
}

function toggled(state: WizardState, connection: FleetConnection, isKnown: boolean): Turn {
	const {[connection.key]: _, ...others} = attentionOf(state).known;
	const known = isKnown ? {...others, [connection.key]: problemOf(connection)} : others;
	const text = isKnown ? 'known: it calls nobody until it changes' : 'it calls again when it changes';
	return turn({...withAttention(state, {known}), notice: {tone: 'plain', text}});
}

/** What is not as it was said to be known any more is forgotten: when it comes again it is another problem. */
export function stillKnown(
	known: Readonly<Record<string, string>>,
	connectionOf: (key: string) => FleetConnection | undefined,
): Readonly<Record<string, string>> {
	const entries = Object.entries(known);
	const kept = entries.filter(([key, problem]) => {
		const now = connectionOf(key);
		// of what can't be seen now nobody knows whether it changed
		return now === undefined || now.health === 'unknown' || problemOf(now) === problem;
	});
	return kept.length === entries.length ? known : Object.fromEntries(kept);
}

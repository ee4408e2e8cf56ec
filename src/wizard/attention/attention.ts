import type {FleetChange, FleetConnection, FleetSnapshot, Health} from '../../watch/fleet/fleet.ts';
import type {Hears, KeyBinding} from '../core/screen.ts';
import {type Turn, turn, type WizardState} from '../core/state.ts';
import {connectionNamed} from '../screens/watch/connection-named.ts';
import {fleet} from '../screens/watch/fleet.ts';
import {isKnownProblem, stillKnown} from './known.ts';
import {attentionOf, wishOf, withAttention} from './model.ts';
import {attentionWishes, isWish, wishes} from './wish.ts';
import {messageOf, titleOf} from './words.ts';

/** How long after one message the next is told, ms. What comes meanwhile is told with it. */
const messageEveryMs = 60_000;
/** Regions answer one after the other: what changes in them together rings once, ms. */
const ringEveryMs = 5000;

/** What calls attention of all that is told of a fleet: each change once. */
export const attentionHears: Hears = {
	fleet: (state, {request, snapshot}) => heard(state, request, snapshot),
	'wish-kept': (state, {wish}) =>
		// what was said on the command line, or picked meanwhile, is newer
		turn(
			isWish(wish) && state.options.attention === undefined && attentionOf(state).wish === undefined
				? withAttention(state, {wish})
				: state,
		),
};

function heard(before: WizardState, request: number, snapshot: FleetSnapshot): Turn {
	const model = attentionOf(before);
	const newest = snapshot.changes[0]?.number ?? 0;
	const {connections} = snapshot;
	const known = stillKnown(model.known, key => connectionNamed(connections, key));
	// what there was when the watch began is on the screen before whoever began it
	if (model.request !== request)
		return turn(
			withAttention(before, {request, heard: newest, known, waiting: [], toldAt: undefined, rangAt: undefined}),
		);
	const state = newest > model.heard || known !== model.known ? withAttention(before, {heard: newest, known}) : before;
	const fresh = newest > model.heard ? since(snapshot.changes, model.heard).filter(callsFor(state, connections)) : [];
	if (fleet.of(state)?.watching !== 'on') return turn(state);
	return call(state, snapshot, fresh);
}

/** Newest first, as they come. */
function since(changes: readonly FleetChange[], number: number): readonly FleetChange[] {
	const end = changes.findIndex(change => change.number <= number);
	return end < 0 ? changes : changes.slice(0, end);
}

/** Whether a change is one that somebody has to look for: what is seen for the first time is not, nor what is known of. */
function callsFor(state: WizardState, connections: readonly FleetConnection[]) {
	return ({what, connection: key}: FleetChange): boolean => {
		const connection = connectionNamed(connections, key);
		if (connection && isKnownProblem(state, connection)) return false;
		switch (what.kind) {
			case 'tunnel':
				// that nobody can tell is no change; that it came back is told by its health
				return what.from !== undefined && what.from !== 'UNKNOWN' && what.to === 'DOWN';
			case 'health':
				return what.from !== undefined && isWorth(what.from, what.to);
			case 'gone':
				return true;
			case 'appeared':
				return false;
		}
	};
}

const told: readonly Health[] = ['down', 'degraded', 'impaired'];

/** A problem that comes or goes. From `unknown` to `up` nothing was wrong, as far as anybody knows. */
function isWorth(from: Health, to: Health): boolean {
	return told.includes(to) || (to === 'up' && told.includes(from));
}

function call(state: WizardState, {at, connections}: FleetSnapshot, fresh: readonly FleetChange[]): Turn {
	const {waiting, toldAt, rangAt} = attentionOf(state);
	const all = fresh.length > 0 ? [...fresh, ...waiting] : waiting;
	if (all.length === 0) return turn(state);
	const wish = wishOf(state);
	if (isOver(toldAt, at, messageEveryMs)) {
		const message = messageOf(all, key => connectionNamed(connections, key));
		const told = withAttention(state, {waiting: [], toldAt: at, rangAt: at});
		return turn(told, {type: 'call-attention', wish, ...(message ? {message} : {})});
	}

	if (fresh.length === 0) return turn(state);
	const held = withAttention(state, {waiting: all.slice(0, mostWaiting)});
	if (!isOver(rangAt, at, ringEveryMs)) return turn(held);
	return turn(withAttention(held, {rangAt: at}), {type: 'call-attention', wish});
}

/** Whether so much time has gone by; a clock that was set back keeps nobody waiting. */
function isOver(since: number | undefined, now: number, ms: number): boolean {
	return since === undefined || now < since || now - since >= ms;
}

/** More than anybody reads of in one message. */
const mostWaiting = 1000;

/** What the window is called now; '' for what it was called before. */
export function windowTitle(state: WizardState): string {
	const model = fleet.of(state);
	if (wishOf(state) === 'off' || model?.watching !== 'on' || !model.snapshot || state.leaving) return '';
	const {snapshot} = model;
	const known: Partial<Record<Health, number>> = {};
	for (const key of Object.keys(attentionOf(state).known)) {
		const connection = connectionNamed(snapshot.connections, key);
		if (connection && isKnownProblem(state, connection)) known[connection.health] = (known[connection.health] ?? 0) + 1;
	}

	return titleOf(snapshot, known);
}

/** The next way to call, and it is kept for the next time. */
export const attentionKey: KeyBinding = {
	keys: ['b'],
	label: 'bell',
	shown: '',
	help: 'what calls you when something changes: the next of title, bell, desktop notification, nothing',
	run(state) {
		const wish = wishes[(wishes.indexOf(wishOf(state)) + 1) % wishes.length] ?? 'title';
		const text = `calls you by ${wish}: ${attentionWishes[wish]}`;
		return turn({...withAttention(state, {wish}), notice: {tone: 'good', text}}, {type: 'keep-wish', wish});
	},
};

import type {ConnectionPlace} from '../../../connection/place.ts';
import {placeKey} from '../../core/loads.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {accountHere} from '../accounts/accounts.ts';
import type {Watched} from '../panel/model.ts';
import {openingRun} from '../run/model.ts';
import {changingMany, type ManyModel, type Member, memberOf, readyOf} from './model.ts';
import {changedDraft, type OneChange} from './one-change.ts';

/** Several connections of one region are changed alike: what is to be changed is asked while they are read. */
export function openMany(state: WizardState, {cloud, region, ids}: Watched): Turn {
	const listed = state.data.statuses[placeKey(cloud, region)] ?? [];
	const members = ids.map(id => memberOf({id, name: listed.find(each => each.id === id)?.name ?? ''}));
	const model: ManyModel = {
		cloud,
		region,
		account: accountHere(state, cloud),
		phase: 'choosing',
		members,
		changes: [],
		path: '',
		row: 0,
		blocked: undefined,
		line: {value: '', cursor: 0},
		refused: undefined,
		now: state.now,
	};
	const opened = {...changingMany.put(state, model), screen: {name: 'many-option'} as const};
	return readMany(opened, members);
}

/** One more change is asked for: what it does to each connection is read and checked. */
export function withOneChange(state: WizardState, change: OneChange): Turn {
	return andThen(
		changingMany.change(state, ({changes}) => ({changes: [...changes, change]})),
		now => checkMany({...now, screen: {name: 'many'}}),
	);
}

/** The dry runs of all that are read, one after the other. */
export function checkMany(before: WizardState): Turn {
	return changingMany.on(before, model => {
		// what is still being read is checked once it is there
		if (model.members.some(({state}) => state === 'reading'))
			return turn(changingMany.put(before, {...model, phase: 'checking', row: 0}));
		const {state, request} = asking(before, 'many');
		const members = model.members.map(
			(member): Member =>
				member.was
					? {
							...member,
							state: 'checking',
							plan: undefined,
							checks: [],
							trouble: undefined,
							problems: [],
							run: undefined,
						}
					: member,
		);
		const drafts = members.map(({id, was}) => ({id, draft: was && changedDraft(was, model.changes)}));
		const checking = changingMany.put(state, {...model, phase: 'checking', members, row: 0, blocked: undefined});
		return turn(checking, {type: 'check-many', request, cloud: model.cloud, region: model.region, drafts});
	});
}

/**
 * Without one of them. They are read and checked one after the other: where that one's turn was still to end, the rest is asked for anew, so that
 * nobody waits for it.
 */
export function leaveOut(before: WizardState, id: string): Turn {
	const left = changingMany.change(before, ({members, row}) => {
		const others = members.filter(member => member.id !== id);
		return {members: others, row: Math.min(row, others.length - 1)};
	});
	const state = changingMany.of(before)?.members.find(member => member.id === id)?.state;
	if (state !== 'reading' && state !== 'checking') return left;
	return andThen(left, now =>
		changingMany.on(now, ({members}) => {
			const unread = members.filter(member => member.state === 'reading');
			if (unread.length > 0) return readMany(now, unread);
			return members.some(member => member.state === 'read' || member.state === 'checking')
				? checkMany(now)
				: turn(now);
		}),
	);
}

/** All of them are read once more before they are checked: what somebody else changed meanwhile is nothing that is asked for here. */
export function readAgain(before: WizardState): Turn {
	return changingMany.on(before, model => {
		const members = model.members.map(
			(member): Member => ({...member, state: 'reading', trouble: undefined, problems: []}),
		);
		const reading = changingMany.put(before, {...model, phase: 'checking', members, row: 0, blocked: undefined});
		return readMany(reading, members);
	});
}

function readMany(before: WizardState, members: readonly Member[]): Turn {
	const {state, request} = asking(before, 'many');
	return changingMany.on(state, ({cloud, region}) =>
		turn(state, {type: 'read-many', request, places: members.map(({id}): ConnectionPlace => ({cloud, region, id}))}),
	);
}

/** What was confirmed is carried out, one connection after the other. */
export function runMany(before: WizardState): Turn {
	return changingMany.on(before, model => {
		const {state, request} = asking(before, 'many');
		const account = state.data.identities[model.cloud]?.account;
		const chosen = new Set(readyOf(model));
		const members = model.members.map((member): Member => {
			if (!chosen.has(member) || !member.plan) return member;
			return {...member, state: 'later', run: openingRun(member.plan, state.now, state.options.sandbox)};
		});
		const plans = model.members.flatMap(member =>
			chosen.has(member) && member.plan ? [{id: member.id, plan: member.plan, secrets: member.secrets, account}] : [],
		);
		const running = changingMany.put(state, {...model, phase: 'running', members, row: 0});
		return turn({...running, screen: {name: 'many'}}, {type: 'run-many', request, plans});
	});
}

/** The connections in the order in which they are changed: what is read before it is confirmed is one plan. The cursor stays where it is. */
export function inOrder(state: WizardState, ids: readonly string[]): Turn {
	return changingMany.change(state, ({members, row}) => {
		const here = members[row]?.id;
		const placed = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
		const ordered = members.toSorted((a, b) => placed(a.id) - placed(b.id));
		// whoever has not moved stands at the first
		return {
			members: ordered,
			row:
				row === 0
					? 0
					: Math.max(
							0,
							ordered.findIndex(({id}) => id === here),
						),
		};
	});
}

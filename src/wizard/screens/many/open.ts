import type {ConnectionPlace, Place} from '../../../connection/place.ts';
import {filterList, viewOf, withView} from '../../core/list.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {accountHere} from '../accounts/accounts.ts';
import {openingRun} from '../run/model.ts';
import {statusesAt} from '../watch/fleet.ts';
import {changingMany, type ManyModel, type Member, memberOf, readyOf} from './model.ts';
import type {OneChange} from './one-change.ts';

/** Connections of one region of the account in use. */
interface Several extends Place {
	readonly ids: readonly string[];
}

/** Several connections of one region are changed alike: what is to be changed is asked while they are read. */
export function openMany(state: WizardState, {cloud, region, ids}: Several): Turn {
	const listed = statusesAt(state, {cloud, region});
	const members = ids.map(id => memberOf({id, name: listed.find(each => each.id === id)?.name ?? ''}));
	const model: ManyModel = {
		cloud,
		region,
		account: accountHere(state, cloud),
		phase: 'choosing',
		members,
		changes: [],
		checked: [],
		path: '',
		row: 0,
		blocked: undefined,
		line: {value: '', cursor: 0},
		refused: undefined,
		now: state.now,
	};
	const opened = {...changingMany.put(withWholeList(state, cloud), model), screen: {name: 'many-option'} as const};
	const {state: asked, request} = asking(opened, 'many');
	const places = ids.map((id): ConnectionPlace => ({cloud, region, id}));
	return turn(asked, {type: 'read-many', request, places});
}

/** The list of what can be changed alike. */
export function optionList(cloud: string): {readonly key: string} {
	return {key: `many-option ${cloud}`};
}

/** What was looked for the last time is not what is looked for now. */
function withWholeList(state: WizardState, cloud: string): WizardState {
	const list = optionList(cloud);
	return withView(state, list, {...filterList(viewOf(state, list), ''), cursor: 0, touched: false});
}

/** One more change is asked for: what it does to each connection is read and checked. */
export function withOneChange(state: WizardState, change: OneChange): Turn {
	return andThen(
		changingMany.change(state, ({changes}) => ({changes: [...changes, change]})),
		now => checkMany(withWholeList({...now, screen: {name: 'many'}}, changingMany.of(now)?.cloud ?? '')),
	);
}

/** The dry runs of all, one after the other, of what stands by then: what somebody else changed meanwhile is nothing that is asked for here. */
export function checkMany(before: WizardState): Turn {
	return changingMany.on(before, model => {
		const {state, request} = asking(before, 'many');
		const {cloud, region, changes} = model;
		const members = model.members.map(({id, name, fixed}): Member => ({...memberOf({id, name}), fixed}));
		const asked = {phase: 'checking', members, checked: changes, row: 0, blocked: undefined} as const;
		const checking = changingMany.put(state, {...model, ...asked});
		return turn(checking, {type: 'check-many', request, cloud, region, ids: members.map(({id}) => id), changes});
	});
}

/**
 * Without one of them. They are checked one after the other: where that one's turn was still to end, all others are asked for anew, so that nobody waits
 * for it.
 */
export function leaveOut(before: WizardState, id: string): Turn {
	const left = changingMany.change(before, ({members, row}) => {
		const others = members.filter(member => member.id !== id);
		return {members: others, row: Math.min(row, others.length - 1)};
	});
	const state = changingMany.of(before)?.members.find(member => member.id === id)?.state;
	return state === 'checking' ? andThen(left, checkMany) : left;
}

/**
 * Back from the run of one of them; undefined where it is none of theirs.
 * @param ended what it has come to there: done, or put back; undefined where it is as it was
 */
export function backToMany(state: WizardState, runId: string, ended?: 'done' | 'back'): WizardState | undefined {
	const model = changingMany.of(state);
	if (!model?.members.some(({run}) => run && run.runId === runId)) return undefined;
	const members = model.members.map(
		(member): Member => (ended && member.run?.runId === runId ? {...member, state: ended} : member),
	);
	return {...changingMany.put(state, {...model, members}), screen: {name: 'many'}};
}

/** What was never begun, because one before it stopped, is checked as a plan of its own. */
export function checkRest(before: WizardState): Turn {
	return andThen(
		changingMany.change(before, ({members}) => ({members: members.filter(({state}) => state === 'left')})),
		checkMany,
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

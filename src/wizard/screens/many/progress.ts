import {countChecks} from '../../../connection/count-checks.ts';
import type {RunEvent} from '../../../run/run-event.ts';
import {whyNotBegun} from '../dry-run/even-if-down.ts';
import {heard as heardOfRun} from '../run/progress.ts';
import type {ManyHeard, ManyModel, Member} from './model.ts';

/** The connections after something that was told of one of them; of one that was left out nothing is heard. */
export function heard(model: ManyModel, id: string, told: ManyHeard): ManyModel {
	const members = model.members.map(member => (member.id === id ? after(member, told) : member));
	return {...model, members};
}

function after(member: Member, told: ManyHeard): Member {
	switch (told.heard) {
		case 'fixed':
			return {...member, fixed: told.fixed};
		case 'planned': {
			const {plan, secrets, notes, unknown} = told;
			return {...member, plan, secrets, notes, unknown};
		}
		case 'check':
			return {...member, checks: [...member.checks, told.check]};
		case 'checked':
			return {...member, state: verdict(member)};
		case 'failed':
			return {
				...member,
				// without an id nothing of it was begun
				state: member.run ? (member.run.runId === '' ? 'left' : 'stopped') : 'refused',
				trouble: told.trouble,
				problems: told.problems ?? [],
			};
		case 'run': {
			if (!member.run) return member;
			const run = heardOfRun(member.run, told.event);
			return {...member, run, state: stateAfter(told.event)};
		}
	}
}

function stateAfter(event: RunEvent): Member['state'] {
	if (event.type === 'finished') return event.unlike && event.unlike.length > 0 ? 'differs' : 'done';
	return event.type === 'stopped' ? 'stopped' : 'running';
}

function verdict({plan, checks, unknown}: Member): Member['state'] {
	if (!plan || countChecks(checks).refuse > 0 || whyNotBegun(plan, {checks}) !== undefined) return 'refused';
	if (plan.actions.length > 0) return 'ready';
	if ((plan.comparison?.differences.length ?? 0) > 0) return 'refused';
	return unknown.length > 0 ? 'unknown' : 'same';
}

/** Whether every dry run has ended. */
export function isChecked({members}: ManyModel): boolean {
	return members.every(({state}) => state !== 'checking');
}

/** What is run has ended: everything is done, or one stopped and the rest is left as it was. The cursor goes to the one that stopped. */
export function atEnd(model: ManyModel): ManyModel {
	const open: readonly Member['state'][] = ['running', 'stopped', 'differs', 'left'];
	const members = model.members.map(
		(member): Member => (member.state === 'later' ? {...member, state: 'left'} : member),
	);
	const isWhole = members.every(({state}) => !open.includes(state));
	const at = members.findIndex(({state}) => open.includes(state));
	return {...model, members, phase: isWhole ? 'finished' : 'stopped', row: at < 0 || model.row > 0 ? model.row : at};
}

import {countChecks} from '../../../connection/count-checks.ts';
import {whyNotBegun} from '../dry-run/even-if-down.ts';
import {heard as heardOfRun} from '../run/progress.ts';
import type {ManyHeard, ManyModel, Member} from './model.ts';

/** The connections after something that was told of one of them. */
export function heard(model: ManyModel, index: number, told: ManyHeard): ManyModel {
	const members = model.members.map((member, at) => (at === index ? after(member, told) : member));
	return {...model, members};
}

function after(member: Member, told: ManyHeard): Member {
	switch (told.heard) {
		case 'read':
			return {...member, was: told.draft, state: 'read', trouble: undefined};
		case 'planned':
			return {...member, plan: told.plan, secrets: told.secrets};
		case 'check':
			return {...member, checks: [...member.checks, told.check]};
		case 'checked':
			return {...member, state: verdict(member)};
		case 'failed':
			return {
				...member,
				state: member.run ? 'stopped' : 'refused',
				trouble: told.trouble,
				problems: told.problems ?? [],
			};
		case 'run': {
			if (!member.run) return member;
			const run = heardOfRun(member.run, told.event);
			const state = told.event.type === 'finished' ? 'done' : told.event.type === 'stopped' ? 'stopped' : 'running';
			return {...member, run, state};
		}
	}
}

function verdict({plan, checks}: Member): Member['state'] {
	if (!plan || countChecks(checks).refuse > 0 || whyNotBegun(plan) !== undefined) return 'refused';
	if (plan.actions.length > 0) return 'ready';
	return (plan.comparison?.differences.length ?? 0) > 0 ? 'refused' : 'same';
}

/** Whether every dry run has ended. */
export function isChecked({members}: ManyModel): boolean {
	return members.every(({state}) => state !== 'checking' && state !== 'reading' && state !== 'read');
}

/** What is run has ended: everything is done, or one stopped and the rest is left as it was. */
export function atEnd(model: ManyModel): ManyModel {
	const isWhole = model.members.every(({state}) => state !== 'later' && state !== 'running' && state !== 'stopped');
	return {...model, phase: isWhole ? 'finished' : 'stopped'};
}

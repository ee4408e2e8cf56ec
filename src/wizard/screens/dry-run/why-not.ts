import type {Plan} from '../../../clouds/contract/cloud.ts';
import {countChecks} from '../../../connection/count-checks.ts';
import {changesWhatStands} from '../run/verb.ts';
import {whyNotBegun} from './even-if-down.ts';
import type {DryRunModel} from './model.ts';
import {fieldOf, rowAt} from './rows.ts';

/** Why the confirmation can't be opened yet, or undefined when it can. */
export function whyNotConfirm(model: DryRunModel): string | undefined {
	const {phase, plan, checks} = model;
	if (plan?.exists && plan.actions.length === 0) return whyNothing(plan, plan.exists.id);
	if (phase === 'planning') return 'the plan is still being made';
	if (phase === 'failed') return whyFailed(model);
	const interrupts = whyNotBegun(model.plan, model);
	if (interrupts !== undefined) return interrupts;
	const refused = countChecks(checks).refuse;
	if (refused > 0) return `${refusing(refused)}: ${enterDoes(model, refused)}`;
	if (phase === 'checking') return 'checks are still running';
	return undefined;
}

/** What stands in the way, for the screen, while nothing else on it says so. */
export function refusalSaid(model: DryRunModel): string | undefined {
	const {phase, checks, row, blocked} = model;
	if (blocked !== undefined) return blocked;
	const refused = countChecks(checks).refuse;
	const interrupts = whyNotBegun(model.plan, model);
	if (interrupts !== undefined) return interrupts;
	if (phase !== 'done' || refused === 0) return undefined;
	if (row === refusalRow(model)) return whyNotConfirm(model);
	return `${refusing(refused)}: nothing can be ${madeOf(model)} before that is mended`;
}

const madeOf = ({plan}: DryRunModel) => (plan && changesWhatStands(plan) ? 'changed' : 'created');

const refusing = (refused: number) => (refused === 1 ? 'one check refuses' : `${refused} checks refuse`);

/** Answers that can't stand are mended; only what has another reason is worth trying again. */
function whyFailed({problems, trouble}: DryRunModel): string {
	if (problems.length > 1) return `${problems.length} answers can’t stand: enter mends the first`;
	if (problems.length === 1 || trouble?.field !== undefined) return 'one answer can’t stand: enter mends it';
	return 'the dry run did not come to its end: press r to try again';
}

/** Whether it stands, and nothing of it is to be made: then it can be watched. */
export function isThere({plan}: DryRunModel): boolean {
	return plan?.exists !== undefined && plan.actions.length === 0;
}

/** A connection that stands: nothing is to be made of it, or nothing can be made from here. */
function whyNothing({comparison}: Plan, id: string): string {
	const differences = comparison?.differences ?? [];
	if (differences.some(({interrupts}) => interrupts?.kind === 'new'))
		return `${id} can’t be made like the answers: only a new connection has that`;
	if (differences.length > 0) return `${id} is there and differs from the answers: no call changes that`;
	if (comparison && comparison.unread.length > 0)
		return `${id} is there; whether it is whole is not known: press r to ask again`;
	return `${id} is there already, as the answers say: nothing is to be changed`;
}

/** What Enter does at the first refusal: only one with a field of its own can be mended here. */
function enterDoes(model: DryRunModel, refused: number): string {
	const isField = fieldOf(rowAt(model, refusalRow(model) ?? -1)) !== undefined;
	if (isField) return `enter mends ${refused === 1 ? 'it' : 'the first'}`;
	return refused === 1 ? 'enter shows why' : 'enter shows why the first does';
}

/** The row of the first answer or check that refuses; undefined when none does. */
export function refusalRow({problems, plan, checks}: DryRunModel): number | undefined {
	if (problems.length > 0) return 0;
	const index = checks.findIndex(({result}) => result === 'refuse');
	return index < 0 ? undefined : problems.length + (plan?.actions.length ?? 0) + index;
}

import {countedText, newCosts, tunnelText} from '../../clouds/contract/change-words.ts';
import type {Check, CheckResult, Plan} from '../../clouds/contract/cloud.ts';
import {needsNew} from '../../clouds/contract/comparison.ts';
import {cloudName} from '../../clouds/registry.ts';
import {countChecks} from '../../connection/count-checks.ts';
import {printable} from '../../connection/printable.ts';
import type {DryRun} from './report.ts';

/**
 * exists: it stands as the document says, in all that can be compared. differs: it stands, and only a new connection would be as the document says.
 * not-known: the cloud left unanswered whether it is whole, or can be made. refused: a check says no. ready: what the actions make and change can be
 * made and changed.
 */
export type PlanVerdict = 'ready' | 'refused' | 'exists' | 'differs' | 'not-known';

/** What a plan and its checks come to. */
export function verdictOf({exists, comparison, actions}: Plan, checks: readonly Check[]): PlanVerdict {
	if (comparison?.differences.some(needsNew)) return 'differs';
	if (checks.some(check => check.result === 'refuse')) return 'refused';
	if (checks.some(({unanswered}) => unanswered)) return 'not-known';
	if (actions.length > 0 || !exists) return 'ready';
	return comparison && comparison.unread.length > 0 ? 'not-known' : 'exists';
}

/** The same in words: what holds, and what is not known. */
export function verdictLine(plan: Plan, checks: readonly Check[]): string {
	const refused = countChecks(checks).refuse;
	const here = `${printable(plan.exists?.id ?? '')} (${printable(plan.exists?.state ?? '')})`;
	const {differences = [], missing = [], unread = [], notCompared = [], warnings = []} = plan.comparison ?? {};
	switch (verdictOf(plan, checks)) {
		case 'exists':
			return `It exists already: ${here}. ${
				!plan.comparison
					? 'Nothing is to be made.'
					: notCompared.length === 0
						? 'It is as the document says. Nothing is to be made.'
						: `What can be compared is as the document says: nothing is to be made. Not compared: ${fieldsOf(notCompared)}.`
			}${warnings.map(({message}) => ` But: ${printable(message, 400)}.`).join('')}`;
		case 'differs':
			return `${here} stands, and it can’t be made what the document says: ${fieldsOf(differences.filter(needsNew))} can’t be changed in place. ${newCosts}. Nothing is changed${
				missing.length > 0 ? ` or made. Missing: ${missing.map(part => printable(part)).join('; ')}` : ''
			}.`;
		case 'not-known':
			if (unread.length === 0 || plan.actions.length > 0) return readyText(plan, checks);
			return `It exists already: ${here}. Whether it is whole is not known: ${unread.map(({why}) => printable(why)).join('; ')}.`;
		case 'refused':
			return `${refused} ${refused === 1 ? 'check refuses' : 'checks refuse'}: it can't be made like this.`;
		default:
			return `${readyText(plan, checks)}${unread.length > 0 ? ` Not known: ${unread.map(({why}) => printable(why)).join('; ')}.` : ''}`;
	}
}

function readyText(plan: Plan, checks: readonly Check[]): string {
	const {unanswered, unknown} = countChecks(checks);
	if (unanswered > 0) {
		const could = `${unanswered} ${unanswered === 1 ? 'check' : 'checks'} could not be asked`;
		return `Nothing that answered refuses, but ${could}: whether it can be made is not known. Try again.`;
	}

	const rest = plan.exists ? standingText(plan, plan.exists) : 'Nothing refuses: it can be made';
	if (unknown === 0) return `${rest}.`;
	const open = `${unknown} ${unknown === 1 ? 'check is' : 'checks are'} not known.`;
	return plan.exists ? `${rest}. ${open}` : `${rest}, as far as can be told before. ${open}`;
}

/** What is done to a connection that stands, and what goes down meanwhile. */
function standingText({actions, comparison}: Plan, {id, state}: NonNullable<Plan['exists']>): string {
	const here = `${printable(id)} (${printable(state)}) stands`;
	const {differences = [], missing = []} = comparison ?? {};
	const changes = differences.length > 0 || actions.some(({change}) => change);
	const makes =
		missing.length > 0 ? `what is missing of it can be made: ${missing.map(part => printable(part)).join('; ')}` : '';
	if (!changes) return makes === '' ? `${here}, and what the plan says can be done` : `${here}, and ${makes}`;
	const fields = differences.length > 0 ? ` in ${fieldsOf(differences)}` : '';
	return [`${here}, and can be changed in place${fields}`, interruptedText(actions), sentence(makes)]
		.filter(Boolean)
		.join('. ');
}

function sentence(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What of the traffic the actions take down, in order. */
function interruptedText(actions: Plan['actions']): string {
	const all = actions.flatMap(({change}) => (change ? [change.interrupts] : []));
	const tunnels = all.flatMap(interrupts => (interrupts.kind === 'tunnel' ? [tunnelText(interrupts.tunnel)] : []));
	const each = [...new Set(tunnels)];
	const inTurn = `${each.length > 1 ? ', one after the other' : ''}: ${each.join(', then ')}`;
	if (all.some(({kind}) => kind === 'connection'))
		return `Both tunnels are interrupted${each.length === 0 ? '' : `; before that${inTurn}`}`;
	return each.length === 0 ? 'No tunnel is interrupted' : `Interrupted${inTurn}`;
}

function fieldsOf(fields: readonly {readonly field: string}[]): string {
	return [...new Set(fields.map(({field}) => printable(field)))].join(', ');
}

/** The checks that no part of the report tells already: its lists have the differences and what is left alone. */
export function checksBeside(checks: readonly Check[]): readonly Check[] {
	return checks.filter(({id}) => !/^(?:differs|unspoken):/.test(id)).map(byCommand);
}

/** A check as it is told beside a command: with the option that is another way on. */
export function byCommand({mendByOption, ...check}: Check): Check {
	return mendByOption === undefined ? check : {...check, mend: mendByOption};
}

export const checkGlyphs: Readonly<Record<CheckResult, string>> = {pass: '✔', refuse: '✖', warn: '!', unknown: '–'};
export const checkWords: Readonly<Record<CheckResult, string>> = {
	pass: 'pass',
	refuse: 'refused',
	warn: 'look at it',
	unknown: 'cannot be checked',
};

/** Cloud, region and account, on one line. */
export function whereLine({plan, identity}: DryRun): string {
	const account = identity?.account ? `account ${printable(identity.account)}` : 'account not known';
	return [cloudName(plan.cloud), plan.region, account, identity?.sandbox ? 'SANDBOX' : ''].filter(Boolean).join(' · ');
}

/** What follows the checks: the heading of each in the text, in Markdown, and what there is to say. */
export function endingsOf({comparison, costs, leftByHand, notes}: Plan) {
	const unspoken = comparison?.unspoken ?? [];
	return [
		[
			'STANDS BESIDE IT',
			'Stands, and the document does not speak of it',
			unspoken.map(
				({what, was, unit, interrupts}) =>
					`${what}: ${countedText(was, unit)} stands, left alone${interrupts ? ' (--prune takes it away)' : ''}`,
			),
		],
		['COSTS', 'Costs', costs.map(({what, from, source}) => `${what}, ${from} (${source})`)],
		['LEFT TO YOU', 'Left to do by hand', leftByHand],
		['NOTES', 'Notes', notes],
	] as const;
}

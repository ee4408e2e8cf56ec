/* How a connection that stands compares with its document: as data, and as checks of a dry run. Each cloud's `compare` makes it. */
import type {KeySource} from '../../connection/document.ts';
import type {Finding} from '../../connection/finding.ts';
import type {ExistingConnection, Facts} from '../../connection/inventory.ts';
import {printable} from '../../connection/printable.ts';
import type {ChangedValue, Interruption} from './change.ts';
import {countedText, markText, newCosts, valueText} from './change-words.ts';
import type {Check, Plan} from './plan.ts';
import {trafficChecks} from './traffic-checks.ts';

/** What can be compared of a connection, by the path in the document, as it is shown to people. Never a secret. */
export type Settings = Readonly<Record<string, string>>;

/** A value of the document that is not the one that stands. */
export interface Difference extends ChangedValue {
	/** What goes down while it is taken away; left out where no plan is made of it. */
	readonly interrupts?: Interruption;
	/** Where the wish comes from, where the document does not say it itself: `preset strong`. */
	readonly from?: string;
}

/** A value that nobody can compare, and why. */
export interface NotCompared {
	readonly field: string;
	readonly why: string;
	/** It was read; the document has nothing that it could be held against. */
	readonly read?: true;
}

export interface Comparison {
	/** How many values are equal. */
	readonly equal: number;
	/** An apply takes them away, all of them, or none where one needs a new connection. */
	readonly differences: readonly Difference[];
	/** What the document asks for beside the connection itself and is not there: an apply makes it, together with the changes. */
	readonly missing: readonly string[];
	/** The same as values, nothing → what is made. Left out where nothing is missing. */
	readonly additions?: readonly Difference[];
	/**
	 * What stands and the document does not speak of: told, and left alone unless `prune` was asked for. `wanted` is what it would go back to. What has no
	 * `interrupts` is left alone then too.
	 */
	readonly unspoken?: readonly Difference[];
	/** What stands as it is asked for, or is nobody's to ask for in a document, and keeps traffic from getting through. */
	readonly warnings?: readonly Pick<Finding, 'rule' | 'field' | 'message' | 'mend'>[];
	/** What the cloud never shows, or not yet. */
	readonly notCompared: readonly NotCompared[];
	/** What the cloud refused to tell: whether the connection is whole is not known. */
	readonly unread: readonly NotCompared[];
}

/** Of a connection whose values nobody has read. */
export const notRead: Omit<Comparison, 'missing'> = {
	equal: 0,
	differences: [],
	notCompared: [],
	unread: [{field: '', why: 'its values have not been read'}],
};

/** A generated key may be any: one that the document takes from somewhere is never read back to compare it. */
export function keyNotCompared(field: string, key: KeySource): readonly NotCompared[] {
	return key.from === 'generated' ? [] : [{field, why: 'keys are never read back to be compared'}];
}

/** What could not be read, as far as the document needs it to be known whole. */
export function unreadOf({unread = []}: Facts, matters: (id: string) => boolean): readonly NotCompared[] {
	return unread.flatMap(({id, field = id, what, why}) =>
		matters(id) ? [{field, why: `${what} could not be read: ${why}`}] : [],
	);
}

/** Whether all that can be compared is known and as the document says. */
export function isWhole({differences, missing, unread}: Comparison): boolean {
	return differences.length + missing.length + unread.length === 0;
}

/** A difference in words: `tunnel 1: DPD timeout: 30 → 45 (in place, tunnel 1 (3.120.14.7) is interrupted)`. */
export function differenceText(difference: Difference): string {
	return `${difference.what}: ${valueText(difference)} (${markText(difference.interrupts)})`;
}

/** Whether no call takes a difference away: only a new connection would be as the document says, or somebody in the cloud's console. */
export function needsNew({interrupts}: Difference): boolean {
	return !interrupts || interrupts.kind === 'new';
}

/** How what a run found is not what it asked for: `DPD timeout is 30 s, asked was 45 s`. */
export function askedText({what, unit, ...values}: Difference): string {
	const [was, wanted] = [countedText(values.was, unit), countedText(values.wanted, unit)];
	if (was === '') return `${what} ${wanted} is missing`;
	return wanted === '' ? `${what} ${was} was not asked for` : `${what} is ${was}, asked was ${wanted}`;
}

/** Whose name a connection would have too, in words; undefined where it keeps its own or takes a free one. Nothing refuses that: people mix them up. */
export function nameTaken(
	differences: readonly Difference[],
	own: string,
	others: readonly Pick<ExistingConnection, 'id' | 'name' | 'state'>[],
): string | undefined {
	const name = differences.find(({field}) => field === 'name')?.wanted;
	const other = others.find(each => each.id !== own && each.name === name && !/^delet/i.test(each.state));
	return name === undefined || name === '' || !other ? undefined : `${other.id} is called ${printable(name)} already`;
}

/** What the subnets of route tables lose that learn the routes no more, a line each: no tunnel goes down, and their traffic ends all the same. */
export function tablesLeft(differences: readonly Difference[]): readonly string[] {
	return differences.flatMap(({field, was, wanted}) =>
		field === 'routeTables' && was !== '' && wanted === ''
			? [`${printable(was)} learns the site’s routes no more: its subnets lose the way to the site`]
			: [],
	);
}

/** What to do about a difference that can't be changed in place. */
export const newMend = `Change the document to what stands, or make a new connection beside it and delete this one. ${newCosts}`;

/**
 * The comparison of a plan whose connection exists, as checks of its dry run; none where it does not exist. Pure.
 * @param others what else was read of the account, where a tunnel that carries the traffic meanwhile may be of another connection
 */
export function comparisonChecks(
	plan: Pick<Plan, 'exists' | 'comparison' | 'actions'>,
	others: readonly ExistingConnection[] = [],
): readonly Check[] {
	const {exists, comparison, actions} = plan;
	if (!exists || !comparison) return [];
	const {differences, missing, unspoken = [], warnings = [], notCompared, unread, equal} = comparison;
	const read = 'read of the account';
	const stuck = differences.some(needsNew);
	const firstStuck = differences.findIndex(({interrupts}) => interrupts?.kind === 'new');
	const checks: Check[] = [
		{
			id: 'exists',
			title: 'the connection exists',
			result: 'pass',
			detail: `${exists.id} (${exists.state}) stands, and ${equal} of its values are as the document says`,
			proves: read,
		},
	];
	for (const [index, difference] of differences.entries())
		checks.push({
			id: `differs:${difference.field}:${index}`,
			title: stuck ? `${difference.what} differs` : `${difference.what} will be changed`,
			result: stuck || difference.interrupts?.kind !== 'nothing' ? 'warn' : 'pass',
			detail: `${valueText(difference)}, ${markText(difference.interrupts)}`,
			proves: read,
			field: difference.field,
			...(index === firstStuck ? {mend: newMend} : {}),
		});
	if (actions.length === 0)
		for (const [index, part] of missing.entries())
			checks.push({
				id: `missing:${index}`,
				title: `missing: ${part}`,
				result: 'warn',
				detail: 'it is not made while something can’t be changed in place',
				proves: read,
			});
	for (const {rule, field, message, mend} of warnings)
		checks.push({
			id: `warning:${rule}`,
			title: message,
			result: 'warn',
			detail: 'it is so now, and no part of this plan changes it',
			proves: read,
			field,
			...(mend === undefined ? {} : {mend}),
		});
	for (const [index, {field, what, was, unit, interrupts}] of unspoken.entries())
		checks.push({
			id: `unspoken:${field}${unspoken.findIndex(each => each.field === field) === index ? '' : `:${index}`}`,
			title: `${what} is left alone`,
			result: 'pass',
			detail: `${countedText(was, unit)} stands, and the document does not speak of it${interrupts ? '; --prune takes it away' : ''}`,
			proves: read,
			field,
		});
	for (const {field, why} of unread)
		checks.push({
			id: `unread:${field}`,
			title: `whether ${field} stands as the document says`,
			result: 'unknown',
			unanswered: true,
			detail: why,
			proves: 'the read got no answer',
			field,
		});
	for (const {field, why, read: wasRead} of notCompared)
		checks.push({
			id: `not-compared:${field}`,
			title: `${field} is not compared`,
			result: 'unknown',
			detail: why,
			proves: wasRead ? read : 'nothing can tell before',
			field,
		});
	const taken = nameTaken(differences, exists.id, others);
	if (taken !== undefined)
		checks.push({
			id: 'name-taken',
			title: 'no other connection has the new name',
			result: 'warn',
			detail: taken,
			proves: read,
			field: 'name',
			mend: 'Choose another name, or give the other one another first',
		});
	for (const [index, detail] of stuck ? [] : tablesLeft(differences).entries())
		checks.push({
			id: `table-left:${index}`,
			title: 'its subnets keep the way to the site',
			result: 'warn',
			detail,
			proves: read,
			field: 'routeTables',
			mend: 'Keep the route table where something in these subnets talks with the site',
		});
	return [...checks, ...trafficChecks(plan, others)];
}

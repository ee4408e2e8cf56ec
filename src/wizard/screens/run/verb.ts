import type {Deed, Plan} from '../../../clouds/contract/cloud.ts';

/** What a run does to its connection, in the forms that the screens need. */
interface Verb {
	/** `change berlin-office?`; the word to type where the name can't be. */
	readonly to: 'create' | 'change';
	readonly doing: string;
	readonly done: string;
	/** Of a run, as in `takes back what this run made`. */
	readonly did: string;
}

const create: Verb = {to: 'create', doing: 'Creating', done: 'Created', did: 'made'};
const change: Verb = {to: 'change', doing: 'Changing', done: 'Changed', did: 'changed'};
/** What is missing beside a connection that stands is made: the connection itself is changed by that. */
const addition: Verb = {...change, did: 'made'};

/** Whether a plan is of a connection that stands, and changes something of it: beside that it may make what is missing. */
export function changesWhatStands({exists, actions}: Pick<Plan, 'exists' | 'actions'>): boolean {
	return exists !== undefined && actions.some(action => action.change);
}

/** Whether it was compared with its document at its end: it stood before, and something of it was changed. */
export function isCompared(plan: Pick<Plan, 'exists' | 'actions' | 'deed'>): boolean {
	return changesWhatStands(plan) && !plan.deed;
}

/** What was done, where a deed was all of it. */
export const deedDone = {
	'renew-keys': 'Every tunnel that was asked for has its new key.',
	'replace-tunnel': 'The tunnel has another endpoint.',
	reset: 'The connection is reset.',
} as const satisfies Readonly<Record<Deed['kind'], string>>;

export function verbOf(plan: Pick<Plan, 'exists' | 'actions'>): Verb {
	if (changesWhatStands(plan)) return change;
	return plan.exists !== undefined && plan.actions.length > 0 ? addition : create;
}

import type {CloudRule, ExistingConnection, Facts} from '../../contract/cloud.ts';
import {type AwsConnection, awsConnection} from '../document.ts';
import type {AwsDraft} from '../own-document.ts';
import {compareConnection} from '../plan/compare.ts';
import type {Part} from '../plan/part.ts';
import {samePair} from '../read/duplicate.ts';
import {awsRule} from './rule.ts';

/** What a connection that stands and its document make of each other. */
export interface Change {
	readonly draft: AwsConnection;
	readonly facts: Facts;
	readonly exists: ExistingConnection;
	/** What differs. */
	readonly parts: readonly Part[];
}

/** The latest answer by draft: every rule asks for the same. */
const known = new WeakMap<AwsDraft, {readonly facts: Facts; readonly change: Change | undefined}>();

/** What would be changed of the connection that a draft is of; undefined where none stands, or the draft is not whole. */
function changeOf(draft: AwsDraft, facts: Facts): Change | undefined {
	const before = known.get(draft);
	if (before?.facts === facts) return before.change;
	const exists = samePair(draft, facts);
	const whole = exists && awsConnection.safeParse(draft).data;
	const change = exists && whole && {draft: whole, facts, exists, parts: compareConnection(whole, facts, exists).parts};
	known.set(draft, {facts, change});
	return change;
}

type Text = Omit<Parameters<typeof awsRule>[0], 'check'>;

/** A rule of what is changed: silent where nothing stands. */
export function changeRule(
	rule: Text & {readonly judge: (change: Change) => ReturnType<CloudRule['check']> | string | false | undefined},
) {
	const {judge, ...text} = rule;
	return awsRule({
		...text,
		needs: 'account',
		check(draft, facts) {
			const change = changeOf(draft, facts);
			return change && judge(change);
		},
	});
}

/** What differs, of some fields. */
export const differing = ({parts}: Change, fields: RegExp) => parts.filter(({shown}) => fields.test(shown.field));

import type {ConnectionDocument} from '../../connection/document.ts';
import type {Action, CloudRule, ExistingConnection, Plan} from '../contract/cloud.ts';
import type {Comparison, Difference, NotCompared} from '../contract/comparison.ts';

interface Parts extends Pick<Plan, 'costs' | 'leftByHand' | 'notes'> {
	/** What makes all of it. */
	readonly actions: () => readonly Action[];
	/** The connection of the document, where it stands, how it compares, and what makes it like the document, in order. */
	readonly standing:
		| {
				readonly exists: ExistingConnection;
				readonly compared: Omit<Comparison, 'missing'>;
				readonly actions: readonly Action[];
				/** What the changes begin to cost; none where it is left out. */
				readonly costs?: Plan['costs'];
				/** What the changes leave to people, beside the work at the site's device. */
				readonly leftByHand?: readonly string[];
		  }
		| undefined;
	readonly rules: readonly CloudRule[];
	/** Where a document asks for what an action makes beside a connection that stands: `routing.prefixes`. */
	readonly askedAt: (action: Action) => string;
}

/** A document's plan: what makes its connection; or, where that stands, what makes it like the document. Pure. */
export function planOf(
	document: ConnectionDocument,
	{actions, standing, rules, askedAt, costs, leftByHand, notes}: Parts,
): Plan {
	const {cloud, region, name} = document;
	const plan = {cloud, region, name, document};
	if (!standing) return {...plan, actions: actions(), costs, leftByHand, notes};
	const {exists, compared} = standing;
	const made = standing.actions.filter(({call, change}) => !change && !call.startsWith('Describe'));
	const comparison = {
		...compared,
		notCompared: [...compared.notCompared, ...refusedAsNew(rules, document, compared)],
		missing: made.map(({title, detail}) => `${title}, ${detail}`),
		...(made.length > 0 ? {additions: made.map(action => addition(action, askedAt(action)))} : {}),
	};
	// a part of what differs is no connection as the document says: all of it is made, or nothing
	const canBeMade = compared.differences.every(({interrupts}) => interrupts && interrupts.kind !== 'new');
	const inOrder = canBeMade ? standing.actions : [];
	// what stands costs what it did, and its device is set up: there is what the changes begin to cost and ask for
	const isChanged = inOrder.length > 0;
	const begins = (isChanged && standing.costs) || [];
	const left = [...deviceWork(inOrder), ...((isChanged && standing.leftByHand) || [])];
	return {...plan, actions: inOrder, costs: begins, leftByHand: left, exists, comparison, notes};
}

/** What is made beside a connection takes nothing down. */
function addition({title, detail}: Action, field: string): Difference {
	return {field, what: title, was: '', wanted: detail, interrupts: {kind: 'nothing'}};
}

/** What the site's device has to do for changes, each once. */
function deviceWork(actions: readonly Action[]): readonly string[] {
	return [...new Set(actions.flatMap(({change}) => change?.device ?? []))].map(work => `on the site’s device: ${work}`);
}

/**
 * What a document says, or fails to say, in a way that refuses a new connection: of one that stands nobody can tell by it what was wanted.
 * Only rules that the document alone breaks; what the comparison tells of already stays out. Pure.
 */
function refusedAsNew(
	rules: readonly CloudRule[],
	document: ConnectionDocument,
	{differences, notCompared}: Pick<Comparison, 'differences' | 'notCompared'>,
): readonly NotCompared[] {
	const told = new Set([...differences, ...notCompared].map(({field}) => field));
	return rules
		.filter(({severity, needs}) => severity === 'refuse' && needs === 'document')
		.flatMap(rule => rule.check(document, {}))
		.filter(({field}) => !told.has(field))
		.map(({field, message}) => ({field, why: `a new connection is refused like this: ${message}`, read: true}));
}

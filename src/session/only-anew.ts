import type {Cloud, ConvergeOptions, Facts} from '../clouds/contract/cloud.ts';
import type {Difference, NotCompared} from '../clouds/contract/comparison.ts';
import type {Option} from '../clouds/contract/option.ts';
import {moduleOf} from '../clouds/registry.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import {readPath, writePath} from '../connection/document-path.ts';

/** Something of a connection that stands that no call changes: its path in the document, and why. */
export interface OnlyAnew {
	readonly field: string;
	readonly why: string;
}

/** How a connection that is edited is held against its document: all of it was read back, so what the document leaves out is to go. */
function editing(connectionId: string): ConvergeOptions {
	return {connectionId, prune: true};
}

/** How a document compares with a connection that stands. */
interface Edit {
	/** What it would change, and what it would have made beside it. */
	readonly changes: readonly Difference[];
	/** What nobody can compare, since the cloud does not show it: it is not changed. */
	readonly unseen: readonly NotCompared[];
	/** What was read and is left as it stands, since it may be another's. */
	readonly left: readonly NotCompared[];
}

/** Undefined where its cloud can't tell yet. */
export function compareEdit(
	cloud: Pick<Cloud, 'plan'>,
	document: ConnectionDocument,
	facts: Facts,
	connectionId: string,
): Edit | undefined {
	try {
		const {comparison} = cloud.plan(document, facts, editing(connectionId));
		if (!comparison) return undefined;
		const {differences, additions = [], notCompared} = comparison;
		// of tables that are not read yet nobody knows whether they learn the routes already
		if (!facts.routeTables && additions.some(({field}) => field === 'routeTables')) return undefined;
		return {
			changes: [...differences, ...additions],
			unseen: notCompared.filter(({read}) => !read),
			left: notCompared.filter(({read}) => read),
		};
	} catch {
		// it names what is not read yet, or what can't be: the steps and the dry run speak of that
		return undefined;
	}
}

/**
 * What of a connection only a new one can have otherwise, before anybody has changed it: the cloud's own plan is asked about another value of
 * each question that has a few. Pure.
 * @param was as it was read back
 */
export function onlyAnewOf(
	cloud: Pick<Cloud, 'id' | 'plan'>,
	was: ConnectionDocument,
	facts: Facts,
	connectionId: string,
): readonly OnlyAnew[] {
	const {routingModes, form} = moduleOf(cloud.id);
	const modes = routingModes.filter(({mode}) => mode !== was.routing.mode);
	const questions: readonly Question[] = [
		{field: 'routing', values: modes.map(({mode}) => (mode === 'static' ? {mode, prefixes: []} : {mode}))},
		// what each tunnel has of its own is answered with what both have
		...form.options
			.filter(({path}) => form.tunnelOf?.(path) === undefined)
			.map(option => ({field: option.path, values: otherValues(option, was)})),
	];
	const changed = (values: readonly {readonly field: string; readonly value: unknown}[]) => {
		const other = structuredClone(was);
		for (const {field, value} of values) writePath(other, field, value);
		return compareEdit(cloud, other, facts, connectionId)?.changes;
	};
	// one plan tells of most of them; those that it does not speak of are asked about one by one
	const together = changed(
		questions.slice(1).flatMap(({field, values: [value]}) => (value === undefined ? [] : {field, value})),
	);
	return questions.flatMap(({field, values}) => {
		const known = together?.find(difference => isOf(difference.field, field));
		const found = known
			? [known]
			: values.flatMap(value => changed([{field, value}])?.find(difference => isOf(difference.field, field)) ?? []);
		const anew = found.find(({interrupts}) => interrupts?.kind === 'new')?.interrupts;
		return anew?.kind === 'new' ? [{field, why: anew.why}] : [];
	});
}

/** Something that is asked, and values that it does not have now. */
interface Question {
	readonly field: string;
	readonly values: readonly unknown[];
}

/** Whether a difference is of what is asked: of it, of a part, or of the same option of one tunnel. */
function isOf(path: string, field: string): boolean {
	const option = /options(\..+)$/.exec(field)?.[1];
	return path === field || path.startsWith(`${field}.`) || (option !== undefined && path.endsWith(`options${option}`));
}

/** Values of a document that an option does not have now; none of what is typed, for nobody knows what would be. */
function otherValues(option: Option, was: ConnectionDocument): readonly unknown[] {
	if (option.formOnly) return [];
	const now = readPath(was, option.path);
	if (option.kind === 'boolean') return [true, false].filter(value => value !== now);
	if (option.kind !== 'choice') return [];
	return option.choices.map(({id}) => (option.numeric ? Number(id) : id)).filter(value => value !== now);
}

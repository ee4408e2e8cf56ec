import type {Cloud, ConvergeOptions, Facts} from '../clouds/contract/cloud.ts';
import type {Difference} from '../clouds/contract/comparison.ts';
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

/** What a document would change of a connection that stands; undefined where its cloud can't tell yet. */
export function changesOf(
	cloud: Pick<Cloud, 'plan'>,
	document: ConnectionDocument,
	facts: Facts,
	connectionId: string,
): readonly Difference[] | undefined {
	try {
		return cloud.plan(document, facts, editing(connectionId)).comparison?.differences;
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
	const asked = (field: string, value: unknown): OnlyAnew | undefined => {
		const other = structuredClone(was);
		writePath(other, field, value);
		const found = changesOf(cloud, other, facts, connectionId)?.find(
			difference => isOf(difference.field, field) && difference.interrupts?.kind === 'new',
		);
		return found?.interrupts?.kind === 'new' ? {field, why: found.interrupts.why} : undefined;
	};
	const {routingModes, form} = moduleOf(cloud.id);
	const modes = routingModes.filter(({mode}) => mode !== was.routing.mode);
	const questions = [
		modes.map(({mode}) => ['routing', mode === 'static' ? {mode, prefixes: []} : {mode}] as const),
		...form.options.map(option => otherValues(option, was).map(value => [option.path, value] as const)),
	];
	return questions.flatMap(values => {
		for (const [field, value] of values) {
			const found = asked(field, value);
			if (found) return [found];
		}

		return [];
	});
}

const isOf = (path: string, field: string) => path === field || path.startsWith(`${field}.`);

/** Values of a document that an option does not have now; none of what is typed, for nobody knows what would be. */
function otherValues(option: Option, was: ConnectionDocument): readonly unknown[] {
	if (option.formOnly) return [];
	const now = readPath(was, option.path);
	if (option.kind === 'boolean') return [true, false].filter(value => value !== now);
	if (option.kind !== 'choice') return [];
	return option.choices.map(({id}) => (option.numeric ? Number(id) : id)).filter(value => value !== now);
}

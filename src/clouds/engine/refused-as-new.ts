import type {ConnectionDocument} from '../../connection/document.ts';
import type {CloudRule} from '../contract/cloud.ts';
import type {Comparison, NotCompared} from '../contract/comparison.ts';

/**
 * What a document says, or fails to say, in a way that refuses a new connection: of one that stands nobody can tell by it what was wanted.
 * Only rules that the document alone breaks; what the comparison tells of already stays out. Pure.
 */
export function refusedAsNew(
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

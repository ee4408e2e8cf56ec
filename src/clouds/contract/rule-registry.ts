import type {CloudId} from '../../connection/finding.ts';
import {schemaRules} from '../document/schema-rules.ts';
import {cloudModules} from '../registry.ts';
import type {CloudRule} from './cloud.ts';
import type {KeyRule, RuleTopic} from './key-rule.ts';

/*
 * Every rule there is, of all clouds, in one place. It loads no SDK: the reference page and the tests read it, and each cloud hands the
 * same rules to live validation, plan, review and dry run.
 */

/** The rules of a cloud: by topic, and what the schema of its document holds each field to. */
export interface CloudRules {
	readonly cloud: CloudId;
	readonly title: string;
	readonly topics: readonly RuleTopic[];
	/** What a pre-shared key is held to. */
	readonly key: KeyRule;
	readonly fields: readonly CloudRule[];
}

export const ruleRegistry: readonly CloudRules[] = await Promise.all(
	cloudModules().map(async ({id, title, rules}) => ({cloud: id, title, ...(await rules()), fields: schemaRules(id)})),
);

/** Every rule once: those that clouds share stand under each of them in the registry. */
export const allRules: readonly CloudRule[] = [
	...new Set(ruleRegistry.flatMap(({topics, fields}) => [...topics.flatMap(({rules}) => rules), ...fields])),
];

/** The rules about keys themselves, which stand in no document. */
export const keyRules: readonly KeyRule[] = ruleRegistry.map(({key}) => key);

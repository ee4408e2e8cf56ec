import type {CloudId} from '../../connection/finding.ts';
import {ruleGroups} from '../aws/rules/rules.ts';
import {schemaRules} from '../document/schema-rules.ts';
import {tencentTopics} from '../tencent/rules/rules.ts';
import type {CloudRule} from './cloud.ts';

/*
 * Every rule there is, of both clouds, in one place. It loads no SDK: the reference page and the tests read it, and each cloud hands the
 * same rules to live validation, plan, review and dry run.
 */

/** Rules that belong together. */
export interface RuleTopic {
	readonly id: string;
	readonly title: string;
	readonly rules: readonly CloudRule[];
}

/** The rules of a cloud: by topic, and what the schema of its document holds each field to. */
export interface CloudRules {
	readonly cloud: CloudId;
	readonly title: string;
	readonly topics: readonly RuleTopic[];
	readonly fields: readonly CloudRule[];
}

export const ruleRegistry: readonly CloudRules[] = [
	{cloud: 'aws', title: 'AWS', topics: ruleGroups, fields: schemaRules('aws')},
	{
		cloud: 'tencent',
		title: 'Tencent Cloud',
		topics: tencentTopics.map(({topic, title, rules}) => ({id: topic, title, rules})),
		fields: schemaRules('tencent'),
	},
];

/** Every rule once: those that both clouds share stand under each of them in the registry. */
export const allRules: readonly CloudRule[] = [
	...new Set(ruleRegistry.flatMap(({topics, fields}) => [...topics.flatMap(({rules}) => rules), ...fields])),
];

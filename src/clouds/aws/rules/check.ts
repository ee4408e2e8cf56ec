import type {ConnectionDraft} from '../../../connection/document.ts';
import type {Finding} from '../../../connection/finding.ts';
import type {CloudRule, Facts} from '../../contract/cloud.ts';
import {awsConnection} from '../document.ts';

const order: readonly string[] = Object.keys(awsConnection.shape);

/** What the rules find in a draft, in the order of the document's fields. */
export function checkRules(rules: readonly CloudRule[], draft: ConnectionDraft, facts: Facts): readonly Finding[] {
	return rules
		.flatMap(rule =>
			rule
				.check(draft, facts)
				.map((finding): Finding => ({mend: rule.mend, ...finding, rule: rule.id, severity: rule.severity})),
		)
		.map((finding, place) => ({finding, place, rank: rankOf(finding.field)}))
		.sort((a, b) => a.rank - b.rank || compareIndexes(a.finding.field, b.finding.field) || a.place - b.place)
		.map(({finding}) => finding);
}

function rankOf(field: string): number {
	return order.indexOf(/^[^.[]*/.exec(field)?.[0] ?? '');
}

/** Compares the list indexes of two paths, number by number. */
function compareIndexes(a: string, b: string): number {
	const left = [...a.matchAll(/\[(\d+)\]/g)].map(match => Number(match[1]));
	const right = [...b.matchAll(/\[(\d+)\]/g)].map(match => Number(match[1]));
	for (let place = 0; place < Math.max(left.length, right.length); place++) {
		const difference = (left[place] ?? -1) - (right[place] ?? -1);
		if (difference !== 0) return difference;
	}

	return 0;
}

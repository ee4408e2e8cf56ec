import type {ConnectionDraft} from '../../connection/document.ts';
import type {Finding} from '../../connection/finding.ts';
import type {CloudRule, Facts} from '../contract/cloud.ts';

/** What the rules find in a draft, in the rules' order. Pure. */
export function checkRules(rules: readonly CloudRule[], draft: ConnectionDraft, facts: Facts): readonly Finding[] {
	return rules.flatMap(rule =>
		rule
			.check(draft, facts)
			.map((finding): Finding => ({mend: rule.mend, ...finding, rule: rule.id, severity: rule.severity})),
	);
}

/** Findings in the order of the document's fields, and of the entries of their lists. Pure. @param fields the names that a document begins with */
export function inDocumentOrder(findings: readonly Finding[], fields: readonly string[]): readonly Finding[] {
	const rankOf = ({field}: Finding) => fields.indexOf(/^[^.[]*/.exec(field)?.[0] ?? '');
	return findings.toSorted((a, b) => rankOf(a) - rankOf(b) || compareIndexes(a.field, b.field));
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

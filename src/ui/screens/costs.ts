import type {Cost} from '../../clouds/contract/cloud.ts';

/** What a plan costs, in a sentence: what begins at the same time stands together. Sources stand in the report. */
export function costsText(costs: readonly Cost[]): string {
	const begins = [...new Set(costs.map(({from}) => from))];
	return begins
		.map(begin => {
			const items = costs.flatMap(({what, from}) => (from === begin ? [what] : []));
			return `${items.join(' + ')}, ${begin}`;
		})
		.join(' · ');
}

import type {Region} from '../../../clouds/contract/cloud.ts';
import type {Row} from '../../core/list.ts';
import {column} from '../../core/list-column.ts';
import {choiceRow} from '../choice-row.ts';

export const regionColumns = [column('REGION', 0, 14, 24), column('WHERE', 1, 10, 40), column('NOTE', 2, 20, 60)];

export function regionRows(regions: readonly Region[]): readonly Row[] {
	return regions.map(region => choiceRow([region.id, region.name, region.note ?? ''], region, region.aliases));
}

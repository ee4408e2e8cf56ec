import {printable} from '../../connection/printable.ts';
import type {PairText} from '../../wizard/answers/answers.ts';
import type {Asked} from '../../wizard/answers/asked.ts';
import type {Glyphs} from '../look.tsx';
import {cells} from '../text-width.ts';

/** A range of IPv4 with its prefix, and the cursor behind it. */
const leastCloud = 20;

interface PairColumns {
	/** Pointer, number and the space behind it. */
	readonly number: number;
	readonly cloud: number;
	readonly site: number;
}

const joinCells = ({join}: Pick<Glyphs, 'join'>) => cells(join) + 2;
const numberCells = (pairs: readonly PairText[]) => 4 + String(Math.max(1, pairs.length)).length;
const widest = (pairs: readonly PairText[], side: keyof PairText) =>
	pairs.reduce((most, pair) => Math.max(most, cells(printable(pair[side])) + 1), 0);

/** What the two columns are headed by. */
export interface SideNames {
	readonly cloud: string;
	readonly site: string;
}

export function sideNames({gateway, site, answers}: Asked): SideNames {
	const isNew = answers.sites[answers.region ?? '']?.kind === 'new';
	return {
		cloud: ['CLOUD SIDE', gateway?.attachedTo].filter(Boolean).join('  '),
		site: ['SITE SIDE', isNew ? answers.texts['site.name'] : (site?.name ?? site?.id)].filter(Boolean).join('  '),
	};
}

/** What each column needs so that neither its ranges nor its name are cut. The pair that is typed into moves no column. */
function needs(pairs: readonly PairText[], names: SideNames): {readonly cloud: number; readonly site: number} {
	return {
		cloud: Math.max(leastCloud, widest(pairs, 'cloudSide'), cells(printable(names.cloud))),
		site: Math.max(widest(pairs, 'siteSide'), cells(printable(names.site))),
	};
}

/** The columns of the pairs: nothing of either is cut where both have room; then ranges come before what heads them. */
export function pairColumns(
	pairs: readonly PairText[],
	names: SideNames,
	here: number,
	{width, stacked, glyphs}: {readonly width: number; readonly stacked: boolean; readonly glyphs: Glyphs},
): PairColumns {
	const number = numberCells(pairs);
	const still = pairs.toSpliced(here, 1);
	if (stacked) return {number, cloud: width - number, site: width - number};
	const both = width - number - joinCells(glyphs);
	const need = needs(still, names);
	const wished = Math.max(leastCloud, Math.floor(both * 0.4), Math.min(need.cloud, Math.floor(both * 0.53)));
	const cloud =
		need.cloud + need.site <= both
			? Math.min(Math.max(wished, need.cloud), both - need.site)
			: Math.min(wished, Math.max(leastCloud, widest(still, 'cloudSide'), both - widest(still, 'siteSide')));
	return {number, cloud, site: both - cloud};
}

/** The width at which nothing of the pairs is cut. */
export function pairsWant(asked: Asked, here: number, glyphs: Glyphs): number {
	const {pairs} = asked.answers;
	const {cloud, site} = needs(pairs.toSpliced(here, 1), sideNames(asked));
	return numberCells(pairs) + cloud + joinCells(glyphs) + site;
}

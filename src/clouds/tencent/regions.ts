import type {Region} from '../cloud.ts';
import {isIsolated} from './endpoint.ts';

/**
 * English names of the regions: the API gives Chinese ones to many accounts.
 * Source: vpc 2017-03-12 API documentation, "Region list"; region 2022-06-27, DescribeRegions.
 */
const names: Readonly<Record<string, string>> = {
	'ap-guangzhou': 'South China (Guangzhou)',
	'ap-shanghai': 'East China (Shanghai)',
	'ap-nanjing': 'East China (Nanjing)',
	'ap-beijing': 'North China (Beijing)',
	'ap-chengdu': 'Southwest China (Chengdu)',
	'ap-chongqing': 'Southwest China (Chongqing)',
	'ap-guiyang': 'Southwest China (Guiyang)',
	'ap-xian-ec': 'Northwest China (Xi’an)',
	'ap-hongkong': 'Hong Kong (China)',
	'ap-seoul': 'Seoul',
	'ap-tokyo': 'Tokyo',
	'ap-singapore': 'Singapore',
	'ap-bangkok': 'Bangkok',
	'ap-jakarta': 'Jakarta',
	'na-siliconvalley': 'Silicon Valley',
	'na-ashburn': 'Virginia',
	'eu-frankfurt': 'Frankfurt',
	'sa-saopaulo': 'São Paulo',
};

/** Finance regions are on no public list. Source: vpc 2017-03-12, CreateVpnConnection, note on finance regions. */
const financeNames: Readonly<Record<string, string>> = {
	'ap-shanghai-fsi': 'East China (Shanghai Finance)',
	'ap-shenzhen-fsi': 'South China (Shenzhen Finance)',
	'ap-beijing-fsi': 'North China (Beijing Finance)',
};

/** A region as DescribeRegions lists it, text already clean. */
export interface ListedRegion {
	readonly id: string;
	readonly name: string;
	readonly state: string;
}

/** The regions to choose from: those that the API lists, and the finance regions, which it omits. */
export function regionsOf(listed: readonly ListedRegion[]): readonly Region[] {
	const ids = new Set(listed.map(({id}) => id));
	return [
		...listed.map(({id, name, state}) => region(id, name, state)),
		...Object.keys(financeNames)
			.filter(id => !ids.has(id))
			.map(id => region(id, '', '')),
	];
}

/** The regions known without asking, for accounts that may not list them. `note` says why. */
export function knownRegions(note: string): readonly Region[] {
	return [
		...Object.keys(names).map(id => ({...region(id, '', ''), note})),
		...Object.keys(financeNames).map(id => region(id, '', '')),
	];
}

function region(id: string, listedName: string, state: string): Region {
	const usable = state === '' || state === 'AVAILABLE';
	return {
		id,
		name: names[id] ?? financeNames[id] ?? (listedName || id),
		state,
		selectable: usable,
		...(!usable && {reason: `${state.toLowerCase()} now`}),
		...(isIsolated(id) && {note: 'isolated finance region: own account, reached only through its own domain'}),
	};
}

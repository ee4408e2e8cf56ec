import type {Region} from '../../contract/cloud.ts';
import {isIsolated} from '../wire/endpoint.ts';

interface City {
	readonly name: string;
	/** The country, or the part of it; '' where it would say the same again. */
	readonly area: string;
	readonly chinese: string;
}

/**
 * Where the regions are: the API gives Chinese names to many accounts, English ones to others.
 * Source: vpc 2017-03-12 API documentation, "Region list", in both languages; region 2022-06-27, DescribeRegions.
 */
const cities: Readonly<Record<string, City>> = {
	'ap-guangzhou': {name: 'Guangzhou', area: 'South China', chinese: '华南地区(广州)'},
	'ap-shanghai': {name: 'Shanghai', area: 'East China', chinese: '华东地区(上海)'},
	'ap-nanjing': {name: 'Nanjing', area: 'East China', chinese: '华东地区(南京)'},
	'ap-beijing': {name: 'Beijing', area: 'North China', chinese: '华北地区(北京)'},
	'ap-chengdu': {name: 'Chengdu', area: 'Southwest China', chinese: '西南地区(成都)'},
	'ap-chongqing': {name: 'Chongqing', area: 'Southwest China', chinese: '西南地区(重庆)'},
	'ap-guiyang': {name: 'Guiyang', area: 'Southwest China', chinese: '西南地区(贵阳)'},
	'ap-xian-ec': {name: 'Xi’an', area: 'Northwest China', chinese: '西北地区(西安)'},
	'ap-hongkong': {name: 'Hong Kong', area: 'China', chinese: '港澳台地区(中国香港)'},
	'ap-seoul': {name: 'Seoul', area: 'South Korea', chinese: '亚太东北(首尔)'},
	'ap-tokyo': {name: 'Tokyo', area: 'Japan', chinese: '亚太东北(东京)'},
	'ap-singapore': {name: 'Singapore', area: '', chinese: '亚太东南(新加坡)'},
	'ap-bangkok': {name: 'Bangkok', area: 'Thailand', chinese: '亚太东南(曼谷)'},
	'ap-jakarta': {name: 'Jakarta', area: 'Indonesia', chinese: '亚太东南(雅加达)'},
	'na-siliconvalley': {name: 'Silicon Valley', area: 'US West', chinese: '美国西部(硅谷)'},
	'na-ashburn': {name: 'Virginia', area: 'US East', chinese: '美国东部(弗吉尼亚)'},
	'eu-frankfurt': {name: 'Frankfurt', area: 'Germany', chinese: '欧洲地区(法兰克福)'},
	'sa-saopaulo': {name: 'São Paulo', area: 'Brazil', chinese: '南美地区(圣保罗)'},
};

/** Finance regions are on no public list. Source: vpc 2017-03-12, CreateVpnConnection, note on finance regions. */
const financeCities: Readonly<Record<string, City>> = {
	'ap-shanghai-fsi': {name: 'Shanghai Finance', area: 'East China', chinese: '华东地区(上海金融)'},
	'ap-shenzhen-fsi': {name: 'Shenzhen Finance', area: 'South China', chinese: '华南地区(深圳金融)'},
	'ap-beijing-fsi': {name: 'Beijing Finance', area: 'North China', chinese: '华北地区(北京金融)'},
};

/** A region as DescribeRegions lists it, text already clean. */
interface ListedRegion {
	readonly id: string;
	readonly name: string;
	readonly state: string;
}

/** The regions to choose from: those that the API lists, and the finance regions, which it omits. */
export function regionsOf(listed: readonly ListedRegion[]): readonly Region[] {
	const ids = new Set(listed.map(({id}) => id));
	return [
		...listed.map(({id, name, state}) => region(id, name, state)),
		...Object.keys(financeCities)
			.filter(id => !ids.has(id))
			.map(id => region(id, '', '')),
	];
}

/** The regions known without asking, for accounts that may not list them. `note` says why. */
export function knownRegions(note: string): readonly Region[] {
	return [
		...Object.keys(cities).map(id => ({...region(id, '', ''), note})),
		...Object.keys(financeCities).map(id => region(id, '', '')),
	];
}

function region(id: string, listedName: string, state: string): Region {
	const known = cities[id] ?? financeCities[id];
	const usable = state === '' || state === 'AVAILABLE';
	return {
		id,
		name: known ? [known.name, known.area].filter(Boolean).join(', ') : cityFirst(listedName) || id,
		state,
		selectable: usable,
		aliases: [known?.chinese ?? '', listedName].filter(Boolean),
		...(!usable && {reason: `${state.toLowerCase()} now`}),
		...(isIsolated(id) && {note: 'isolated finance region: own account, reached only through its own domain'}),
	};
}

/** `华南地区(广州)` and `South China (Guangzhou)` with what is in the brackets first. */
function cityFirst(listedName: string): string {
	const [, area = '', city = ''] = /^(.+?)\s*[(（](.+)[)）]$/.exec(listedName) ?? [];
	return city === '' ? listedName : `${city}, ${area}`;
}

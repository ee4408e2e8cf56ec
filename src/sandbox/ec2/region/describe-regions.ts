import {ApiError} from '../protocol/api-error.ts';
import {filtered, filterList} from '../protocol/filters.ts';
import {operation} from '../protocol/operation.ts';
import {flag, list, text} from '../protocol/shape.ts';
import {items} from '../protocol/xml.ts';
import {type RegionEntry, regions} from './regions.ts';

const noTags = new Map<string, string>();

export const describeRegions = operation(
	'DescribeRegions',
	'reads',
	{RegionName: list(text), AllRegions: flag, Filter: filterList},
	({RegionName: names = [], AllRegions: all = false, Filter: filters}) => {
		const unknown = names.find(name => !regions.some(region => region.name === name));
		if (unknown !== undefined) throw new ApiError('InvalidParameterValue', `Invalid region provided: [${unknown}]`);
		const chosen = regions
			.filter(({name, optIn}) => (names.length === 0 ? all || optIn !== 'not-opted-in' : names.includes(name)))
			.map(region => ({...region, tags: noTags}));
		const shown = filtered(chosen, filters, {
			'region-name': region => [region.name],
			'opt-in-status': region => [region.optIn],
			endpoint: region => [endpointOf(region)],
		});
		return {
			regionInfo: items(
				shown.map(region => ({
					regionName: region.name,
					regionEndpoint: endpointOf(region),
					optInStatus: region.optIn,
					geographySet: items([{name: region.geography}]),
				})),
			),
		};
	},
);

function endpointOf({name}: RegionEntry): string {
	return `ec2.${name}.amazonaws.com`;
}

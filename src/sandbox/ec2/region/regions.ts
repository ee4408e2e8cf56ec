import {ApiError} from '../protocol/api-error.ts';
import {answer, filterList} from '../protocol/filters.ts';
import {operation} from '../protocol/operation.ts';
import {flag, list, text} from '../protocol/shape.ts';
import {items} from '../protocol/xml.ts';

export interface RegionEntry {
	readonly name: string;
	readonly optIn: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
	readonly geography: string;
}

const always = (name: string, geography: string): RegionEntry => ({name, optIn: 'opt-in-not-required', geography});

/** The regions that an AWS account of the sandbox sees. */
export const regions: readonly RegionEntry[] = [
	always('ap-south-1', 'India'),
	always('eu-north-1', 'Sweden'),
	always('eu-west-3', 'France'),
	always('eu-west-2', 'United Kingdom'),
	always('eu-west-1', 'Ireland'),
	always('ap-northeast-3', 'Japan'),
	always('ap-northeast-2', 'South Korea'),
	always('ap-northeast-1', 'Japan'),
	always('ca-central-1', 'Canada'),
	always('sa-east-1', 'Brazil'),
	always('ap-southeast-1', 'Singapore'),
	always('ap-southeast-2', 'Australia'),
	always('eu-central-1', 'Germany'),
	always('us-east-1', 'United States of America'),
	always('us-east-2', 'United States of America'),
	always('us-west-1', 'United States of America'),
	always('us-west-2', 'United States of America'),
	{name: 'eu-south-1', optIn: 'opted-in', geography: 'Italy'},
	{name: 'ap-east-1', optIn: 'not-opted-in', geography: 'Hong Kong'},
	{name: 'af-south-1', optIn: 'not-opted-in', geography: 'South Africa'},
	{name: 'me-south-1', optIn: 'not-opted-in', geography: 'Bahrain'},
];

/** Opt-in regions that the usual account does not list. */
const further: Readonly<Record<string, string>> = {
	'eu-central-2': 'Switzerland',
	'eu-south-2': 'Spain',
	'ap-southeast-3': 'Indonesia',
	'me-central-1': 'United Arab Emirates',
};

/** A region as an account sees it that has enabled it. */
export function enabledRegion(name: string): RegionEntry {
	const known = regions.find(region => region.name === name) ?? {
		name,
		geography: further[name] ?? '',
		optIn: 'opted-in',
	};
	return known.optIn === 'not-opted-in' ? {...known, optIn: 'opted-in'} : known;
}

const noTags = new Map<string, string>();

export const describeRegions = operation(
	'DescribeRegions',
	'reads',
	{RegionName: list(text), AllRegions: flag, Filter: filterList},
	(input, {regions}) => {
		const {RegionName: names = [], AllRegions: all = false} = input;
		const unknown = names.find(name => !regions.some(region => region.name === name));
		if (unknown !== undefined) throw new ApiError('InvalidParameterValue', `Invalid region provided: [${unknown}]`);
		const chosen = regions
			.filter(({name, optIn}) => (names.length === 0 ? all || optIn !== 'not-opted-in' : names.includes(name)))
			.map(region => ({...region, tags: noTags}));
		return answer('regionInfo', chosen, input, {
			filters: {
				'region-name': region => region.name,
				'opt-in-status': region => region.optIn,
				endpoint: endpointOf,
			},
			xml: region => ({
				regionName: region.name,
				regionEndpoint: endpointOf(region),
				optInStatus: region.optIn,
				geographySet: items([{name: region.geography}]),
			}),
		});
	},
);

function endpointOf({name}: RegionEntry): string {
	return `ec2.${name}.amazonaws.com`;
}

import {DescribeRegionsCommand} from '@aws-sdk/client-ec2';
import type {Region} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {isDenied} from '../../permissions.ts';
import {partitionOf} from '../sign-in/region-name.ts';
import {ask} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {word} from '../wire/tags.ts';

/**
 * The regions that every account of a partition has.
 * Source: AWS Account Management User Guide, "Enable or disable AWS Regions": those that are enabled by default.
 */
const inEveryAccount: Readonly<Record<string, readonly string[]>> = {
	'aws-cn': ['cn-north-1', 'cn-northwest-1'],
	'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
	'aws-eusc': ['eusc-de-east-1'],
	aws: [
		'ap-northeast-1',
		'ap-northeast-2',
		'ap-northeast-3',
		'ap-south-1',
		'ap-southeast-1',
		'ap-southeast-2',
		'ca-central-1',
		'eu-central-1',
		'eu-north-1',
		'eu-west-1',
		'eu-west-2',
		'eu-west-3',
		'sa-east-1',
		'us-east-1',
		'us-east-2',
		'us-west-1',
		'us-west-2',
	],
};

/** What there is to choose from without asking: the regions of every account, and that which is set, if it is another. */
function knownRegions(home: string): readonly Region[] {
	const known = inEveryAccount[partitionOf(home)] ?? [];
	const note = 'the list could not be read (ec2:DescribeRegions): this is a known one';
	return [...(known.includes(home) ? [] : [home]), ...known].map(id => ({
		id,
		name: placeOfRegion(id),
		state: '',
		selectable: true,
		note,
	}));
}

/**
 * Every region of the credentials' partition, by name; those that the account has not enabled can't be chosen. Credentials that may not
 * list them choose from those that every account has. @throws CloudError
 */
export async function readRegions(clients: AwsClients, signal: AbortSignal): Promise<readonly Region[]> {
	const region = await clients.homeRegion();
	try {
		return await listedRegions(clients, region, signal);
	} catch (error) {
		if (error instanceof CloudError && isDenied(error.info)) return knownRegions(region);
		throw error;
	}
}

async function listedRegions(clients: AwsClients, region: string, signal: AbortSignal): Promise<readonly Region[]> {
	const command = new DescribeRegionsCommand({AllRegions: true});
	const reply = await ask({clients, region, signal}, 'DescribeRegions', command);
	const regions = (reply.Regions ?? []).flatMap((entry): Region[] => {
		const id = word(entry.RegionName);
		if (id === '') return [];
		const state = word(entry.OptInStatus);
		const selectable = state !== 'not-opted-in';
		return [
			{
				id,
				name: placeOfRegion(
					id,
					(entry.Geography ?? []).map(place => word(place.Name)),
				),
				state,
				selectable,
				...(selectable ? {} : {reason: 'not enabled for this account: enable it in the account settings'}),
			},
		];
	});
	return regions.sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

/**
 * Where a region is, as the console names it: the city, or what AWS says in its place. DescribeRegions tells the country alone.
 * Source: AWS's own partitions.json (botocore), `description` of each region: "Europe (Frankfurt)" is Frankfurt here.
 */
const places: Readonly<Record<string, string>> = {
	'af-south-1': 'Cape Town',
	'ap-east-1': 'Hong Kong',
	'ap-east-2': 'Taipei',
	'ap-northeast-1': 'Tokyo',
	'ap-northeast-2': 'Seoul',
	'ap-northeast-3': 'Osaka',
	'ap-south-1': 'Mumbai',
	'ap-south-2': 'Hyderabad',
	'ap-southeast-1': 'Singapore',
	'ap-southeast-2': 'Sydney',
	'ap-southeast-3': 'Jakarta',
	'ap-southeast-4': 'Melbourne',
	'ap-southeast-5': 'Malaysia',
	'ap-southeast-6': 'New Zealand',
	'ap-southeast-7': 'Thailand',
	'ca-central-1': 'Central Canada',
	'ca-west-1': 'Calgary',
	'cn-north-1': 'Beijing',
	'cn-northwest-1': 'Ningxia',
	'eu-central-1': 'Frankfurt',
	'eu-central-2': 'Zurich',
	'eu-north-1': 'Stockholm',
	'eu-south-1': 'Milan',
	'eu-south-2': 'Spain',
	'eu-west-1': 'Ireland',
	'eu-west-2': 'London',
	'eu-west-3': 'Paris',
	'il-central-1': 'Tel Aviv',
	'me-central-1': 'UAE',
	'me-south-1': 'Bahrain',
	'mx-central-1': 'Central Mexico',
	'sa-east-1': 'São Paulo',
	'us-east-1': 'N. Virginia',
	'us-east-2': 'Ohio',
	'us-gov-east-1': 'US-East',
	'us-gov-west-1': 'US-West',
	'us-west-1': 'N. California',
	'us-west-2': 'Oregon',
};

/** `Frankfurt, Germany`: the city first, and behind it the country where DescribeRegions told it. '' where nothing is known. */
function placeOfRegion(id: string, geography: readonly string[] = []): string {
	const city = places[id] ?? '';
	const countries = geography.filter(country => country !== '' && !city.includes(country));
	return [city, ...countries].filter(Boolean).join(', ');
}

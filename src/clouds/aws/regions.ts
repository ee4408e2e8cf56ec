import {DescribeRegionsCommand} from '@aws-sdk/client-ec2';
import type {Region} from '../cloud.ts';
import type {AwsClients} from './client.ts';
import {word} from './tags.ts';

/** Every region of the credentials' partition, by name; those that the account has not enabled can't be chosen. */
export async function readRegions(clients: AwsClients, signal: AbortSignal): Promise<readonly Region[]> {
	const region = await clients.homeRegion();
	const reply = await clients.call({call: 'DescribeRegions', region, purpose: 'read', signal}, (client, options) =>
		client.send(new DescribeRegionsCommand({AllRegions: true}), options),
	);
	const regions = (reply.Regions ?? []).flatMap((entry): Region[] => {
		const id = word(entry.RegionName);
		if (id === '') return [];
		const state = word(entry.OptInStatus);
		const selectable = state !== 'not-opted-in';
		const geography = (entry.Geography ?? []).map(place => word(place.Name)).filter(Boolean);
		return [
			{
				id,
				name: geography.join(', '),
				state,
				selectable,
				...(selectable ? {} : {reason: 'not enabled for this account: enable it in the account settings'}),
			},
		];
	});
	return regions.sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

import {paginateDescribeVpcs} from '@aws-sdk/client-ec2';
import type {AwsClients} from '../wire/client.ts';
import {pagesOf} from '../wire/pages.ts';
import {nameOf, word} from '../wire/tags.ts';

/** What gateways need to know of a VPC. */
export interface VpcFacts {
	readonly id: string;
	readonly name: string;
	/** Every IPv4 range, the primary first; ranges that are being taken away are left out. */
	readonly networks: readonly string[];
}

/** The account's VPCs in a region, by id. */
export async function readVpcs(
	clients: AwsClients,
	region: string,
	signal: AbortSignal,
): Promise<ReadonlyMap<string, VpcFacts>> {
	return clients.call({call: 'DescribeVpcs', region, purpose: 'read', signal}, async (client, options) => {
		const vpcs = new Map<string, VpcFacts>();
		for await (const page of pagesOf(paginateDescribeVpcs({client}, {}, options))) {
			for (const vpc of page.Vpcs ?? []) {
				const id = word(vpc.VpcId);
				const all = [vpc.CidrBlock, ...associated(vpc.CidrBlockAssociationSet)];
				const networks = [...new Set(all.filter(cidr => cidr !== undefined && cidr !== '').map(cidr => word(cidr)))];
				vpcs.set(id, {id, name: nameOf(vpc.Tags), networks});
			}
		}

		return vpcs;
	});
}

function associated(
	set: readonly {
		readonly CidrBlock?: string | undefined;
		readonly CidrBlockState?: {readonly State?: string | undefined} | undefined;
	}[] = [],
): readonly (string | undefined)[] {
	return set
		.filter(({CidrBlockState}) => !/^(disassociat|fail)/.test(CidrBlockState?.State ?? ''))
		.map(entry => entry.CidrBlock);
}

import {paginateDescribeVpcs} from '@aws-sdk/client-ec2';
import {type AwsReach, askAll} from '../wire/ask.ts';
import {nameOf, word} from '../wire/tags.ts';

/** What gateways need to know of a VPC. */
export interface VpcFacts {
	readonly id: string;
	readonly name: string;
	/** Every IPv4 range, the primary first; ranges that are being taken away are left out. */
	readonly networks: readonly string[];
}

/** The account's VPCs in a region, by id. */
export async function readVpcs(reach: AwsReach): Promise<ReadonlyMap<string, VpcFacts>> {
	const vpcs = await askAll(reach, 'DescribeVpcs', paginateDescribeVpcs, {}, page => page.Vpcs);
	return new Map(
		vpcs.map(vpc => {
			const id = word(vpc.VpcId);
			const all = [vpc.CidrBlock, ...associated(vpc.CidrBlockAssociationSet)];
			const networks = [...new Set(all.filter(cidr => cidr !== undefined && cidr !== '').map(cidr => word(cidr)))];
			return [id, {id, name: nameOf(vpc.Tags), networks}];
		}),
	);
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

import {paginateDescribeRouteTables, type Route, type RouteTable as Table} from '@aws-sdk/client-ec2';
import type {RouteTable} from '../../contract/cloud.ts';
import {type AwsReach, askAll} from '../wire/ask.ts';
import {nameOf, word} from '../wire/tags.ts';
import {filter} from './describe.ts';

/** Every route table of a VPC, the main one first. */
export async function readRouteTables(reach: AwsReach, vpcId: string): Promise<readonly RouteTable[]> {
	const input = {Filters: [filter('vpc-id', vpcId)]};
	const tables = await askAll(
		reach,
		'DescribeRouteTables',
		paginateDescribeRouteTables,
		input,
		page => page.RouteTables,
	);
	return tables
		.map(fromTable)
		.filter(({id}) => id !== '')
		.sort((a, b) => Number(b.main) - Number(a.main) || a.id.localeCompare(b.id, 'en'));
}

function fromTable(table: Table): RouteTable {
	return {
		id: word(table.RouteTableId),
		name: nameOf(table.Tags),
		selectable: true,
		vpcId: word(table.VpcId),
		main: table.Associations?.some(({Main}) => Main === true) ?? false,
		propagatingGateways: (table.PropagatingVgws ?? []).map(({GatewayId}) => word(GatewayId)).filter(Boolean),
		routes: (table.Routes ?? []).map(route => ({
			destination: word(route.DestinationCidrBlock || route.DestinationIpv6CidrBlock || route.DestinationPrefixListId),
			target: targetOf(route),
			...(route.Origin === 'EnableVgwRoutePropagation' ? {propagated: true} : {}),
		})),
	};
}

function targetOf(route: Route): string {
	return word(
		route.GatewayId ||
			route.TransitGatewayId ||
			route.NatGatewayId ||
			route.VpcPeeringConnectionId ||
			route.NetworkInterfaceId ||
			route.InstanceId ||
			route.EgressOnlyInternetGatewayId ||
			route.LocalGatewayId ||
			route.CarrierGatewayId ||
			route.CoreNetworkArn,
	);
}

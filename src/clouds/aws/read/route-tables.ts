import {paginateDescribeRouteTables, type Route} from '@aws-sdk/client-ec2';
import type {RouteTable} from '../../contract/cloud.ts';
import type {AwsClients} from '../wire/client.ts';
import {pagesOf} from '../wire/pages.ts';
import {nameOf, word} from '../wire/tags.ts';

/** Every route table of a VPC, the main one first. */
export async function readRouteTables(
	clients: AwsClients,
	region: string,
	vpcId: string,
	signal: AbortSignal,
): Promise<readonly RouteTable[]> {
	return clients.call({call: 'DescribeRouteTables', region, purpose: 'read', signal}, async (client, options) => {
		const tables: RouteTable[] = [];
		const filters = {Filters: [{Name: 'vpc-id', Values: [vpcId]}]};
		for await (const page of pagesOf(paginateDescribeRouteTables({client}, filters, options))) {
			for (const table of page.RouteTables ?? []) {
				const id = word(table.RouteTableId);
				if (id === '') continue;
				tables.push({
					id,
					name: nameOf(table.Tags),
					selectable: true,
					vpcId: word(table.VpcId),
					main: table.Associations?.some(({Main}) => Main === true) ?? false,
					propagatingGateways: (table.PropagatingVgws ?? []).map(({GatewayId}) => word(GatewayId)).filter(Boolean),
					routes: (table.Routes ?? []).map(route => ({
						destination: word(
							route.DestinationCidrBlock || route.DestinationIpv6CidrBlock || route.DestinationPrefixListId,
						),
						target: targetOf(route),
						...(route.Origin === 'EnableVgwRoutePropagation' ? {propagated: true} : {}),
					})),
				});
			}
		}

		return tables.sort((a, b) => Number(b.main) - Number(a.main) || a.id.localeCompare(b.id, 'en'));
	});
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

import type {Standing} from '../../export/exported.ts';
import {type Block, expression, importBlock, resource, variable} from '../../export/hcl.ts';
import type {AwsConnection} from '../document.ts';

/** The static routes of a transit gateway go into a table that the document does not name; what stands does. */
export function routeVariables(document: AwsConnection, standing: Standing | undefined): readonly Block[] {
	const isNamed = transitPrefixes(document).every(prefix => tableOf(prefix, standing) !== undefined);
	return isNamed
		? []
		: [variable('transit_gateway_route_table_id', 'Route table of the transit gateway that the static routes go into')];
}

/** Source: documentation of `aws_ec2_transit_gateway_route`, "Import": table, underscore, destination. */
export function routeImports(document: AwsConnection, standing: Standing): readonly Block[] {
	return transitPrefixes(document).flatMap((prefix, index) => {
		const table = tableOf(prefix, standing);
		return table ? [importBlock(`aws_ec2_transit_gateway_route.route_${index + 1}`, `${table}_${prefix}`)] : [];
	});
}

function transitPrefixes({routing, cloudGateway}: AwsConnection): readonly string[] {
	return routing.mode === 'static' && cloudGateway.kind === 'tgw' ? routing.prefixes : [];
}

function tableOf(prefix: string, standing: Standing | undefined): string | undefined {
	return standing?.routes?.find(({destination}) => destination === prefix)?.tableId;
}

export function routeBlocks({routing, cloudGateway}: AwsConnection, standing: Standing | undefined): readonly Block[] {
	if (routing.mode !== 'static') return [];
	return routing.prefixes.map((prefix, index) =>
		cloudGateway.kind === 'tgw'
			? resource('aws_ec2_transit_gateway_route', `route_${index + 1}`, [
					{
						destination_cidr_block: prefix,
						transit_gateway_attachment_id: expression('aws_vpn_connection.this.transit_gateway_attachment_id'),
						transit_gateway_route_table_id:
							tableOf(prefix, standing) ?? expression('var.transit_gateway_route_table_id'),
					},
				])
			: resource(
					'aws_vpn_connection_route',
					`route_${index + 1}`,
					[{destination_cidr_block: prefix, vpn_connection_id: expression('aws_vpn_connection.this.id')}],
					standing && index === 0
						? ['the routes stand already; the provider’s documentation names no import for those of a connection']
						: undefined,
				),
	);
}

export function propagationBlocks(
	{routeTables, cloudGateway}: AwsConnection,
	standing: Standing | undefined,
): readonly Block[] {
	const gateway =
		cloudGateway.kind === 'vgw'
			? cloudGateway.id
			: cloudGateway.kind === 'new-vgw'
				? expression('aws_vpn_gateway.cloud.id')
				: undefined;
	if (gateway === undefined) return [];
	return routeTables.map((table, index) =>
		resource(
			'aws_vpn_gateway_route_propagation',
			`table_${index + 1}`,
			[{route_table_id: table, vpn_gateway_id: gateway}],
			standing && index === 0 ? ['it stands already and has no import: to enable it again changes nothing'] : undefined,
		),
	);
}

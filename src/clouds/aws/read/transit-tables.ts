import {
	paginateDescribeTransitGatewayRouteTables,
	paginateGetTransitGatewayAttachmentPropagations,
} from '@aws-sdk/client-ec2';
import {type AwsReach, askAll} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';
import {filter} from './describe.ts';

/** The ids of a transit gateway's route tables, without those that are being deleted. @throws CloudError */
export async function transitTables(reach: AwsReach, gatewayId: string): Promise<readonly string[]> {
	const tables = await askAll(
		reach,
		'DescribeTransitGatewayRouteTables',
		paginateDescribeTransitGatewayRouteTables,
		{Filters: [filter('transit-gateway-id', gatewayId)]},
		page => page.TransitGatewayRouteTables,
	);
	return tables
		.filter(({State}) => !/^delet/.test(State ?? ''))
		.map(table => word(table.TransitGatewayRouteTableId))
		.filter(Boolean);
}

/** The ids of the route tables that an attachment teaches its routes. @throws CloudError */
export async function attachmentPropagations(reach: AwsReach, attachmentId: string): Promise<readonly string[]> {
	const propagations = await askAll(
		reach,
		'GetTransitGatewayAttachmentPropagations',
		paginateGetTransitGatewayAttachmentPropagations,
		{TransitGatewayAttachmentId: attachmentId},
		page => page.TransitGatewayAttachmentPropagations,
	);
	return propagations
		.filter(({State}) => !/^disabl/.test(State ?? ''))
		.map(each => word(each.TransitGatewayRouteTableId))
		.filter(Boolean);
}

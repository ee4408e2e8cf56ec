import {ApiError} from './api-error.ts';
import {chosen, filtered, filterList, page, pageMembers} from './filters.ts';
import {operation} from './operation.ts';
import {list, text} from './shape.ts';
import {tagSet} from './tags.ts';
import {items} from './xml.ts';

export const describeVpnConcentrators = operation(
	'DescribeVpnConcentrators',
	'reads',
	{VpnConcentratorId: list(text), Filter: filterList, ...pageMembers},
	(input, {region, now}) => {
		const found = chosen(
			region.vpnConcentrators,
			input.VpnConcentratorId,
			id => new ApiError('InvalidVpnConcentratorID.NotFound', `The vpnConcentrator ID '${id}' does not exist`),
		);
		const shown = filtered(found, input.Filter, {
			state: concentrator => [concentrator.state.value(now)],
			'transit-gateway-id': concentrator => [concentrator.transitGatewayId],
			'vpn-concentrator-id': concentrator => [concentrator.id],
		});
		const {rows, nextToken} = page(shown, input, {least: 200, ids: input.VpnConcentratorId});
		return {
			vpnConcentratorSet: items(
				rows.map(concentrator => ({
					vpnConcentratorId: concentrator.id,
					state: concentrator.state.value(now),
					transitGatewayId: concentrator.transitGatewayId,
					transitGatewayAttachmentId: concentrator.transitGatewayAttachmentId,
					type: 'ipsec.1',
					tagSet: tagSet(concentrator.tags),
				})),
			),
			nextToken,
		};
	},
);

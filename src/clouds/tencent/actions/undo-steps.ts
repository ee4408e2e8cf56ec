import type {Action, Made, UndoStep} from '../../contract/cloud.ts';
import {text} from '../wire/reply.ts';
import {idOf} from './fill.ts';
import {destinationsOf, member} from './find.ts';

/** The calls that take back what a run made, last made first: routes, the tunnel, the customer gateway. */
export function undoSteps({plan, results, standing}: Made): readonly UndoStep[] {
	return plan.actions.toReversed().flatMap(action => {
		const result = results.get(action.id);
		if (!result || result.existed) return [];
		const step = stepFor(action, result.id, standing.get(action.id) ?? [], results);
		return step ? [{...step, id: action.id}] : [];
	});
}

function stepFor(
	action: Action,
	id: string,
	standing: readonly string[],
	results: Made['results'],
): Omit<UndoStep, 'id'> | undefined {
	const {parameters} = action;
	if (action.call === 'CreateCustomerGateway')
		return {
			title: 'delete customer gateway',
			detail: id,
			call: 'DeleteCustomerGateway',
			parameters: {CustomerGatewayId: id},
		};
	if (action.call === 'CreateVpnConnection')
		return {
			title: 'delete VPN tunnel',
			detail: id,
			call: 'DeleteVpnConnection',
			parameters: {VpnGatewayId: text(parameters.VpnGatewayId), VpnConnectionId: id},
		};
	const destinations = destinationsOf(parameters.Routes).filter(destination => !standing.includes(destination));
	if (destinations.length === 0) return undefined;
	const shown = destinations.slice(0, 3).join(', ') + (destinations.length > 3 ? ', …' : '');
	const first = Array.isArray(parameters.Routes) ? parameters.Routes[0] : undefined;
	if (action.call === 'CreateVpnGatewayRoutes')
		return {
			title: 'delete routes to the tunnel on the VPN gateway',
			detail: shown,
			call: 'DeleteVpnGatewayRoutes',
			parameters: {
				VpnGatewayId: text(parameters.VpnGatewayId),
				InstanceId: idOf(member(first, 'InstanceId'), results) ?? '',
				Destinations: destinations,
			},
		};
	return {
		title: 'delete routes to the VPN gateway in the VPC',
		detail: `${text(parameters.RouteTableId)}: ${shown}`,
		call: 'DeleteRoutes',
		parameters: {
			RouteTableId: text(parameters.RouteTableId),
			GatewayId: text(member(first, 'GatewayId')),
			Destinations: destinations,
		},
	};
}

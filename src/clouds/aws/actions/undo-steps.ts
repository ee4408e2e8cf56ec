import type {Action, Made, UndoStep} from '../../contract/cloud.ts';
import {fill} from '../../engine/fill.ts';
import {requests} from './requests.ts';

/**
 * The calls that take back what a run made, last made first: routes and propagation, the connection, then the gateways.
 * Static routes of a connection that goes, and the tags of its transit gateway attachment, go with it and need no call.
 */
export function undoSteps({plan, results}: Made): readonly UndoStep[] {
	const connectionGoes = results.get('connection')?.existed === false;
	return plan.actions.toReversed().flatMap(action => {
		const result = results.get(action.id);
		if (!result || result.existed) return [];
		if (action.call === 'CreateVpnConnectionRoute' && connectionGoes) return [];
		const step = stepFor(action, result.id, filledIn(action, results));
		return step ? [{...step, id: action.id}] : [];
	});
}

function stepFor(action: Action, id: string, request: Record<string, unknown>): Omit<UndoStep, 'id'> | undefined {
	switch (action.call) {
		case 'CreateVpnGateway':
			return {
				title: 'delete virtual private gateway',
				detail: id,
				call: 'DeleteVpnGateway',
				parameters: {VpnGatewayId: id},
			};
		case 'AttachVpnGateway': {
			const {VpcId, VpnGatewayId} = requests.AttachVpnGateway.parse(request);
			return {
				title: 'detach virtual private gateway',
				detail: `${VpnGatewayId} from ${VpcId}`,
				call: 'DetachVpnGateway',
				parameters: {VpcId, VpnGatewayId},
			};
		}

		case 'CreateCustomerGateway':
			return {
				title: 'delete customer gateway',
				detail: id,
				call: 'DeleteCustomerGateway',
				parameters: {CustomerGatewayId: id},
			};
		case 'CreateVpnConnection':
			return {
				title: 'delete VPN connection',
				detail: id,
				call: 'DeleteVpnConnection',
				parameters: {VpnConnectionId: id},
			};
		case 'CreateVpnConnectionRoute': {
			const {DestinationCidrBlock, VpnConnectionId} = requests.CreateVpnConnectionRoute.parse(request);
			return {
				title: 'delete static route',
				detail: `${DestinationCidrBlock} of ${VpnConnectionId}`,
				call: 'DeleteVpnConnectionRoute',
				parameters: {DestinationCidrBlock, VpnConnectionId},
			};
		}

		case 'EnableVgwRoutePropagation': {
			const {GatewayId, RouteTableId} = requests.EnableVgwRoutePropagation.parse(request);
			return {
				title: 'stop propagating routes',
				detail: `of ${GatewayId} into ${RouteTableId}`,
				call: 'DisableVgwRoutePropagation',
				parameters: {GatewayId, RouteTableId},
			};
		}

		case 'CreateTransitGatewayRoute': {
			const route = requests.CreateTransitGatewayRoute.parse(request);
			return {
				title: 'delete transit gateway route',
				detail: `${route.DestinationCidrBlock} in ${route.TransitGatewayRouteTableId}`,
				call: 'DeleteTransitGatewayRoute',
				parameters: {...route},
			};
		}

		default:
			return undefined;
	}
}

function filledIn(action: Action, results: Made['results']): Record<string, unknown> {
	return fill(action.parameters, {result: actionId => results.get(actionId)?.id, secret: () => undefined});
}

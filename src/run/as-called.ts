import type {UndoStep} from '../clouds/contract/cloud.ts';

const titles: Readonly<Record<string, string>> = {
	DeleteVpnConnection: 'delete VPN connection',
	DeleteVpnConnectionRoute: 'delete static route',
	DeleteVpnGatewayRoutes: 'delete routes to the tunnel on the VPN gateway',
	DeleteCustomerGateway: 'delete customer gateway',
	DeleteVpnGateway: 'delete virtual private gateway',
	DetachVpnGateway: 'detach virtual private gateway',
	DisableVgwRoutePropagation: 'stop propagating routes',
	DeleteRoutes: 'delete routes to the VPN gateway in the VPC',
	DeleteTransitGatewayRoute: 'delete transit gateway route',
};

/** A step in words that its call's own values make: the words of a journal may be of something else. */
export function asCalled(step: UndoStep): UndoStep {
	return {
		...step,
		title:
			step.call === 'DeleteVpnConnection' && 'VpnGatewayId' in step.parameters
				? 'delete VPN tunnel'
				: (titles[step.call] ?? step.call),
		detail: Object.values(step.parameters).flat().join(', '),
	};
}

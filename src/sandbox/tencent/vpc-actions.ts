import type {Actions} from './action.ts';
import {ccnActions} from './ccn-actions.ts';
import {connectionActions} from './connection-actions.ts';
import {customerGatewayActions} from './customer-gateway-actions.ts';
import {deviceActions} from './device-configuration.ts';
import {gatewayActions} from './gateway-actions.ts';
import {gatewayCreateActions} from './gateway-create-actions.ts';
import {gatewayRouteActions} from './gateway-route-actions.ts';
import {routeTableActions} from './route-table-actions.ts';
import {vpcReadActions} from './vpc-read-actions.ts';

/** vpc 2017-03-12: what of it concerns VPN. */
export const vpcActions: Actions = {
	...vpcReadActions,
	...gatewayActions,
	...gatewayCreateActions,
	...customerGatewayActions,
	...connectionActions,
	...gatewayRouteActions,
	...routeTableActions,
	...ccnActions,
	...deviceActions,
};

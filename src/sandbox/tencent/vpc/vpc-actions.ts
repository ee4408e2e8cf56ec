import {ccnActions} from '../ccn/ccn-actions.ts';
import {connectionActions} from '../connection/connection-actions.ts';
import {deviceActions} from '../connection/device-configuration.ts';
import {customerGatewayActions} from '../customer-gateway/customer-gateway-actions.ts';
import {gatewayActions} from '../gateway/gateway-actions.ts';
import {gatewayCreateActions} from '../gateway/gateway-create-actions.ts';
import {gatewayModifyActions} from '../gateway/gateway-modify-actions.ts';
import {gatewayRouteActions} from '../gateway/gateway-route-actions.ts';
import type {Actions} from '../protocol/action.ts';
import {routeChangeActions} from './route-change-actions.ts';
import {routeTableActions} from './route-table-actions.ts';
import {vpcReadActions} from './vpc-read-actions.ts';

/** vpc 2017-03-12: what of it concerns VPN. */
export const vpcActions: Actions = {
	...vpcReadActions,
	...gatewayActions,
	...gatewayCreateActions,
	...gatewayModifyActions,
	...customerGatewayActions,
	...connectionActions,
	...gatewayRouteActions,
	...routeTableActions,
	...routeChangeActions,
	...ccnActions,
	...deviceActions,
};

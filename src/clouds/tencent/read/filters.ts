import type {Asked} from '../../net/believed-list.ts';

/** A filter of a Describe call: one of its values is enough. */
export type Filter = {readonly name: string; readonly values: readonly string[]};

/** Filters by an id, and the member of an item that they are about. Source: vpc 2017-03-12, "Filters" of each call. */
const idFilters: Readonly<Record<string, string>> = {
	'vpn-connection-id': 'VpnConnectionId',
	'vpn-gateway-id': 'VpnGatewayId',
	'customer-gateway-id': 'CustomerGatewayId',
	'route-table-id': 'RouteTableId',
	'vpc-id': 'VpcId',
};

/** What every item of a list must be, by the filters that it was asked for with. */
export function askedBy(wanted: readonly Filter[]): Asked {
	return Object.fromEntries(
		wanted.flatMap(({name, values}) => (idFilters[name] === undefined ? [] : [[idFilters[name], values]])),
	);
}

/** Filters as the API takes them. */
export const filters = (wanted: readonly Filter[]) =>
	wanted.length > 0 ? {Filters: wanted.map(({name, values}) => ({Name: name, Values: [...values]}))} : {};

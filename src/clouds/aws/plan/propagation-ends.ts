import type {Check, ExistingConnection, Facts} from '../../contract/cloud.ts';
import type {Part} from './part.ts';

/*
 * A table that learns no routes of a virtual private gateway any more loses those of Direct Connect too. EC2's API does not tell whether a gateway has a
 * virtual interface or a Direct Connect gateway: that is another service's, so it is not known, and said before it is done.
 * Source: Amazon EC2 API Reference, VpnGateway (no member for it); Amazon VPC User Guide, "Route propagation".
 */

/** The tables that stop to learn. */
const tablesIn = (parts: readonly Part[]) => parts.filter(({by}) => by === 'table').map(({name}) => name);

/** What people look at before tables stop to learn a gateway's routes; none where none does. */
export function lookAtDirectConnect(parts: readonly Part[], {cloudGatewayId}: ExistingConnection): readonly string[] {
	const tables = tablesIn(parts);
	return tables.length === 0
		? []
		: [
				`looking whether Direct Connect uses ${cloudGatewayId}, before ${tables.join(', ')} loses its routes too: not known here`,
			];
}

/** The same as a check of a dry run, with what of the tables gives a hint. Pure. */
export function directConnectChecks(
	tables: readonly string[],
	{routeTables = []}: Facts,
	{cloudGatewayId = '', routing, routes}: ExistingConnection,
): readonly Check[] {
	if (tables.length === 0) return [];
	const own = new Set(routes?.map(({destination}) => destination));
	// with BGP nobody knows who has taught the gateway a route
	const others =
		routing === 'static' && routes
			? routeTables
					.filter(({id}) => tables.includes(id))
					.flatMap(table => table.routes.filter(route => route.propagated && route.target === cloudGatewayId))
					.map(({destination}) => destination)
					.filter(destination => !own.has(destination))
			: [];
	const hint =
		others.length > 0
			? `${[...new Set(others)].join(', ')} is learned from the gateway and is no route of this connection: something else teaches it`
			: 'the API of the gateway does not tell it';
	return [
		{
			id: `direct-connect:${cloudGatewayId}`,
			title: `whether Direct Connect uses ${cloudGatewayId} is not known`,
			result: 'warn',
			detail: `${tables.join(', ')} will learn no route from it any more, those of Direct Connect neither; ${hint}`,
			proves: others.length > 0 ? 'read of the account' : 'nothing can tell before',
			field: 'routeTables',
			mend: `Look first: aws directconnect describe-virtual-interfaces, and describe-direct-connect-gateway-associations --virtual-gateway-id ${cloudGatewayId}. Name a table in the document to keep it`,
		},
	];
}

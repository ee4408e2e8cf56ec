import type {Cloud, UndoStep} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import {nameToType} from '../connection/take-down.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import type {Removal} from './removal.ts';

type Connection = Removal['connection'];

/** What each delete must name of the connection that is deleted; a call that is not here is none of a deletion. */
const names: Readonly<
	Record<string, (parameters: UndoStep['parameters']) => readonly [unknown, keyof Connection] | undefined>
> = {
	// its attachment is held against the connection right before it goes
	DeleteTransitGatewayRoute: () => undefined,
	DeleteVpnConnection: ({VpnConnectionId}) => [VpnConnectionId, 'id'],
	DeleteVpnConnectionRoute: ({VpnConnectionId}) => [VpnConnectionId, 'id'],
	DeleteVpnGatewayRoutes: ({InstanceId}) => [InstanceId, 'id'],
	DeleteCustomerGateway: ({CustomerGatewayId}) => [CustomerGatewayId, 'siteGatewayId'],
	DeleteVpnGateway: ({VpnGatewayId}) => [VpnGatewayId, 'cloudGatewayId'],
	DetachVpnGateway: ({VpnGatewayId}) => [VpnGatewayId, 'cloudGatewayId'],
	DisableVgwRoutePropagation: ({GatewayId}) => [GatewayId, 'cloudGatewayId'],
	DeleteRoutes: ({GatewayId}) => [GatewayId, 'cloudGatewayId'],
};

/**
 * Holds a deletion, as its journal tells it, against what stands: the journal is a file that anybody can have edited, and the name was
 * typed for one connection. Reads only.
 * @throws UserError when a step names something else, or the connection is not the one whose name was typed; CloudError
 */
export async function refuseOtherThings(
	cloud: Pick<Cloud, 'connections' | 'title'>,
	{connection, region}: Removal,
	left: readonly UndoStep[],
	signal: AbortSignal,
): Promise<void> {
	for (const {call, parameters, title, detail} of left) {
		const namesIt = names[call];
		if (!namesIt) throw foreign(connection, [`${call} is no call of a deletion`]);
		const [named, member] = namesIt(parameters) ?? [];
		if (member !== undefined && named !== connection[member])
			throw foreign(connection, [`${title}: ${detail} is no part of it`]);
	}

	const standing = (await cloud.connections(region, signal)).find(({id}) => id === connection.id);
	if (!standing || /^delet/i.test(standing.state)) return;
	const members = ['name', 'cloudGatewayId', 'siteGatewayId'] as const;
	const other = members.filter(member => (standing[member] ?? '') !== (connection[member] ?? ''));
	if (other.length > 0)
		throw foreign(
			connection,
			other.map(member => `its ${words[member]} is ${standing[member] || 'none'}, not ${connection[member] || 'none'}`),
		);
}

const words = {name: 'name', cloudGatewayId: 'gateway', siteGatewayId: 'customer gateway'} as const;

function foreign(connection: Connection, items: readonly string[]): UserError {
	return new UserError(
		`this deletion is not of ${printable(nameToType(connection))}, ${printable(connection.id)}, as it stands: nothing further was deleted`,
		{
			items: items.map(item => printable(item, 400)),
			mend: 'tunnelwright status shows what stands; tunnelwright delete ID reads it anew',
			exit: exitCode.refused,
		},
	);
}

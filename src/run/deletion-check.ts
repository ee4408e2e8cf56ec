import type {Cloud, UndoStep} from '../clouds/contract/cloud.ts';
import {moduleOf} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {nameToType} from '../connection/take-down.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import type {Removal} from './removal.ts';

type Connection = Removal['connection'];

/**
 * Holds a deletion, as its journal tells it, against what stands: the journal is a file that anybody can have edited, and the name was
 * typed for one connection. Reads only.
 * @throws UserError when a step names something else, or the connection is not the one whose name was typed; CloudError
 */
export async function refuseOtherThings(
	cloud: Pick<Cloud, 'connections'>,
	{cloud: id, connection, region}: Removal,
	left: readonly UndoStep[],
	signal: AbortSignal,
): Promise<void> {
	const {deletions} = moduleOf(id);
	for (const {call, parameters, title, detail} of left) {
		const deletion = deletions[call];
		if (!deletion) throw foreign(connection, [`${call} is no call of a deletion`]);
		const [parameter, part] = deletion.names ?? [];
		if (parameter !== undefined && part !== undefined && parameters[parameter] !== connection[part])
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

import type {
	Change,
	ChangedValue,
	ConvergeOptions,
	ExistingConnection,
	Facts,
	TunnelName,
} from '../../contract/cloud.ts';
import type {AwsConnection} from '../document.ts';
import type {Part} from './part.ts';

/** What a plan on what stands is made of. */
export interface Converging {
	readonly document: AwsConnection;
	readonly facts: Facts;
	readonly exists: ExistingConnection;
	/** Every difference that is to go. */
	readonly parts: readonly Part[];
	readonly converge: ConvergeOptions;
}

/** The values of differences, as an action holds them. */
export function valuesIn(parts: readonly Part[]): readonly ChangedValue[] {
	return parts.map(({shown: {field, what, was, wanted}}) => ({field, what, was, wanted}));
}

/** The tunnels of a connection as they are named, in the order of the status. */
export function tunnelNames({id, tunnels = []}: ExistingConnection): readonly TunnelName[] {
	return tunnels.map(({key}, index) => ({connectionId: id, key, number: index + 1}));
}

/** Of the tunnels that a change takes down, those that are UP, and the routes that come back with them. */
export function upAmong(exists: ExistingConnection, down: readonly TunnelName[]): Change['backUp'] {
	return down.flatMap(tunnel => {
		const standing = exists.tunnels?.find(({key}) => key === tunnel.key);
		if (standing?.state !== 'UP') return [];
		return [{...tunnel, ...(standing.acceptedRoutes ? {routes: standing.acceptedRoutes} : {})}];
	});
}

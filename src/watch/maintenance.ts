import type {Cloud, CloudErrorInfo, ConnectionStatus, Maintenance} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';

/** How long an answer is good, ms: maintenance is announced days before, and costs a call for each tunnel. */
export const maintenanceEveryMs = 3_600_000;
/** Of so many connections beside one poll; a region may have hundreds. The others have their turn at the next. */
const mostAtOnce = 50;

/** Connections with what was asked of their maintenance, and why the rest of it is not known. */
export interface WithMaintenance {
	readonly connections: readonly ConnectionStatus[];
	readonly unread?: CloudErrorInfo;
}

/** Joined on the tunnels' keys. Pure. */
export function joinMaintenance(
	connections: readonly ConnectionStatus[],
	known: ReadonlyMap<string, readonly Maintenance[]>,
): readonly ConnectionStatus[] {
	if (known.size === 0) return connections;
	return connections.map(connection => {
		const told = known.get(connection.id);
		if (!told) return connection;
		return {
			...connection,
			tunnels: connection.tunnels.map(tunnel => {
				const maintenance = told.find(({key}) => key === tunnel.key);
				return maintenance ? {...tunnel, maintenance} : tunnel;
			}),
		};
	});
}

/**
 * Asks for the maintenance of connections, one after the other. A refusal keeps nothing else back, and ends the asking: the next one would be refused
 * as well. @throws CloudError when it is cancelled
 */
export async function readMaintenance(
	cloud: Pick<Cloud, 'maintenance'>,
	region: string,
	connections: readonly ConnectionStatus[],
	signal: AbortSignal,
): Promise<{readonly known: ReadonlyMap<string, readonly Maintenance[]>; readonly unread?: CloudErrorInfo}> {
	const known = new Map<string, readonly Maintenance[]>();
	const standing = connections.filter(({phase, tunnels}) => phase !== 'gone' && tunnels.length > 0);
	for (const {id} of cloud.maintenance ? standing : [])
		try {
			known.set(id, (await cloud.maintenance?.(region, id, signal)) ?? []);
		} catch (error) {
			if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
			return {known, unread: error.info};
		}

	return {known};
}

/** What a watch keeps of maintenance: asked for beside the polls, at most once an hour for a connection. */
export class KeptMaintenance {
	readonly #cloud: Pick<Cloud, 'maintenance'>;
	readonly #region: string;
	readonly #now: () => number;
	readonly #askedAt = new Map<string, number>();
	readonly #known = new Map<string, readonly Maintenance[]>();
	#asking = false;
	#unread: CloudErrorInfo | undefined;
	#bug: unknown;

	constructor(cloud: Pick<Cloud, 'maintenance'>, region: string, now: () => number) {
		this.#cloud = cloud;
		this.#region = region;
		this.#now = now;
	}

	/** An answer with what is known by now; what is not known, or an hour old, is asked for, and comes with a later one. */
	join(connections: readonly ConnectionStatus[], signal: AbortSignal): WithMaintenance {
		if (this.#bug) throw this.#bug;
		this.#ask(connections, signal);
		return {
			connections: joinMaintenance(connections, this.#known),
			...(this.#unread ? {unread: this.#unread} : {}),
		};
	}

	#ask(connections: readonly ConnectionStatus[], signal: AbortSignal): void {
		const now = this.#now();
		const due = connections.filter(({id}) => now - (this.#askedAt.get(id) ?? -Infinity) >= maintenanceEveryMs);
		if (this.#asking || due.length === 0 || !this.#cloud.maintenance) return;
		this.#asking = true;
		const turn = due.slice(0, mostAtOnce);
		const asked = (those: readonly ConnectionStatus[]) => {
			for (const {id} of those) this.#askedAt.set(id, now);
		};
		asked(turn);
		readMaintenance(this.#cloud, this.#region, turn, signal)
			.then(
				({known, unread}) => {
					this.#unread = unread;
					// the others would be refused as well
					if (unread) asked(due);
					for (const [id, told] of known) this.#known.set(id, told);
				},
				(error: unknown) => {
					if (!signal.aborted) this.#bug = error;
				},
			)
			.finally(() => {
				this.#asking = false;
			});
	}
}

import type {Ec2Behavior} from '../behavior.ts';
import {ApiError} from '../protocol/api-error.ts';
import type {CustomerGateway, Tunnel, VpnConnection} from '../store/resources.ts';

/** What a call of the monitoring services works on. Times that clients have are those that they live in, however fast the cloud's clock runs. */
export interface MonitoringContext {
	readonly region: string;
	readonly account: string;
	/** The cloud's clock, ms. */
	readonly now: number;
	/** The same as clients have it. */
	readonly shownNow: number;
	/** The cloud's clock at a time that a client names, ms. */
	readonly cloudTime: (shown: number) => number;
	/** And back. */
	readonly shownTime: (cloud: number) => number;
	/** How much faster the cloud's clock runs. */
	readonly speed: number;
	readonly behavior: Ec2Behavior;
	/** Every connection of the account: they may write to a log group of any region. */
	readonly everywhere: () => readonly VpnConnection[];
	/** The device of a connection. */
	readonly siteOf: (connection: VpnConnection) => CustomerGateway | undefined;
	/** The tunnels of a connection of the region; of all where none is named. */
	readonly tunnelsOf: (id: string | undefined) => readonly Tunnel[];
}

/** @throws ApiError ValidationError where it is no structure */
export function recordIn(value: unknown): Readonly<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new ApiError('ValidationError', 'A structure is due.');
	return {...value};
}

/** A list; none is an empty one. */
export function listIn(record: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
	const value = record[name];
	return Array.isArray(value) ? value : [];
}

/** A text; '' for none. */
export function textIn(record: Readonly<Record<string, unknown>>, name: string): string {
	const value = record[name];
	return typeof value === 'string' ? value : '';
}

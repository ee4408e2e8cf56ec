/* What a cloud brings to the question why a tunnel is down: what its own words mean. Types only. */
import type {ConnectionSight, Traffic} from './sight.ts';
import type {ConnectionStatus} from './tunnel-status.ts';

/** What works from a line on: signs of trouble below it, from before, are of the past then. */
export type WorksNow = 'ike' | 'ipsec' | 'bgp';

/** One wording of a log, of a cloud or of a device. Of the rows of one writer that fit a line, the first counts. */
export interface LogRow {
	/** Text that the line holds, whatever its case, or a pattern that takes linear time. */
	readonly says: string | RegExp;
	/** Which causes it points to, and how strongly: 1 says so by itself, less needs company. */
	readonly points?: Readonly<Record<string, number>>;
	/** The line tells of a success. */
	readonly works?: WorksNow;
}

/** A value of the cloud that points to a cause. */
export interface CloudSign {
	readonly cause: string;
	/** As of a LogRow. */
	readonly weight: number;
	/** The value, as the cloud spells it: `tunnel 2 is DOWN: IPSEC IS UP`. */
	readonly says: string;
	/** Ms since the epoch, where the value has a time. */
	readonly at?: number;
	/** From 1. */
	readonly tunnel?: number;
	/** What the value says to work in that tunnel all the same. */
	readonly works?: WorksNow;
}

/** A command of a cloud's own tool, with its values filled in, and what it shows. It never prints a key. */
export interface CloudProof {
	readonly command: string;
	readonly shows: string;
}

/** How a cloud's own words are read. Pure. */
export interface CloudWhy {
	/** Of the lines of its log. */
	readonly log?: readonly LogRow[];
	/** A line of its log, where somebody copied it: takes linear time. */
	readonly pasted?: RegExp;
	/** What proves a cause by its own tool, of one tunnel, from 1. */
	proofs?(
		cause: string,
		connection: ConnectionStatus,
		tunnel: number,
		sight: ConnectionSight | undefined,
	): readonly CloudProof[];
	/** So many routes it takes of a device by BGP: with more it ends the session. Left out, or undefined: not known. */
	mostRoutes?(connection: ConnectionStatus): number | undefined;
	/** Of its status, and of what was read of the connection alone. Causes that every cloud shows alike are found without it. */
	signs?(
		connection: ConnectionStatus,
		more: {readonly sight?: ConnectionSight; readonly traffic?: Traffic; readonly now: number},
	): readonly CloudSign[];
}

import type {CloudId} from './finding.ts';

/** Where things of an account stand: a region of a cloud. */
export interface Place {
	readonly cloud: CloudId;
	readonly region: string;
}

/** A connection that stands, by where it does. */
export interface ConnectionPlace extends Place {
	readonly id: string;
}

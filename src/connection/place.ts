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

/** A region of one account: whose it is, is said by a profile of the cloud's own tools; left out: by the credentials that are in use. */
export interface AccountPlace extends Place {
	readonly profile?: string;
}

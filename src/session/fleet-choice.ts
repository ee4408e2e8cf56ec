import type {CloudId} from '../clouds/contract/cloud.ts';

/** A tag that a connection must carry; without a value any does. */
export interface TagWanted {
	readonly key: string;
	readonly value?: string;
}

/** Which connections are watched. What is left out narrows nothing; nothing at all: those of the accounts and regions in use. */
export interface FleetChoice {
	readonly clouds?: readonly CloudId[];
	/** Profiles of the clouds' own tools, side by side; `all`: every one that can sign in. Left out: the credentials in use. */
	readonly profiles?: Readonly<Partial<Record<CloudId, readonly string[] | 'all'>>>;
	/** Account numbers: places of others are left out as soon as their account is known. */
	readonly accounts?: readonly string[];
	/** `all`: every region that the account has switched on. Left out: the one in use of each profile. */
	readonly regions?: readonly string[] | 'all';
	/** All of them must be there. */
	readonly tags?: readonly TagWanted[];
	readonly ids?: readonly string[];
	/** Names of connections saved here (`--profile`): those that stand under the same name in the same region. */
	readonly saved?: readonly string[];
}

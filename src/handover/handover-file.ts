import type {Secret} from '../connection/secret.ts';

/** A file to be handed to the user. Where it holds a key, the whole of it is a secret. */
export interface HandoverFile {
	/** Without a folder. */
	readonly name: string;
	readonly content: string | Secret;
	/** For people: `both tunnels, with their keys`. */
	readonly what: string;
}

export type Preference = 'equal' | 'first';

/** What the device's owner said about the site. */
export interface SiteFacts {
	/** Whether an address translator stands between the device and the internet; undefined: not known, and what is written works either way. */
	readonly nat?: boolean;
	/** Which of two tunnels BGP prefers: neither, so that the cloud may steer, or the first. Undefined is neither. */
	readonly prefer?: Preference;
	/** The site's own ranges, where the connection does not name them. */
	readonly siteRanges?: readonly string[];
	/** Ranges at the cloud's side, where they are not known. */
	readonly cloudRanges?: readonly string[];
}

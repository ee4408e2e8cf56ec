import type {Dependent} from '../../contract/dependents.ts';

/** What is taken away before the connection and after it, and what could not be read. */
export interface Around {
	readonly before: readonly Dependent[];
	readonly after: readonly Dependent[];
	readonly unread: readonly string[];
}

export const none: Around = {before: [], after: [], unread: []};

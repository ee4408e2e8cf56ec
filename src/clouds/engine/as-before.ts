import {isDeepStrictEqual} from 'node:util';
import type {ConnectionStatus} from '../contract/cloud.ts';

/**
 * What was told before where nothing in it is another now: who draws or compares it sees by the object alone that there is nothing to do. What is
 * new is put together anew: a text that was cut out of a reply would keep the whole reply, and replies hold keys.
 */
export function asBefore(before: ConnectionStatus | undefined, now: ConnectionStatus): ConnectionStatus {
	if (before === now || isDeepStrictEqual(before, now)) return before ?? now;
	return structuredClone(now);
}

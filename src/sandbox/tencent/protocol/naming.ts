import {randomInt} from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new resource id: `vpnx-` and eight characters. */
export function newId(prefix: string): string {
	return `${prefix}-${Array.from({length: 8}, () => letters[randomInt(letters.length)]).join('')}`;
}

/** A point in time as the API writes it: Beijing time, `2018-03-25 17:52:39`. */
export function timeText(ms: number): string {
	return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

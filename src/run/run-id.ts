import {randomBytes} from 'node:crypto';

const runIdPattern = /^[0-9]{8}T[0-9]{6}-[0-9a-f]{8}$/;

/** A fresh run id that sorts by time: `20261121T223100-9f86d081`. Fits the tags of both clouds. */
export function newRunId(now: number = Date.now()): string {
	const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+Z/g, '');
	return `${stamp}-${randomBytes(4).toString('hex')}`;
}

/** Whether a text has the form of our run ids. */
export function isRunId(text: string): boolean {
	return runIdPattern.test(text);
}

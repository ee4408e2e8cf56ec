import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Found} from './case.ts';

/** How the files of a case are called, without their ending. */
export function logName(title: string): string {
	return title.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase();
}

/** One line of the table. @param keep a folder where what was known, given and told is kept */
export function tableLine(
	{title, cause}: {readonly title: string; readonly cause: string},
	found: Found,
	keep?: string,
): {readonly isFirst: boolean; readonly line: string} {
	if (keep !== undefined) {
		mkdirSync(keep, {recursive: true});
		const name = logName(title);
		writeFileSync(join(keep, `${name}.log`), found.given);
		writeFileSync(join(keep, `${name}.txt`), found.text);
		writeFileSync(
			join(keep, `${name}.json`),
			`${JSON.stringify({title, cause, known: found.known}, undefined, '\t')}\n`,
		);
	}

	const others = found.causes.slice(1).join(', ');
	return {
		isFirst: found.causes[0] === cause,
		line: `${cause}: found ${found.causes[0] ?? 'nothing'} first (${found.sureness})${others ? `, then ${others}` : ''}`,
	};
}

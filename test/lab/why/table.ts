import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Found} from './case.ts';

/** One line of the table. @param keep a folder where what was known, given and told is kept */
export function tableLine(
	{title, cause}: {readonly title: string; readonly cause: string},
	found: Found,
	keep?: string,
): {readonly isFirst: boolean; readonly line: string} {
	if (keep !== undefined) {
		mkdirSync(keep, {recursive: true});
		const name = title.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase();
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

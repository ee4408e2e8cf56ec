import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {tryCase, type WhyCase} from './case.ts';

/** One line of the table. @param keep a folder where what was given and what was told is kept */
export async function tableLine(
	trial: WhyCase,
	keep?: string,
): Promise<{readonly isFirst: boolean; readonly line: string}> {
	const found = await tryCase(trial);
	if (keep !== undefined) {
		mkdirSync(keep, {recursive: true});
		const name = trial.title.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase();
		writeFileSync(join(keep, `${name}.log`), found.given);
		writeFileSync(join(keep, `${name}.txt`), found.text);
		writeFileSync(
			join(keep, `${name}.json`),
			`${JSON.stringify({title: trial.title, cause: trial.cause, connection: found.status}, undefined, '\t')}\n`,
		);
	}

	const isFirst = found.causes[0] === trial.cause;
	const others = found.causes.slice(1).join(', ');
	return {
		isFirst,
		line: `${trial.cause}: found ${found.causes[0] ?? 'nothing'} first (${found.sureness})${others ? `, then ${others}` : ''}`,
	};
}

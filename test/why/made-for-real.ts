import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {causes} from '../../src/why/causes/registry.ts';
import {labCases} from '../lab/why/lab-cases.ts';
import {plutoCases} from '../lab/why/pluto-cases.ts';
import {logName} from '../lab/why/table.ts';
import {sandboxCases} from './sandbox-cases.ts';

/* Where each cause is made for real: with strongSwan, FRR and Libreswan in the lab, or at the sandbox's clouds over their own SDKs. */

/** Causes that can be made in neither, and why. */
const notMade: Readonly<Record<string, string>> = {};

export interface Made {
	readonly cause: string;
	/** Titles of the lab's cases. */
	readonly lab: readonly string[];
	/** `AWS: the gateway is blocked`. */
	readonly sandbox: readonly string[];
	readonly why: string | undefined;
}

export const made: readonly Made[] = causes.map(({id}) => ({
	cause: id,
	lab: [...labCases, ...plutoCases].flatMap(({cause, title}) => (cause === id ? [title] : [])),
	sandbox: sandboxCases.flatMap(({cause, cloud, source}) =>
		cause === id ? [`${cloud === 'aws' ? 'AWS' : 'Tencent Cloud'}: ${source}`] : [],
	),
	why: notMade[id],
}));

/** Cases of the lab of which no log is kept: nothing tells without root that they are found. */
export const withoutLog: readonly string[] = [...labCases, ...plutoCases]
	.map(({title}) => title)
	.filter(title => !existsSync(fileURLToPath(new URL(`logs/${logName(title)}.json`, import.meta.url))));

const begins = '<!-- npm run docs:why writes this table too -->';
const ends = '<!-- until there -->';

/** The page with its table of where causes are made. @throws Error where the page has no place for it */
export function pageWithMade(page: string): string {
	const [before, rest] = page.split(begins);
	const after = rest?.split(ends)[1];
	if (before === undefined || after === undefined) throw new Error('docs/why.md has no place for the table');
	const rows = made.map(
		({cause, lab, sandbox, why}) => `| \`${cause}\` | ${lab.join('; ')} | ${why ?? sandbox.join('; ')} |`,
	);
	return `${before}${begins}\n${['| id | in the lab | at the sandbox’s clouds |', '|---|---|---|', ...rows].join('\n')}\n${ends}${after}`;
}

import {causes} from './registry.ts';

const tableBegins = '<!-- npm run docs:why writes what follows -->';
const tableEnds = '<!-- until here -->';

/** The page with its list of causes as they are. @throws Error where the page has no place for it */
export function pageWithCauses(page: string): string {
	const [before, rest] = page.split(tableBegins);
	const after = rest?.split(tableEnds)[1];
	if (before === undefined || after === undefined) throw new Error('docs/why.md has no place for the list of causes');
	const rows = causes.map(({id, title, source}) => `| \`${id}\` | ${title} | ${source} |`);
	const table = ['| id | cause | known from |', '|---|---|---|', ...rows].join('\n');
	return `${before}${tableBegins}\n${table}\n${tableEnds}${after}`;
}

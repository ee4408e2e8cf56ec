import {printable} from './printable.ts';

/** A step of what a person has to do: what to do, and the lines to paste. */
export interface Step {
	readonly says: string;
	readonly lines?: readonly string[];
	/** What the lines are; a shell's where nothing is said. */
	readonly language?: 'nft';
}

/** Steps as a numbered list in Markdown; a blank line follows the lines to paste. */
export function numberedSteps(steps: readonly Step[]): readonly string[] {
	return steps.flatMap(({says, lines, language}, index) => [
		`${index + 1}. ${says}`,
		...(lines ? ['', `   \`\`\`${language ?? 'sh'}`, ...lines.map(line => `   ${line}`), '   ```', ''] : []),
	]);
}

/** A part of a page of steps: its title, the steps, and a blank line at the end. */
export function sectionLines(title: string, steps: readonly Step[]): readonly string[] {
	const lines = numberedSteps(steps);
	return [`## ${title}`, '', ...lines, ...(lines.at(-1) === '' ? [] : [''])];
}

/** A line of a page of steps, without its Markdown. */
interface PageLine {
	readonly kind: 'title' | 'text' | 'command' | 'fact' | 'blank';
	readonly text: string;
	/** Of a fact. */
	readonly label?: string;
	/** Cells that it stands in from the left; what it is continued with stands there too. */
	readonly indent: number;
}

/** A page of steps as lines to draw or print. Only the Markdown that our own pages are written in is known. */
export function pageLines(markdown: string): readonly PageLine[] {
	const lines: PageLine[] = [];
	let inCommands = false;
	for (const raw of markdown.trimEnd().split('\n')) {
		const text = printable(raw.trim());
		if (text.startsWith('```')) inCommands = !inCommands;
		else if (inCommands) lines.push({kind: 'command', text, indent: 5});
		else if (text === '') {
			if (lines.at(-1)?.kind !== 'blank') lines.push({kind: 'blank', text: '', indent: 0});
		} else if (text.startsWith('#')) lines.push({kind: 'title', text: plain(text.replace(/^#+ /, '')), indent: 0});
		else if (/^\| \| \|$|^\|-+\|-+\|$/.test(text)) continue;
		else if (text.startsWith('|')) lines.push(factOf(text));
		else lines.push({kind: 'text', text: plain(text), indent: /^(\d+\.|-) /.exec(text)?.[0].length ?? 0});
	}

	return lines.filter((line, index) => !(line.kind === 'blank' && lines[index + 1]?.kind === 'command'));
}

function factOf(text: string): PageLine {
	const [label = '', value = ''] = text
		.slice(1, -1)
		.split(/(?<!\\)\|/)
		.map(cell => plain(cell.trim().replaceAll('\\|', '|')));
	return {kind: 'fact', label, text: value, indent: 0};
}

function plain(text: string): string {
	return text.replaceAll('`', '');
}

/** The page as it is printed on the normal screen: its steps alone, for the rest stands in the files. */
export function stepLines(steps: string): readonly string[] {
	const sections = ['Before', 'Drain', 'Apply', 'Change', 'Check', 'Bring back', 'Do'];
	let inSection = false;
	const shown = pageLines(steps).flatMap(({kind, text, indent}) => {
		if (kind === 'title') {
			inSection = sections.includes(text);
			return inSection ? ['', text] : [];
		}

		if (!inSection || kind === 'blank' || kind === 'fact') return [];
		return [`${' '.repeat(kind === 'command' ? indent : 0)}${text}`];
	});
	return shown.map(line => `  ${line}`.trimEnd());
}

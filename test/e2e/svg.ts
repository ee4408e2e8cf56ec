import type xterm from '@xterm/headless';

type Terminal = InstanceType<typeof xterm.Terminal>;

const cell = {width: 8.4, height: 18} as const;
const padding = 14;
const foreground = '#d8dee9';
const background = '#1b1f27';
const basic = [
	'#3b4252',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#d8dee9',
	'#6b7280',
	'#ff7b86',
	'#b5e890',
	'#ffd68a',
	'#82c7ff',
	'#d89bf0',
	'#7fd8e0',
	'#ffffff',
] as const;

interface Style {
	readonly color: string;
	readonly fill: string | undefined;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly italic: boolean;
	readonly underline: boolean;
}

interface Run extends Style {
	readonly column: number;
	readonly text: string;
	readonly cells: number;
}

/** A colour of the 256: the sixteen, the 6x6x6 cube, the greys. */
function indexed(index: number): string {
	if (index < 16) return basic[index] ?? foreground;
	if (index >= 232) {
		const grey = 8 + (index - 232) * 10;
		return `rgb(${grey},${grey},${grey})`;
	}

	const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
	const cube = index - 16;
	return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}

function colour(mode: {readonly rgb: boolean; readonly palette: boolean}, value: number): string | undefined {
	if (mode.rgb) return `#${value.toString(16).padStart(6, '0')}`;
	return mode.palette ? indexed(value) : undefined;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One row as runs of equal style. A wide character is a run of its own, so that it takes exactly its two cells. */
function runsOf(term: Terminal, row: number): Run[] {
	const line = term.buffer.active.getLine(term.buffer.active.viewportY + row);
	const runs: Run[] = [];
	for (let column = 0; line && column < term.cols; column += 1) {
		const at = line.getCell(column);
		if (!at || at.getWidth() === 0) continue;
		const own = colour({rgb: at.isFgRGB(), palette: at.isFgPalette()}, at.getFgColor()) ?? foreground;
		const behind = colour({rgb: at.isBgRGB(), palette: at.isBgPalette()}, at.getBgColor());
		const inverse = at.isInverse() !== 0;
		const style: Style = {
			color: inverse ? (behind ?? background) : own,
			fill: inverse ? own : behind,
			bold: at.isBold() !== 0,
			dim: at.isDim() !== 0,
			italic: at.isItalic() !== 0,
			underline: at.isUnderline() !== 0,
		};
		const text = at.getChars() || ' ';
		const last = runs.at(-1);
		const joins =
			last &&
			at.getWidth() === 1 &&
			last.cells === last.text.length &&
			/^[ -~]*$/.test(last.text + text) &&
			sameStyle(last, style);
		if (joins) runs[runs.length - 1] = {...last, text: last.text + text, cells: last.cells + 1};
		else runs.push({...style, column, text, cells: at.getWidth()});
	}

	return runs;
}

function sameStyle(one: Style, other: Style): boolean {
	const styles = ['color', 'fill', 'bold', 'dim', 'italic', 'underline'] as const;
	return styles.every(name => one[name] === other[name]);
}

function drawRun(run: Run, row: number): string {
	const x = (padding + run.column * cell.width).toFixed(1);
	const y = padding + row * cell.height;
	const width = (run.cells * cell.width).toFixed(1);
	const parts: string[] = [];
	if (run.fill) parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${cell.height}" fill="${run.fill}"/>`);
	if (run.text.trim() !== '') {
		const styles = [
			run.color === foreground ? '' : ` fill="${run.color}"`,
			run.bold ? ' font-weight="700"' : '',
			run.dim ? ' opacity="0.6"' : '',
			run.italic ? ' font-style="italic"' : '',
			run.underline ? ' text-decoration="underline"' : '',
		].join('');
		parts.push(`<text x="${x}" y="${y + 13}" textLength="${width}"${styles}>${escaped(run.text)}</text>`);
	}

	return parts.join('');
}

/** The screen of a terminal as an SVG picture: every cell where it was, in its colours. */
export function svgOf(term: Terminal, title: string): string {
	const width = Math.ceil(term.cols * cell.width + 2 * padding);
	const height = term.rows * cell.height + 2 * padding;
	const rows = Array.from({length: term.rows}, (_, row) =>
		runsOf(term, row)
			.map(run => drawRun(run, row))
			.join(''),
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${background}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="${foreground}" xml:space="preserve">
${rows.filter(Boolean).join('\n')}
</g>
</svg>
`;
}

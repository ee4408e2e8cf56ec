import {Box} from 'ink';
import type {WizardState} from '../../wizard/core/state.ts';
import {changesNothing, countOpen, type ReviewLine, reviewLines} from '../../wizard/screens/review/review.ts';
import {standingNotes} from '../../wizard/screens/review/standing-again.ts';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {changedLines} from '../parts/changes.ts';
import {findingLines, signedLines} from '../parts/findings.ts';
import {cutLines, indented, type Line, Lines, line, lineCells, spread, wrapped} from '../parts/line.tsx';
import {Menu, type MenuItem, pointerCells, position, windowOfHeights} from '../parts/menu.tsx';
import {pad} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';

const labelCells = 15;

/** Every answer on a line, its findings below, and the way on at the end. */
export function Review({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const {columns: width, rows: height} = layout.body;
	const lines = reviewLines(state);
	const isEdit = state.answers.edits !== undefined;
	const cursor = state.screen.name === 'review' ? Math.min(state.screen.cursor, lines.length) : 0;
	const items = [
		...lines.map((own, index) => itemOf(own, {isHere: index === cursor, isEdit}, width, glyphs)),
		goOnItem(state, lines, width, glyphs),
	];
	const heights = items.map(item => 1 + (item.under?.length ?? 0));
	const all = cutNotes(standingNotes(state), width, Math.floor(height / 4), glyphs);
	// the answers keep half of the screen
	const notes = cutLines(all, Math.max(1, Math.floor(height / 2)), width, 'look', glyphs.ellipsis);
	const room = height - 2 - notes.length;
	const {start, end} = windowOfHeights(heights, cursor, room);
	const place = position({start, end}, items.length);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines
				lines={[
					spread(
						line(isEdit ? 'Is this how it is to stand?' : 'Is this what you want?', 'strong'),
						line(place, 'dim'),
						width,
					),
					...notes,
					[],
				]}
				width={width}
			/>
			<Menu items={items.slice(start, end)} highlighted={cursor - start} width={width} />
		</Box>
	);
}

/** What is to be known before the answers are looked over, in so many lines: the first whole, and what does not fit is counted. */
function cutNotes(notes: readonly string[], width: number, most: number, glyphs: Glyphs): readonly Line[] {
	const lines = notes.map(note => signedLines('look', note, width, glyphs));
	const all = lines.flat();
	if (all.length <= most) return all;
	const whole = wholeOf(lines, most);
	const rest = notes.slice(whole);
	const said = lines.slice(0, whole).flat();
	if (rest.length === 0) return said;
	return [
		...said,
		...cutLines(
			signedLines('look', `${rest.length} more: ${rest.join(' · ')}`, width, glyphs),
			Math.max(1, most - said.length),
			width,
			'look',
			glyphs.ellipsis,
		),
	];
}

/** How many notes are shown whole, with a line left for the others: the first in any case. */
function wholeOf(notes: readonly (readonly Line[])[], most: number): number {
	let used = 0;
	const cut = notes.findIndex(({length}) => {
		used += length;
		return used > most - 1;
	});
	return Math.max(1, cut);
}

function itemOf(
	own: ReviewLine,
	{isHere, isEdit}: {readonly isHere: boolean; readonly isEdit: boolean},
	width: number,
	glyphs: Glyphs,
): MenuItem {
	const inner = width - 2 - labelCells;
	if (own.goesOn) {
		const [line = [], ...under] = indented(
			own.changes.flatMap(change => changedLines(change, inner, glyphs)),
			labelCells,
		);
		return {line, under};
	}

	const isChanged = own.changes.length > 0;
	// of what is edited only the changes are to be looked at
	const tone = isEdit && !isChanged && !isHere ? 'dim' : undefined;
	const value = own.value === '' ? [line(own.open ?? '', 'bad')] : wrapped(own.value, inner, tone);
	const [first = [], ...more] = value;
	const under = [
		...more,
		...own.changes.flatMap(change => changedLines(change, inner, glyphs)),
		...(own.open !== undefined && own.value !== '' ? signedLines('bad', own.open, inner, glyphs) : []),
		...own.findings
			.filter(({severity}) => isHere || severity !== 'note')
			.flatMap(finding => {
				const {rule, severity, field, message} = finding;
				// how to mend what is refused stands there whether the cursor does or not
				const isWhole = isHere || severity === 'refuse';
				return findingLines(isWhole ? finding : {rule, severity, field, message}, inner, glyphs);
			}),
	];
	return {
		line: [tone ? {text: pad(own.label, labelCells), tone} : {text: pad(own.label, labelCells)}, ...first],
		under: indented(under, labelCells),
	};
}

function goOnSays({answers, changes}: WizardState, lines: readonly ReviewLine[]): string {
	if (!answers.edits) return 'checks everything, makes nothing';
	if (!changes) return 'what stands is compared there';
	const count = lines.reduce((sum, own) => sum + own.changes.length, 0);
	if (count === 0) return 'nothing is changed yet';
	return `${count === 1 ? 'one value changes' : `${count} values change`}; it checks, and changes nothing`;
}

function goOnItem(state: WizardState, lines: readonly ReviewLine[], width: number, glyphs: Glyphs): MenuItem {
	const {open, refused} = countOpen(lines);
	const also = refused > 0 ? `, ${refused} to mend` : '';
	const said =
		open > 0
			? line(`${open} still to answer${also}: enter leads there`, 'look')
			: refused > 0
				? line(
						`${refused} to mend before ${state.answers.edits ? 'changing' : 'creating'}: the dry run will refuse`,
						'bad',
					)
				: line(goOnSays(state, lines), changesNothing(state) ? 'look' : 'dim');
	const lead = line(`${glyphs.arrow} Dry run   `);
	if (lineCells([...lead, ...said]) <= width - pointerCells) return {line: [...lead, ...said]};
	const [{text, tone} = {text: '', tone: undefined}] = said;
	return {line: lead, under: wrapped(text, width - pointerCells, tone, [{text: '  '}])};
}

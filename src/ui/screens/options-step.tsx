import {Box} from 'ink';
import type {Option} from '../../clouds/contract/option.ts';
import {moduleOf} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import {type Asked, askedOf} from '../../wizard/answers/asked.ts';
import type {WizardState} from '../../wizard/core/state.ts';
import {shownOptions} from '../../wizard/steps/options/option-find.ts';
import {isChangedHere, visibleOptions} from '../../wizard/steps/options/option-table.ts';
import {
	isChanged,
	limitsText,
	setValue,
	valueInForce,
	valueProblem,
	wordsOf,
} from '../../wizard/steps/options/option-values.ts';
import {findingsAt} from '../../wizard/steps/standing.ts';
import {stepOf} from '../../wizard/steps/steps.ts';
import {type Glyphs, tick, useGlyphs} from '../look.tsx';
import {ClickArea, clickRows} from '../parts/clicks.tsx';
import {Field, helpTells} from '../parts/field.tsx';
import {findingLines, refusal, type Said, signedLines} from '../parts/findings.ts';
import {answerLines, type Block, Blocks, fitting} from '../parts/form.tsx';
import {beside, firstLines, indented, type Line, Lines, line, wrapped} from '../parts/line.tsx';
import {position, widestPosition} from '../parts/menu.tsx';
import {type Entries, entriesOf, windowed} from '../parts/windowed.ts';
import {cells, pad} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';

const labelCells = 28;
/** So many choices all say what they mean, however narrow it is; of more only the one that is pointed at. */
const few = 3;

interface Look {
	readonly width: number;
	readonly stacked: boolean;
	readonly glyphs: Glyphs;
	/** Rows that there are for all of it. */
	readonly room: number;
}

/** All options in sections, with what holds of each; the one that is pointed at says what it is, and can be changed in its place. */
export function OptionsStep({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const {columns: width, rows: height} = layout.body;
	const asked = askedOf(state);
	const step = stepOf('options');
	const {find, editing} = state.option;
	const options = shownOptions(state, asked);
	const mostMore = line(find ? findWords(find.text, options.length, asked) : widestPosition(options.length + 1));
	const room = Math.max(1, height - beside(step.question(asked), mostMore, width, 'strong').length - 1);
	const look = {width, stacked: layout.kind === 'stacked', glyphs, room};
	const blocks = [
		...(find ? [] : [goOnBlock(state, asked, options, look)]),
		...options.map((option, index) =>
			optionBlock(state, asked, option, option.section === options[index - 1]?.section, look),
		),
	];
	const focus = blocks.findIndex(({id}) => id === state.option.row);
	const shown = fitting(blocks, focus, look.room);
	const [first] = shown;
	const start = first ? blocks.indexOf(first) : 0;
	const more = find
		? findWords(find.text, options.length, asked)
		: position({start, end: start + shown.length}, blocks.length);
	const head = [...beside(step.question(asked), line(more, 'dim'), width, 'strong'), []];
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={head} width={width} />
			<Lines
				lines={options.length === 0 ? [line('No option is called that: esc shows all', 'dim')] : []}
				width={width}
			/>
			<ClickArea
				rows={
					editing
						? []
						: clickRows(
								shown.map(({rows}) => rows),
								focus,
								start,
							)
				}
				enter="enter"
			>
				<Blocks blocks={shown} />
			</ClickArea>
		</Box>
	);
}

function findWords(text: string, found: number, asked: Asked): string {
	return `find: ${text}_   ${found} of ${visibleOptions(asked).length}`;
}

/** The first row: what holds now in a line, and the way on. */
function goOnBlock(state: WizardState, asked: Asked, options: readonly Option[], {width, glyphs}: Look): Block {
	const isHere = state.option.row === '';
	const changed = options.filter(option => !option.formOnly && isChangedHere(option, asked)).length;
	const title =
		changed === 0 ? 'Keep these settings' : `Go on with ${changed} setting${changed === 1 ? '' : 's'} changed`;
	const lines: Line[] = [
		[
			{text: `${isHere ? glyphs.pointer : ' '} `, tone: 'focus'},
			{text: title, tone: isHere ? 'focus' : 'plain'},
		],
		...(isHere && state.blocked ? signedLines('bad', state.blocked.message, width - 2, glyphs, 2) : []),
		...wrapped(inShort(asked), width - 2, 'dim', [{text: '  '}]),
	];
	return {id: '', rows: lines.length, node: <Lines lines={lines} width={width} />};
}

const noChoices = entriesOf([]);

/** What the most looked-for options are, in a line. */
function inShort(asked: Asked): string {
	const {headlines} = moduleOf(asked.cloud).form;
	return visibleOptions(asked)
		.filter(({path}) => headlines.includes(path))
		.map(option => `${option.label} ${wordsOf(option, valueInForce(option, asked.answers)) || 'not given'}`)
		.join(' · ');
}

function optionBlock(state: WizardState, asked: Asked, option: Option, sameSection: boolean, look: Look): Block {
	const {width, glyphs} = look;
	const isHere = state.option.row === option.path;
	const editing = isHere ? state.option.editing : undefined;
	const head = sameSection ? [] : [[], line(`  ${option.section.toUpperCase()}`, 'dim')];
	const findings = findingsOf(state, asked, option);
	const told = findings.filter(({severity}) => isHere || severity !== 'note');
	const isTyped = option.kind === 'text' || option.kind === 'number' || option.kind === 'list';
	const help = isHere ? helpLines(asked, option, width) : [];
	const said = told.flatMap(finding => {
		const whole = findingLines(isHere ? finding : {...finding, mend: ''}, width - 4, glyphs);
		return indented(isHere ? whole : whole.slice(0, 1), 4);
	});
	if (editing && isTyped) {
		const inner = look.stacked ? width - 2 : width - labelCells;
		const value = setValue(option, asked.answers);
		const text = typeof value === 'string' ? value : '';
		const fieldRows = look.stacked ? 2 : 1;
		const above = head.length + fieldRows + said.length + help.length > look.room ? [] : head;
		const lines = firstLines([...said, ...help], look.room - above.length - fieldRows, helpTells(glyphs));
		return {
			id: option.path,
			rows: above.length + fieldRows + lines.length,
			node: (
				<>
					<Lines lines={above} width={width} />
					<Field
						label={option.label}
						labelWidth={labelCells}
						value={text}
						cursor={editing.cursor}
						placeholder={placeholderOf(asked, option)}
						width={width}
						stacked={look.stacked}
						active
						{...(option.kind === 'number' && inner > 30 ? {note: line(limitsText(option), 'dim')} : {})}
					/>
					<Lines lines={lines} width={width} />
				</>
			),
		};
	}

	const row = rowLines(asked, option, isHere, look);
	const choices = editing ? choiceLines(asked, option, editing.box, look) : noChoices;
	const open = windowed(choices, editing?.box ?? 0, Math.max(1, look.room - row.length));
	const all = [...head, ...row, ...open, ...said, ...help];
	// where not all of it fits, what can be changed goes before what is said of it
	const lines =
		isHere && all.length > look.room
			? firstLines([...row, ...open, ...said, ...help], look.room, helpTells(glyphs))
			: all;
	return {id: option.path, rows: lines.length, node: <Lines lines={lines} width={width} />};
}

/** The width at which no row of the options is cut. */
export function optionsWant(asked: Asked): number {
	return visibleOptions(asked).reduce((most, option) => {
		const {words, note} = heldWords(asked, option);
		return Math.max(most, labelCells + cells(words) + cells(note));
	}, 0);
}

function heldWords(asked: Asked, option: Option): {readonly words: string; readonly note: string} {
	const {whose} = option.standard(asked.answers);
	const words = printable(wordsOf(option, valueInForce(option, asked.answers)));
	const isOwn = isChanged(option, asked.answers);
	const note = isChangedHere(option, asked) ? '  (changed)' : words === '' || isOwn ? '' : `  (${whose})`;
	return {words: words === '' ? `(${whose})` : words, note};
}

/** Label and what holds; a change is marked by a sign and by the word. */
function rowLines(asked: Asked, option: Option, isHere: boolean, {width, stacked, glyphs}: Look): readonly Line[] {
	const isOwn = isChangedHere(option, asked);
	const {words, note} = heldWords(asked, option);
	const lead: Line = [
		{text: `${isHere ? glyphs.pointer : ' '} `, tone: 'focus'},
		{text: pad(option.label, labelCells - 2, 'left', glyphs.ellipsis), tone: isHere ? 'focus' : 'plain'},
	];
	const value: Line = [
		{text: words, tone: isOwn ? 'plain' : 'dim'},
		{text: note, tone: isOwn ? 'look' : 'dim'},
	];
	if (stacked) return [lead, [{text: '    '}, ...value]];
	const room = width - labelCells;
	if (!isHere || cells(words) + cells(note) <= room) return [[...lead, ...value]];
	const [first = [], ...rest] = wrapped(`${words}${note}`, room, isOwn ? 'plain' : 'dim');
	return [[...lead, ...first], ...indented(rest, labelCells)];
}

/** The choices of an option that is open, with what is picked and where the cursor is. */
function choiceLines(asked: Asked, option: Option, box: number, {width, glyphs}: Look): Entries {
	if (option.kind !== 'choice' && option.kind !== 'choices') return noChoices;
	const value = valueInForce(option, asked.answers);
	const standard = option.standard(asked.answers);
	const has = (held: typeof value, id: string) => (typeof held === 'object' ? held.includes(id) : held === id);
	const drawn = option.choices.map(({id, title = id, means}, index) => {
		const isHere = index === box;
		const all = [means, has(standard.value, id) ? standard.whose : ''].filter(Boolean).join(' · ');
		const sign = tick(option.kind === 'choices' ? 'several' : 'one', has(value, id), glyphs);
		const look = {isHere, sign, isTold: isHere || option.choices.length <= few, indent: 4};
		return answerLines({title, means: all}, look, {width, glyphs}, width - 10);
	});
	return entriesOf(drawn);
}

/** What the option is, its place in the document and what it would be by itself. */
function helpLines(asked: Asked, option: Option, width: number): readonly Line[] {
	const {value, whose} = option.standard(asked.answers);
	const words = wordsOf(option, value);
	const standard = words === '' ? whose : `${words} (${whose})`;
	const place = option.formOnly
		? []
		: wrapped(`${option.path} · default: ${standard}`, width - 4, 'dim', [{text: '    '}]);
	const anew = asked.fixed?.find(({field}) => field === option.path);
	const said = anew ? wrapped(`Only by a new connection: ${anew.why}`, width - 4, 'look', [{text: '    '}]) : [];
	return [...said, ...wrapped(option.help, width - 4, 'dim', [{text: '    '}]), ...place];
}

function placeholderOf(asked: Asked, option: Option): string {
	const {value} = option.standard(asked.answers);
	if (option.kind === 'number') return value === undefined ? '(none)' : `(${wordsOf(option, value)})`;
	return option.kind === 'text' || option.kind === 'list' ? `e.g. ${option.example}` : '';
}

/** What is wrong with what was typed, else what schema and rules say of it. */
function findingsOf(state: WizardState, asked: Asked, option: Option): readonly Said[] {
	const problem = valueProblem(option, setValue(option, asked.answers));
	if (problem !== undefined) return [refusal(problem)];
	return findingsAt(state, 'options', option.path);
}

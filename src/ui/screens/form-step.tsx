import {Box} from 'ink';
import type {Finding} from '../../connection/finding.ts';
import {askedOf} from '../../wizard/answers/asked.ts';
import {atScreen, type WizardState} from '../../wizard/core/state.ts';
import {offeredWords} from '../../wizard/core/text-edit.ts';
import {
	type BoxesField,
	type ChoiceField,
	chosenIn,
	type Field as FieldData,
	wordsFor,
} from '../../wizard/steps/field.ts';
import {lineOf} from '../../wizard/steps/form/edit-form.ts';
import {focusedField} from '../../wizard/steps/form/focused-field.ts';
import {findingsAt, placedFindings} from '../../wizard/steps/standing.ts';
import {type StepId, stepOf, visibleFields} from '../../wizard/steps/steps.ts';
import {type Glyphs, tick, useGlyphs} from '../glyphs.tsx';
import {type Block, fitting, positionLine} from '../parts/blocks.ts';
import {ClickArea, clickRows} from '../parts/clicks.tsx';
import {Field, linesBelow} from '../parts/field.tsx';
import {findingLines} from '../parts/findings.ts';
import {type Line, Lines, wrapped} from '../parts/line.tsx';
import {entriesOf, windowed} from '../parts/windowed.ts';
import {graphemes} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';

/** A form: each field on its line, the focused one with its help, options and findings. What does not fit scrolls around the focus. */
export function FormStep({state, layout}: ViewProps) {
	const {step} = atScreen(state, 'step');
	const glyphs = useGlyphs();
	const {columns: width, rows: height} = layout.body;
	const asked = askedOf(state);
	const data = stepOf(step);
	const fields = visibleFields(data, asked);
	const focus = focusedField(state);
	const help = wrapped(data.help(asked), width, 'dim');
	const stacked = layout.kind === 'stacked';
	const question = wrapped(data.question(asked), width, 'strong');
	const head = question.length + 1;
	const look = {width, stacked, glyphs, most: Math.max(1, height - head)};
	const blocks = fields.map((field, index) =>
		blockOf(state, field, findingsOf(state, step, field, index === 0), field.id === focus?.id, look),
	);
	const total = blocks.reduce((sum, {rows}) => sum + rows, 0);
	const withHelp = total + blocks.length + help.length + head + 1 <= height;
	const airy = total + blocks.length + head <= height;
	const room = height - head - (withHelp ? help.length + 1 : 0);
	const at = (wanted: string | undefined) => fields.findIndex(({id}) => id === wanted);
	const shown = fitting(blocks, at(focus?.id), room, airy);
	const heights = shown.map(({rows}) => rows + (airy ? 1 : 0));
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[...question, positionLine(blocks, shown, width)]} width={width} />
			<ClickArea rows={clickRows(heights, at(focus?.id), at(shown[0]?.id))} back="shift-tab" on="tab">
				{shown.map(({id, node}) => (
					<Box key={id} flexDirection="column" flexShrink={0} marginBottom={airy ? 1 : 0}>
						{node}
					</Box>
				))}
			</ClickArea>
			{withHelp ? <Lines lines={help} width={width} /> : null}
		</Box>
	);
}

interface Look {
	readonly width: number;
	readonly stacked: boolean;
	readonly glyphs: Glyphs;
	/** Rows that the focused field may take. */
	readonly most: number;
}

/** What is said of the step as a whole stands at its first field. */
function findingsOf(state: WizardState, step: StepId, field: FieldData, isFirst: boolean): readonly Finding[] {
	const whole = isFirst ? placedFindings(state).filter(each => each.step === step && each.field === undefined) : [];
	return [...whole.map(({finding}) => finding), ...findingsAt(state, step, field.id)];
}

function blockOf(
	state: WizardState,
	field: FieldData,
	findings: readonly Finding[],
	active: boolean,
	look: Look,
): Block {
	const {width, stacked, glyphs} = look;
	const {answers, cloud} = askedOf(state);
	const blocked = active && state.blocked?.field === field.id ? state.blocked.message : undefined;
	if (field.kind === 'choice' || field.kind === 'boxes') return optionsBlock(state, field, active, findings, look);
	const secret = state.typedKeys[`${cloud}.${field.id}`];
	const masked = field.kind === 'secret' && !(active && state.form.revealed);
	const value = field.kind === 'secret' ? (secret?.reveal() ?? '') : (answers.texts[field.id] ?? '');
	const problem = field.kind === 'text' && value.trim() !== '' ? field.syntax(value.trim(), askedOf(state)) : undefined;
	// what was typed is read before the rules are asked: only what is shown can say already why Enter stopped
	const shown: readonly Finding[] = problem === undefined ? findings : [refusal(problem)];
	const isSaid = blocked === undefined || shown.some(({message}) => message === blocked);
	const said = isSaid ? shown : [refusal(blocked), ...shown];
	const typed = lineOf(state, field);
	const offered = typed?.offered ?? false;
	const help = active ? `${wordsFor(field.help, cloud)}${offered ? ` ${offeredWords}` : ''}` : undefined;
	const own = stacked ? 2 : 1;
	const size = {width: stacked ? width - 2 : width - labelCells, most: look.most - own};
	const below = linesBelow({findings: said, help}, size, glyphs);
	return {
		id: field.id,
		rows: own + below.length,
		node: (
			<Field
				label={wordsFor(field.label, cloud)}
				labelWidth={labelCells}
				value={masked ? 'x'.repeat(graphemes(value).length) : value}
				masked={masked}
				cursor={masked ? graphemes(value.slice(0, typed?.cursor ?? 0)).length : (typed?.cursor ?? 0)}
				offered={offered}
				placeholder={field.kind === 'text' ? field.placeholder : '(typed keys are not shown)'}
				width={width}
				stacked={stacked}
				active={active}
				below={below}
			/>
		),
	};
}

const labelCells = 26;

function refusal(message: string): Finding {
	return {rule: 'wizard.syntax', severity: 'refuse', field: '', message};
}

/** Options one below the other; without the focus only the chosen one. */
function optionsBlock(
	state: WizardState,
	field: ChoiceField | BoxesField,
	active: boolean,
	findings: readonly Finding[],
	look: Look,
): Block {
	const {width, glyphs, stacked} = look;
	const asked = askedOf(state);
	const options = field.options(asked);
	const label = wordsFor(field.label, asked.cloud);
	const indent = 2;
	const ticked =
		field.kind === 'boxes' ? (asked.answers.routeTables[asked.gateway?.id ?? ''] ?? []) : [chosenIn(field, asked)];
	const tone = active ? 'focus' : 'plain';
	const title = wrapped(label, width, tone, [{text: active ? `${glyphs.pointer} ` : '  ', tone}]);
	const [firstTitle = []] = title;
	const withoutOptions = field.kind === 'boxes' && options.length === 0 ? field.empty(asked) : undefined;
	const folded = options.filter(({id}) => ticked.includes(id)).map(({title: text}) => text.split(' · ')[0] ?? '');
	if (!active) {
		const value = {text: folded.join(', ') || (withoutOptions ?? 'none')};
		const cells = Math.max(0, labelCells - label.length - 2);
		const lines: Line[] =
			stacked || cells < 2
				? [...title, ...wrapped(value.text, width, 'plain', [{text: ' '.repeat(stacked ? 2 : labelCells)}])]
				: [[...firstTitle, {text: ' '.repeat(cells)}, value]];
		const all = [
			...lines,
			...findings.flatMap(finding =>
				indented(findingLines(finding, width - labelCells, glyphs), stacked ? 2 : labelCells),
			),
		];
		return {id: field.id, rows: all.length, node: <Lines lines={all} width={width} />};
	}

	const drawn = options.map((option, index): readonly Line[] => {
		const isHere = index === state.form.box;
		const lead: Line = [
			{text: `${' '.repeat(indent)}${isHere ? glyphs.pointer : ' '} `, tone: 'focus'},
			tick(field.kind === 'boxes' ? 'several' : 'one', ticked.includes(option.id), glyphs),
		];
		// the option that is pointed at is told in full
		const head = isHere
			? wrapped(option.title, width, 'focus', lead)
			: [[...lead, {text: option.title, tone: 'plain'} as const]];
		if (option.means === '') return head;
		const inLine = option.title.length + option.means.length + 12 <= width;
		if (inLine) return [[...(head[0] ?? []), {text: `   ${option.means}`, tone: 'dim'}]];
		return isHere ? [...head, ...indented(wrapped(option.means, width - 8, 'dim'), 8)] : head;
	});
	const help = wrapped(wordsFor(field.help, asked.cloud), width - indent, 'dim', [{text: ' '.repeat(indent)}]);
	const found = findings.flatMap(finding => indented(findingLines(finding, width - 4, glyphs), 4));
	const none = withoutOptions === undefined ? [] : wrapped(withoutOptions, width - 4, 'dim', [{text: '    '}]);
	const entries = entriesOf(drawn, {above: [...title, ...none], below: [...found, ...help]});
	const shown = windowed(entries, state.form.box, look.most);
	return {id: field.id, rows: shown.length, node: <Lines lines={shown} width={width} />};
}

function indented(lines: readonly Line[], cells: number): Line[] {
	return lines.map(own => [{text: ' '.repeat(cells)}, ...own]);
}

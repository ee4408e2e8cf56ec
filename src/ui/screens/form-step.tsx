import {Box} from 'ink';
import type {Finding} from '../../connection/finding.ts';
import {textOf} from '../../wizard/answers/answers.ts';
import {askedOf} from '../../wizard/answers/asked.ts';
import {atScreen, type WizardState} from '../../wizard/core/state.ts';
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
import {useGlyphs} from '../look.tsx';
import {ClickArea, clickRows} from '../parts/clicks.tsx';
import {findingLines, refusal, type Said} from '../parts/findings.ts';
import {type Block, Blocks, choiceBlock, type FormLook, fitting, positionLine, typedBlock} from '../parts/form.tsx';
import {indented, Lines, line, wrapped} from '../parts/line.tsx';
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
	const look = {width, stacked, glyphs, labelCells, most: Math.max(1, height - head)};
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
				<Blocks blocks={shown} airy={airy} />
			</ClickArea>
			{withHelp ? <Lines lines={help} width={width} /> : null}
		</Box>
	);
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
	look: FormLook,
): Block {
	if (field.kind === 'choice' || field.kind === 'boxes') return optionsBlock(state, field, active, findings, look);
	const {answers, cloud} = askedOf(state);
	const blocked = active && state.blocked?.field === field.id ? state.blocked.message : undefined;
	const secret = state.typedKeys[`${cloud}.${field.id}`];
	const masked = field.kind === 'secret' && !(active && state.form.revealed);
	const value = field.kind === 'secret' ? (secret?.reveal() ?? '') : textOf(answers, field.id);
	const problem = field.kind === 'text' && value.trim() !== '' ? field.syntax(value.trim(), askedOf(state)) : undefined;
	// what was typed is read before the rules are asked: only what is shown can say already why Enter stopped
	const shown: readonly Said[] = problem === undefined ? findings : [refusal(problem)];
	const isSaid = blocked === undefined || shown.some(({message}) => message === blocked);
	const {cursor = 0, offered = false} = lineOf(state, field) ?? {};
	return typedBlock(
		{
			id: field.id,
			label: wordsFor(field.label, cloud),
			value: masked ? 'x'.repeat(graphemes(value).length) : value,
			masked,
			cursor: masked ? graphemes(value.slice(0, cursor)).length : cursor,
			offered,
			placeholder: field.kind === 'text' ? field.placeholder : '(typed keys are not shown)',
			active,
			findings: isSaid ? shown : [refusal(blocked), ...shown],
			help: wordsFor(field.help, cloud),
		},
		look,
	);
}

const labelCells = 26;

function optionsBlock(
	state: WizardState,
	field: ChoiceField | BoxesField,
	active: boolean,
	findings: readonly Finding[],
	look: FormLook,
): Block {
	const {width, glyphs, stacked} = look;
	const asked = askedOf(state);
	const answers = field.options(asked);
	const isBoxes = field.kind === 'boxes';
	const indent = active ? 4 : stacked ? 2 : labelCells;
	const found = findings.flatMap(finding =>
		indented(findingLines(finding, width - (active ? 4 : labelCells), glyphs), indent),
	);
	const help = active ? wrapped(wordsFor(field.help, asked.cloud), width - 2, 'dim', line('  ')) : [];
	return choiceBlock(
		{
			id: field.id,
			label: wordsFor(field.label, asked.cloud),
			kind: isBoxes ? 'several' : 'one',
			answers,
			picked: isBoxes ? (asked.answers.routeTables[asked.gateway?.id ?? ''] ?? []) : [chosenIn(field, asked)],
			box: state.form.box,
			active,
			none: isBoxes && answers.length === 0 ? field.empty(asked) : undefined,
			below: [...found, ...help],
		},
		look,
	);
}

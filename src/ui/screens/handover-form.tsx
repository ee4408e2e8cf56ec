/*
 * <HandoverForm model width rows stacked />   what has to be known of the site, and where the files go
 */
import {Box} from 'ink';
import type {Finding} from '../../connection/finding.ts';
import {offeredWords} from '../../wizard/core/text-edit.ts';
import {type ChoiceField, type ChoiceQuestion, choiceQuestions} from '../../wizard/screens/handover/choices.ts';
import {fieldProblem, type HandoverField, isChoice, type TextField} from '../../wizard/screens/handover/form.ts';
import {handoverKinds} from '../../wizard/screens/handover/kinds.ts';
import {type HandoverModel, handoverFields} from '../../wizard/screens/handover/model.ts';
import {type Glyphs, tick, useGlyphs} from '../glyphs.tsx';
import {type Block, fitting, positionLine} from '../parts/blocks.ts';
import {Field, linesBelow} from '../parts/field.tsx';
import {troubleLines} from '../parts/findings.ts';
import {type Line, Lines, line, wrapped} from '../parts/line.tsx';
import {entriesOf, windowed} from '../parts/windowed.ts';

interface HandoverFormProps {
	readonly model: HandoverModel;
	readonly width: number;
	readonly rows: number;
	readonly stacked: boolean;
}

const labelCells = 22;
const labels: Readonly<Record<TextField, string>> = {
	siteRanges: 'Ranges of the site',
	cloudRanges: 'Ranges at the cloud',
	folder: 'Folder',
};
const placeholders: Readonly<Record<TextField, string>> = {
	siteRanges: 'e.g. 192.168.0.0/20, 192.168.16.0/24',
	cloudRanges: 'e.g. 10.0.0.0/16',
	folder: 'e.g. office',
};

export function HandoverForm({model, width, rows, stacked}: HandoverFormProps) {
	const glyphs = useGlyphs();
	const {trouble} = model;
	const fields = handoverFields(model);
	const head = [
		...wrapped(`${model.name} ${targetOf(model)}`, width, 'strong'),
		...(trouble ? ['', ...troubleLines('', trouble, width, glyphs)].map(each => (each === '' ? [] : each)) : []),
		[],
	] as readonly Line[];
	const most = Math.max(1, rows - head.length);
	const blocks = fields.map(field => blockOf(model, field, {width, stacked, glyphs, most}));
	const total = blocks.reduce((sum, block) => sum + block.rows, 0);
	const airy = total + blocks.length + head.length <= rows;
	const shown = fitting(blocks, fields.indexOf(model.form.field), Math.max(1, rows - head.length), airy);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[...head.slice(0, -1), positionLine(blocks, shown, width)]} width={width} />
			{shown.map(({id, node}) => (
				<Box key={id} flexDirection="column" flexShrink={0} marginBottom={airy ? 1 : 0}>
					{node}
				</Box>
			))}
		</Box>
	);
}

function targetOf({choice, lists}: HandoverModel): string {
	if (!choice) return '';
	const {kind, id} = choice;
	return handoverKinds[kind].title(id, lists[kind].rows.find(row => row.id === id)?.cells ?? []);
}

interface Look {
	readonly width: number;
	readonly stacked: boolean;
	readonly glyphs: Glyphs;
	/** Rows that the focused field may take. */
	readonly most: number;
}

function blockOf(model: HandoverModel, field: HandoverField, look: Look): Block {
	if (isChoice(field)) {
		const lines = choiceLines(model, field, look);
		return {id: field, rows: lines.length, node: <Lines lines={lines} width={look.width} />};
	}

	const {form} = model;
	const {width, stacked, glyphs} = look;
	const active = form.field === field;
	const text = form.texts[field];
	const problem = text.value.trim() === '' ? undefined : fieldProblem(form, field);
	const blocked = active && form.blocked !== problem ? form.blocked : undefined;
	const said = [blocked, problem].flatMap(message => (message === undefined ? [] : [finding(message)]));
	const help = active ? `${helpOf(model, field)}${text.offered ? ` ${offeredWords}` : ''}` : undefined;
	const own = stacked ? 2 : 1;
	const size = {width: stacked ? width - 2 : width - labelCells, most: look.most - own};
	const below = linesBelow({findings: said, help}, size, glyphs);
	return {
		id: field,
		rows: own + below.length,
		node: (
			<Field
				label={labels[field]}
				labelWidth={labelCells}
				value={text.value}
				cursor={text.cursor}
				offered={text.offered ?? false}
				placeholder={active ? placeholders[field] : 'left empty'}
				width={width}
				stacked={stacked}
				active={active}
				below={below}
			/>
		),
	};
}

function finding(message: string): Finding {
	return {rule: 'wizard.syntax', severity: 'refuse', field: '', message};
}

function helpOf({seen, form, choice}: HandoverModel, field: TextField): string {
	switch (field) {
		case 'siteRanges':
			return 'What BGP tells the cloud. Left empty: every private network that the device is connected to.';
		case 'cloudRanges':
			return seen?.routing === 'bgp'
				? 'What BGP takes from the cloud. Left empty: all but a default route.'
				: 'What the device routes into the tunnels. Left empty: nothing yet.';
		case 'folder': {
			const says = form.folder?.path === form.texts.folder.value ? form.folder.says : '';
			return [says, choice && handoverKinds[choice.kind].aboutFiles].filter(Boolean).join('. ');
		}
	}
}

function choiceLines({form}: HandoverModel, field: ChoiceField, look: Look): readonly Line[] {
	const {width, stacked, glyphs} = look;
	const {label, help, answers}: ChoiceQuestion = choiceQuestions[field];
	const active = form.field === field;
	const title: Line = [{text: `${active ? `${glyphs.pointer} ` : '  '}${label}`, tone: active ? 'focus' : 'plain'}];
	if (!active) {
		const value = {text: answers.find(({id}) => id === form[field])?.title ?? ''};
		if (stacked) return [title, [{text: '  '}, value]];
		return [[...title, {text: ' '.repeat(labelCells - label.length - 2)}, value]];
	}

	const drawn = answers.map(({id, title: text, means}, index): readonly Line[] => {
		const isHere = index === form.box;
		const lead: Line = [
			{text: `  ${isHere ? glyphs.pointer : ' '} `, tone: 'focus'},
			tick('one', id === form[field], glyphs),
		];
		const own: Line = [...lead, {text, tone: isHere ? 'focus' : 'plain'}];
		if (text.length + means.length + 12 <= width) return [[...own, {text: `   ${means}`, tone: 'dim'}]];
		return isHere ? [own, ...wrapped(means, width, 'dim', [{text: ' '.repeat(8)}])] : [own];
	});
	const entries = entriesOf(drawn, {above: [title], below: wrapped(help, width, 'dim', line('  '))});
	return windowed(entries, form.box, look.most);
}

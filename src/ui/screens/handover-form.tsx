import {Box} from 'ink';
import {
	type ChoiceQuestion,
	choiceQuestions,
	fieldProblem,
	type HandoverField,
	isChoice,
	type TextField,
} from '../../wizard/screens/handover/form.ts';
import {handoverKinds} from '../../wizard/screens/handover/kinds.ts';
import {type HandoverModel, handoverFields} from '../../wizard/screens/handover/model.ts';
import {useGlyphs} from '../look.tsx';
import {refusal, troubleLines} from '../parts/findings.ts';
import {type Block, Blocks, choiceBlock, type FormLook, fitting, positionLine, typedBlock} from '../parts/form.tsx';
import {Lines, line, wrapped} from '../parts/line.tsx';

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

/** What has to be known of the site, and where the files go. */
export function HandoverForm({model, width, rows, stacked}: HandoverFormProps) {
	const glyphs = useGlyphs();
	const {trouble} = model;
	const fields = handoverFields(model);
	const head = [
		...wrapped(`${model.name} ${targetOf(model)}`, width, 'strong'),
		...(trouble ? [[], ...troubleLines('', trouble, width, glyphs)] : []),
		[],
	];
	const most = Math.max(1, rows - head.length);
	const blocks = fields.map(field => blockOf(model, field, {width, stacked, glyphs, labelCells, most}));
	const total = blocks.reduce((sum, block) => sum + block.rows, 0);
	const airy = total + blocks.length + head.length <= rows;
	const shown = fitting(blocks, fields.indexOf(model.form.field), most, airy);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[...head.slice(0, -1), positionLine(blocks, shown, width)]} width={width} />
			<Blocks blocks={shown} airy={airy} />
		</Box>
	);
}

function targetOf({choice, lists}: HandoverModel): string {
	if (!choice) return '';
	const {kind, id} = choice;
	return handoverKinds[kind].title(id, lists[kind].rows.find(row => row.id === id)?.cells ?? []);
}

function blockOf(model: HandoverModel, field: HandoverField, look: FormLook): Block {
	const {form} = model;
	const active = form.field === field;
	if (isChoice(field)) {
		const {label, help, answers}: ChoiceQuestion = choiceQuestions[field];
		const below = active ? wrapped(help, look.width, 'dim', line('  ')) : [];
		return choiceBlock(
			{id: field, label, kind: 'one', answers, picked: [form[field]], box: form.box, active, below},
			look,
		);
	}

	const text = form.texts[field];
	const problem = text.value.trim() === '' ? undefined : fieldProblem(form, field);
	const blocked = active && form.blocked !== problem ? form.blocked : undefined;
	return typedBlock(
		{
			...text,
			id: field,
			label: labels[field],
			placeholder: active ? placeholders[field] : 'left empty',
			active,
			findings: [blocked, problem].flatMap(message => (message === undefined ? [] : [refusal(message)])),
			help: helpOf(model, field),
		},
		look,
	);
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

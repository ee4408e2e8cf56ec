import {Box} from 'ink';
import {
	answersTo,
	isChoice,
	type KeysField,
	keysFields,
	keysHelp,
	keysLabel,
	keysProblem,
} from '../../wizard/screens/keys/form.ts';
import type {KeysModel} from '../../wizard/screens/keys/model.ts';
import {useGlyphs} from '../look.tsx';
import {refusal, troubleLines} from '../parts/findings.ts';
import {type Block, Blocks, choiceBlock, type FormLook, fitting, positionLine, typedBlock} from '../parts/form.tsx';
import {Lines, line, wrapped} from '../parts/line.tsx';

interface KeysFormProps {
	readonly model: KeysModel;
	readonly width: number;
	readonly rows: number;
	readonly stacked: boolean;
}

const labelCells = 22;
const placeholders = {
	variable1: 'e.g. TUNNEL1_PSK',
	variable2: 'e.g. TUNNEL2_PSK',
	siteRanges: 'e.g. 192.168.0.0/20, 192.168.16.0/24',
	cloudRanges: 'e.g. 10.0.0.0/16',
	folder: 'e.g. office-keys',
} as const;

/** What is asked before keys are renewed. */
export function KeysForm({model, width, rows, stacked}: KeysFormProps) {
	const glyphs = useGlyphs();
	const {trouble, form, name} = model;
	const fields = keysFields(form, model);
	const head = [
		...wrapped(`New keys for ${name}`, width, 'strong'),
		...(trouble ? [[], ...troubleLines('', trouble, width, glyphs)] : []),
		[],
	];
	const most = Math.max(1, rows - head.length);
	const blocks = fields.map(field => blockOf(model, field, {width, stacked, glyphs, labelCells, most}));
	const total = blocks.reduce((sum, block) => sum + block.rows, 0);
	const airy = total + blocks.length + head.length <= rows;
	const shown = fitting(blocks, fields.indexOf(form.field), most, airy);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[...head.slice(0, -1), positionLine(blocks, shown, width)]} width={width} />
			<Blocks blocks={shown} airy={airy} />
		</Box>
	);
}

function blockOf(model: KeysModel, field: KeysField, look: FormLook): Block {
	const {form} = model;
	const active = form.field === field;
	const label = keysLabel(field, form, model);
	if (isChoice(field)) {
		const below = active ? wrapped(keysHelp[field], look.width, 'dim', line('  ')) : [];
		return choiceBlock(
			{
				id: field,
				label,
				kind: 'one',
				answers: answersTo(field, model),
				picked: [form.choices[field]],
				box: form.box,
				active,
				below,
			},
			look,
		);
	}

	const text = form.texts[field];
	const problem = text.value.trim() === '' ? undefined : keysProblem(form, field);
	const blocked = active && form.blocked !== problem ? form.blocked : undefined;
	return typedBlock(
		{
			...text,
			id: field,
			label,
			placeholder: placeholders[field],
			active,
			findings: [blocked, problem].flatMap(message => (message === undefined ? [] : [refusal(message)])),
			help: keysHelp[field],
		},
		look,
	);
}

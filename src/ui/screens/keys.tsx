import {markText, waitLines} from '../../clouds/contract/change-words.ts';
import type {CheckResult} from '../../clouds/contract/cloud.ts';
import {mendHere} from '../../wizard/screens/dry-run/mend-here.ts';
import {type KeysModel, readyNow, renewingKeys} from '../../wizard/screens/keys/model.ts';
import {isKeysTyped, keysWord} from '../../wizard/screens/keys/open.ts';
import {readyWords} from '../../wizard/screens/keys/ready.ts';
import {leftOpen} from '../../wizard/screens/keys/text.ts';
import {isDone} from '../../wizard/screens/run/model.ts';
import {errorParts} from '../../wizard/screens/run/text.ts';
import {type Glyphs, mark, useGlyphs} from '../look.tsx';
import {signedLines, troubleLines} from '../parts/findings.ts';
import {beside, type Line, Lines, line, spinnerLine, wrapped} from '../parts/line.tsx';
import {useScrolled} from '../parts/scroll-view.tsx';
import {stepsLines} from '../parts/steps-page.ts';
import {TypedAnswer} from '../parts/text-line.tsx';
import {KeysForm} from './keys-form.tsx';
import type {ViewProps} from './registry.tsx';
import {partLines, rowLines} from './run.tsx';

/** New keys: the questions, what would be done, and each tunnel with its files, its steps and what is waited for. */
export function KeysView({state, layout}: ViewProps) {
	const model = renewingKeys.of(state);
	if (!model) return null;
	const {columns: width, rows} = layout.body;
	if (model.phase === 'answering')
		return <KeysForm model={model} width={width} rows={rows} stacked={layout.kind === 'stacked'} />;
	if (model.phase === 'reading')
		return (
			<Lines
				lines={[line(`New keys for ${model.name}`, 'strong'), [], spinnerLine('reading the connection')]}
				width={width}
			/>
		);
	return model.phase === 'asking' ? (
		<Asking model={model} width={width} rows={rows} />
	) : (
		<Renewing model={model} width={width} rows={rows} />
	);
}

interface PartProps {
	readonly model: KeysModel;
	readonly width: number;
	readonly rows: number;
}

/** What would be done, and the name that has to be typed. */
function Asking({model, width, rows}: PartProps) {
	const glyphs = useGlyphs();
	const word = keysWord(model);
	const question = [
		[],
		...wrapped(`Type ${word} and press ${glyphs.keys.enter ?? 'enter'} to renew its keys.`, width, 'strong'),
	];
	const says = model.refused ?? (isKeysTyped(model) ? 'enter begins' : '');
	const below = says === '' ? [] : signedLines(model.refused === undefined ? 'good' : 'look', says, width, glyphs, 4);
	const room = Math.max(1, rows - question.length - 1 - Math.max(1, below.length));
	const shown = useScrolled(planLines(model, width, glyphs), model.top, room);
	return (
		<>
			<Lines lines={[...shown, ...question]} width={width} />
			<TypedAnswer line={model.line} width={width} />
			<Lines lines={below} width={width} />
		</>
	);
}

function planLines({plan, checks, name}: KeysModel, width: number, glyphs: Glyphs): readonly Line[] {
	return [
		line(`New keys for ${name}?`, 'strong'),
		...checkLines(checks, ['refuse'], width, glyphs),
		...(plan?.actions ?? []).flatMap(({title, detail, change}, index) => [
			...wrapped(`${title}  ${detail}`, width, 'plain', [{text: `${index + 1}  `, tone: 'dim'}]),
			...(change ? [markText(change.interrupts), ...waitLines(change)] : []).flatMap(text =>
				wrapped(text, width, 'dim', line('   ')),
			),
		]),
		...checkLines(checks, ['warn', 'unknown'], width, glyphs),
		...(plan?.notes ?? []).flatMap(note => wrapped(note, width, 'dim', [mark('note', glyphs), {text: ' '}])),
	];
}

function checkLines(
	checks: KeysModel['checks'],
	results: readonly CheckResult[],
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	return checks
		.filter(({result}) => results.includes(result))
		.flatMap(({result, title, detail, ...check}) => [
			...wrapped(title, width, result === 'refuse' ? 'bad' : 'plain', [mark(result, glyphs), {text: ' '}]),
			...wrapped([detail, mendHere(check, 'ctrl-t')].filter(Boolean).join('. '), width, 'plain', line('  ')),
		]);
}

/** Lines of steps below what is under way that are worth reading. */
const fewestSteps = 4;

/** The tunnels with what each waits for; below them the files and the steps of the one whose turn it is. */
function Renewing({model, width, rows}: PartProps) {
	const glyphs = useGlyphs();
	const {run, phase, name, trouble} = model;
	const all = run?.rows ?? [];
	const done = all.filter(isDone).length;
	const titles = {
		answering: '',
		reading: '',
		asking: '',
		running: 'Renewing the keys of',
		stopping: 'Stopping after the action in flight:',
		stopped: 'Stopped:',
		finished: 'New keys:',
	} as const;
	const open = leftOpen(model);
	const off = [
		...open.off.flatMap(text => signedLines('bad', text, width, glyphs)),
		...open.next.flatMap(text => wrapped(text, width, 'plain', [{text: `  ${glyphs.arrow} `}])),
	];
	const head = [
		...beside(
			`${titles[phase]} ${name}`,
			line(`${done} of ${all.length} done`, phase === 'finished' ? 'good' : 'plain'),
			width,
			'strong',
		),
		...off,
		...all.flatMap((row, index) => rowLines(row, index, run?.now ?? 0, width, glyphs)),
		...(phase === 'finished'
			? signedLines('good', 'Every tunnel that was asked for has its new key.', width, glyphs)
			: []),
		...(trouble ? troubleLines('', trouble, width, glyphs) : []),
		...(run?.error && !trouble ? errorParts(run.error).flatMap(part => partLines(part, width, glyphs)) : []),
		...(run?.error?.mend && !trouble ? wrapped(run.error.mend, width, 'plain', [{text: `  ${glyphs.arrow} `}]) : []),
		...open.files.flatMap(text => signedLines('look', text, width, glyphs)),
	];
	const now = readyNow(model);
	const page = now
		? [
				[],
				...readyWords(now).flatMap(text => wrapped(text, width, 'plain')),
				...(now.files ? [[], ...stepsLines(now.files.steps, width)] : []),
			]
		: [];
	// the steps go by below what is under way; nothing is, or there is hardly room for them: then all of it is one page
	const isPinned = phase !== 'stopped' && head.length + fewestSteps <= rows;
	const steps = useScrolled(isPinned ? page : [...head, ...page], model.top, isPinned ? rows - head.length : rows);
	return <Lines lines={isPinned ? [...head, ...steps] : steps} width={width} rows={rows} />;
}

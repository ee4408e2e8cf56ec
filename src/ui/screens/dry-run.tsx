import {markText, newCosts, waitLines} from '../../clouds/contract/change-words.ts';
import type {Action, Check, CheckResult, Plan} from '../../clouds/contract/cloud.ts';
import {countChecks} from '../../connection/count-checks.ts';
import {mendHere} from '../../wizard/screens/dry-run/mend-here.ts';
import {type DryRunModel, dryRunning} from '../../wizard/screens/dry-run/model.ts';
import {costsText, leftTo} from '../../wizard/screens/dry-run/plan-text.ts';
import {type DetailLine, detailLines, rowAt, rowCount} from '../../wizard/screens/dry-run/rows.ts';
import {refusalSaid} from '../../wizard/screens/dry-run/why-not.ts';
import {changesWhatStands} from '../../wizard/screens/run/verb.ts';
import {type Glyphs, keyLabel, mark, type Tone, useGlyphs} from '../look.tsx';
import {changedLines} from '../parts/changes.ts';
import {ClickArea} from '../parts/clicks.tsx';
import {findingLines, noticeLines, signedLines, troubleLines} from '../parts/findings.ts';
import {
	beside,
	indented,
	type Line,
	Lines,
	line,
	lineCells,
	type Span,
	spinnerLine,
	spread,
	spreadRow,
	wrapped,
} from '../parts/line.tsx';
import {ScrollView} from '../parts/scroll-view.tsx';
import {clickEntries, type Entries, windowed} from '../parts/windowed.ts';
import {cells, pad} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';

const words: Readonly<Record<CheckResult, string>> = {
	pass: 'allowed',
	refuse: 'refused',
	warn: 'look at it',
	unknown: 'not known',
};

/** So many lines of costs, and of what is left to do, stand below the list whatever else there is. */
const leastFoot = 3;
const footLabelCells = 14;
const isNarrow = (width: number) => width < 58;
/** From so many rows on they stay in sight; on fewer they are the end of the list. */
const rowsToPin = 16;

export function DryRunView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const model = dryRunning.of(state);
	if (!model) return null;
	const {columns: width, rows} = layout.body;
	if (model.open) {
		const lines = detailLines(model, model.open.row).flatMap(each => detail(each, width));
		return <ScrollView lines={lines} top={model.open.top} rows={rows} width={width} />;
	}

	const head = headLines(model, width, glyphs);
	const isPinned = rows >= rowsToPin;
	const last = footParts(model, width, glyphs);
	const entries = dryRunEntries(model, width, glyphs, isPinned ? [] : last);
	const foot = isPinned ? shortened(last, rows - head.length - entries.lines.length, width, glyphs) : [];
	const room = Math.max(1, rows - head.length - foot.length);
	const middle = windowed(entries, model.row, room);
	const space = Array.from({length: foot.length > 0 ? Math.max(0, room - middle.length) : 0}, (): Line => []);
	return (
		<ClickArea rows={clickEntries(entries, model.row, room, head.length)} enter="enter">
			<Lines lines={[...head, ...middle, ...space, ...foot]} width={width} rows={rows} />
		</ClickArea>
	);
}

/** A line of the details. What is continued of indented code stays under its first line. */
function detail({kind, text}: DetailLine, width: number): readonly Line[] {
	const indent = kind === 'code' ? (/^ */.exec(text)?.[0] ?? '') : kind === 'source' ? '  ' : '';
	return wrapped(text.slice(kind === 'code' ? indent.length : 0), width, kind === 'heading' ? 'strong' : 'plain', [
		{text: indent},
	]);
}

/** The title with how far the checks are, and why going on was refused. */
function headLines(model: DryRunModel, width: number, glyphs: Glyphs): readonly Line[] {
	const name = {text: 'Dry run', tone: 'strong'} as const;
	const {plan} = model;
	const long = [
		name,
		{text: plan && changesWhatStands(plan) ? ' · nothing has been changed' : ' · nothing has been made'},
	];
	const parts = progressOf(model);
	const progress = joined(parts);
	const title = [long, [name]].find(each => lineCells(each) + 1 + lineCells(progress) <= width);
	const said = refusalSaid(model);
	const refusal = said === undefined ? [] : signedLines('look', said, width, glyphs);
	return [...(title ? [spread(title, progress, width)] : [long, ...packed(parts, width)]), ...refusal];
}

/** What is said of the checks as a whole, part by part. That all is fine is said only where all of it is known. */
function progressOf({phase, checks, expected, problems}: DryRunModel): readonly Line[] {
	if (phase === 'planning') return [spinnerLine('making the plan')];
	const total = expected === undefined ? '' : ` of ${Math.max(expected, checks.length)}`;
	if (phase === 'checking') return [spinnerLine(`checked ${checks.length}${total}`)];
	if (phase === 'failed' && problems.length > 0) return [line(`${problems.length} refused`, 'bad')];
	if (phase === 'failed') return [line(`checked ${checks.length}${total}, then it failed`, 'bad')];
	const {refuse, warn, unanswered, unknown} = countChecks(checks);
	const counted = [
		{count: refuse, says: 'refused', tone: 'bad'},
		{count: warn, says: 'to look at', tone: 'look'},
		{count: unanswered, says: 'could not be asked, r asks again', tone: 'look'},
		{count: unknown, says: 'not known', tone: 'plain'},
	] as const;
	const parts = counted.flatMap(({count, says, tone}) => (count > 0 ? [line(`${count} ${says}`, tone)] : []));
	const isFine = checks.length > 0 && parts.length === 0;
	return [line(`checked ${checks.length}`), ...(isFine ? [line('all fine', 'good')] : parts)];
}

const between: Span = {text: ' · ', tone: 'dim'};
const joined = (parts: readonly Line[]): Line =>
	parts.flatMap((part, index) => (index === 0 ? part : [between, ...part]));

/** Parts on as few lines as they fit, none of them broken where a line has room for it. */
function packed(parts: readonly Line[], width: number): readonly Line[] {
	const rows: Line[][] = [];
	for (const part of parts) {
		const last = rows.at(-1);
		if (last && lineCells(joined([...last, part])) <= width) last.push(part);
		else rows.push([part]);
	}

	return rows.map(joined);
}

/** Problems, actions and checks, with their headings; costs and the rest behind them where they are not pinned to the bottom. */
function dryRunEntries(
	model: DryRunModel,
	width: number,
	glyphs: Glyphs,
	behind: readonly (readonly Line[])[],
): Entries {
	const lines: Line[] = [];
	const starts: number[] = [];
	const enter = (row: number, own: readonly Line[]) => {
		starts.push(lines.length);
		const pointer: Span = {text: row === model.row ? `${glyphs.pointer} ` : '  ', tone: 'focus'};
		lines.push(...own.map((each, index): Line => [index === 0 ? pointer : {text: '  '}, ...each]));
	};
	const {plan, trouble, problems, checks} = model;
	if (trouble) lines.push(...troubleLines('', trouble, width, glyphs));
	for (const [row, problem] of problems.entries()) enter(row, findingLines(problem, width - 2, glyphs));
	if (plan?.exists) lines.push(...noticeLines(standingNotice(plan, plan.exists), width, glyphs));
	if (plan) {
		lines.push(spreadRow(line('WHAT WILL BE DONE', 'strong'), line('in this order', 'dim'), width, glyphs.ellipsis));
		const titleCells = Math.min(28, Math.max(...plan.actions.map(({title}) => cells(title)), 0));
		for (const [index, action] of plan.actions.entries())
			enter(problems.length + index, actionLines(model, action, index, titleCells, width - 2, glyphs));
		for (const note of plan.notes) lines.push(...wrapped(note, width, 'dim', [mark('note', glyphs), {text: ' '}]));
	}

	if (checks.length > 0) lines.push(line('CHECKS', 'strong'));
	const before = problems.length + (plan?.actions.length ?? 0);
	for (const [index, check] of checks.entries()) enter(before + index, checkLines(check, width - 2, glyphs));
	for (const own of behind) {
		starts.push(lines.length);
		lines.push(...own);
	}

	// pinned ones are in sight anyway: the end of the list stays in sight beside them
	while (starts.length < rowCount(model)) starts.push(Math.max(0, lines.length - 1));
	return {lines, starts};
}

/** What stands, and whether it is what the answers say. */
function standingNotice({comparison, actions}: Plan, {id, state}: NonNullable<Plan['exists']>) {
	const {differences = [], missing = [], unread = []} = comparison ?? {};
	const here = `${id} (${state})`;
	const differ = differences.length === 1 ? 'one value differs' : `${differences.length} values differ`;
	if (differences.some(({interrupts}) => interrupts?.kind === 'new'))
		return {
			tone: 'bad',
			text: `${here} can’t be made like the answers: ${newCosts}`,
		} as const;
	if (differences.length > 0)
		return {
			tone: 'look',
			text: `${here} is this connection; ${differ} from the answers: changed in place, by what follows`,
		} as const;
	if (actions.length > 0)
		return {tone: 'look', text: `${here} is this connection; missing of it: ${missing.join('; ')}`} as const;
	if (unread.length > 0)
		return {tone: 'look', text: `${here} is this connection; whether it is whole is not known`} as const;
	return {tone: 'good', text: `${here} is this connection, as the answers say: nothing is to be changed`} as const;
}

function actionLines(
	model: DryRunModel,
	action: Action,
	index: number,
	titleCells: number,
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	const selected = rowAt(model, model.row);
	const isHere = selected?.kind === 'action' && selected.index === index;
	const number = {text: `${String(index + 1).padStart(2)}  `, tone: 'dim'} as const;
	const answer = answerOf(model, action, glyphs);
	const tone = isHere ? 'focus' : 'plain';
	const title: Line = [number, {text: `${pad(action.title, titleCells, 'left', glyphs.ellipsis)}  `, tone}];
	const fits = cells(action.title) <= titleCells && lineCells([...title, {text: action.detail}, ...answer]) < width;
	const changed = changeLines(action, width, glyphs);
	if (fits) return [spreadRow([...title, {text: action.detail}], answer, width, glyphs.ellipsis), ...changed];
	// what will be done is never cut: what does not fit beside the title stands below it
	return [
		...beside(action.title, answer, width, tone, [number]),
		...wrapped(action.detail, width, 'dim', [{text: '    '}]),
		...changed,
	];
}

/** Was → will be, what goes down, what is waited for, and what the device has to do. */
function changeLines({change}: Action, width: number, glyphs: Glyphs): readonly Line[] {
	if (!change) return [];
	const {interrupts, values} = change;
	const tone = interrupts.kind === 'nothing' ? 'dim' : 'look';
	const lines = [
		...values.flatMap(value => changedLines(value, width - 4, glyphs)),
		...wrapped(markText(interrupts), width - 4, tone),
		...waitLines(change).flatMap(each => wrapped(each, width - 4, 'dim')),
	];
	return indented(lines, 4);
}

/** What the cloud answered to the action's own dry run, if it has one. */
function answerOf({checks, phase}: DryRunModel, action: Action, glyphs: Glyphs): Line {
	const own = checks.filter(check => check.action === action.id);
	const worst = (['refuse', 'unknown', 'warn', 'pass'] as const).find(result =>
		own.some(check => check.result === result),
	);
	if (worst) return [mark(worst, glyphs), {text: ` ${words[worst]}`, tone: worst === 'refuse' ? 'bad' : 'dim'}];
	if (!action.dryRun) return line('no dry run', 'dim');
	return phase === 'checking' ? [mark('running', glyphs), {text: ' asking', tone: 'dim'}] : line('not asked', 'dim');
}

/** A check, what is found and to be done where it is not fine, and always what proves it. */
function checkLines(check: Check, width: number, glyphs: Glyphs): readonly Line[] {
	const {result, title, detail, proves} = check;
	const mend = mendHere(check);
	const sign = mark(result, glyphs);
	const own = {text: ` ${title}`, tone: result === 'refuse' ? 'bad' : 'plain'} as const;
	const fits = cells(title) + cells(proves) + 6 <= width;
	const head = fits
		? [spreadRow([sign, own], line(proves, 'dim'), width, glyphs.ellipsis)]
		: wrapped(title, width, own.tone, [sign, {text: ' '}]);
	const below = (text: string, tone: Tone) => wrapped(text, width, tone, [{text: '  '}]);
	return [
		...head,
		...(result !== 'pass' && detail && detail !== title ? below(detail, 'plain') : []),
		...(result !== 'pass' && mend ? below(`${glyphs.arrow} ${mend}`, 'plain') : []),
		...(fits ? [] : below(proves, 'dim')),
	];
}

/** Costs, and what is left to the user, each a row of its own. Enter shows them with their sources. */
function footParts(model: DryRunModel, width: number, glyphs: Glyphs): readonly (readonly Line[])[] {
	const {plan} = model;
	if (!plan) return [];
	const here = rowAt(model, model.row)?.kind;
	const paragraph = (kind: 'costs' | 'left', label: string, text: string): readonly (readonly Line[])[] => {
		if (text === '') return [];
		const pointer = {text: here === kind ? `${glyphs.pointer} ` : '', tone: 'focus'} as const;
		const lead = {
			text: label.padEnd(footLabelCells - cells(pointer.text)),
			tone: here === kind ? 'focus' : 'strong',
		} as const;
		if (isNarrow(width)) return [[[pointer, {...lead, text: label}], ...wrapped(text, width, 'plain', [{text: '  '}])]];
		return [wrapped(text, width, 'plain', [pointer, lead])];
	};
	return [
		...paragraph('costs', 'COSTS', costsText(plan.costs)),
		...paragraph('left', 'LEFT TO YOU', leftTo(plan, model.account).join(' · ')),
	];
}

/** Whole where so many lines are spare; else the beginning of each, with the sign that there is more and the key that shows it. */
function shortened(parts: readonly (readonly Line[])[], spare: number, width: number, glyphs: Glyphs): readonly Line[] {
	if (parts.flat().length <= spare) return parts.flat();
	const more = {text: ` ${glyphs.ellipsis} ${keyLabel('enter', glyphs)} here shows all`, tone: 'dim'} as const;
	return parts.flatMap(lines => {
		if (lines.length <= leastFoot) return lines;
		const [lead = {text: ''}, ...text] = lines[leastFoot - 1] ?? [];
		const words = text.map(span => span.text).join('');
		const [last = []] = wrapped(words, width - cells(more.text), 'plain', [lead]);
		return [...lines.slice(0, leastFoot - 1), [...last, more]];
	});
}

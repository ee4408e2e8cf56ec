import type {Action, Plan} from '../../clouds/contract/cloud.ts';
import {cloudName} from '../../clouds/registry.ts';
import {changedText, worstInterruption} from '../../wizard/core/change-texts.ts';
import {askedTo, type ConfirmModel, confirming, isTyped, nameNow} from '../../wizard/screens/confirm/model.ts';
import {costsText, leftTo} from '../../wizard/screens/dry-run/plan-text.ts';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {signedLines} from '../parts/findings.ts';
import {type Line, Lines, line, wrapped} from '../parts/line.tsx';
import {TypedAnswer} from '../parts/text-line.tsx';
import type {ViewProps} from './registry.tsx';

const labelCells = 10;

export function ConfirmView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const {columns: width, rows} = layout.body;
	const model = confirming.of(state);
	if (!model) return null;
	const question = questionLines(model, width, glyphs);
	const below = answerLines(model, width, glyphs);
	const room = Math.max(0, rows - question.length - 1 - Math.max(1, below.length));
	const above = confirmLines(model, width, room, glyphs);
	return (
		<>
			<Lines lines={[...above, ...question]} width={width} />
			<TypedAnswer line={model.line} width={width} />
			<Lines lines={below} width={width} />
		</>
	);
}

function questionLines({expected, plan}: ConfirmModel, width: number, glyphs: Glyphs): readonly Line[] {
	const text = `Type ${expected} and press ${glyphs.keys.enter ?? 'enter'} to ${askedTo(plan)} it.`;
	return [[], ...wrapped(text, width, 'strong')];
}

function answerLines(model: ConfirmModel, width: number, glyphs: Glyphs): readonly Line[] {
	if (model.refused !== undefined) return signedLines('look', model.refused, width, glyphs, 4);
	if (isTyped(model))
		return signedLines('good', `that is its name: enter ${askedTo(model.plan)}s it`, width, glyphs, 4);
	return [];
}

/** What will be made, where, in which account and at what cost: at most `rows` lines, the least important of them left out first. */
function confirmLines(
	{plan, identity, account: inUse}: ConfirmModel,
	width: number,
	rows: number,
	glyphs: Glyphs,
): readonly Line[] {
	const labelled = (label: string, text: string) =>
		wrapped(text, width, 'plain', [{text: label.padEnd(labelCells), tone: 'dim'}]);
	const account = identity
		? `${identity.sandbox ? 'SANDBOX, ' : ''}${identity.account ?? 'not known'}${identity.principal ? `, as ${identity.principal}` : ''}`
		: 'not known';
	const left = leftTo(plan, inUse);
	const isChange = plan.exists !== undefined;
	const made = plan.actions.filter(({makes}) => makes !== '').map(({makes}) => makes);
	const changes = plan.actions.length - made.length;
	const what = [made.join(', '), changes > 0 ? `${changes} more ${changes === 1 ? 'change' : 'changes'}` : '']
		.filter(Boolean)
		.join(' and ');
	const costs = plan.costs.length > 0 ? labelled('costs', costsText(plan.costs)) : [];
	// of a change what it does is more to be looked at than what it costs
	const parts: readonly (readonly Line[])[] = [
		wrapped(`${isChange ? 'Change' : 'Create'} ${nameNow(plan)}?`, width, 'strong'),
		...(isChange ? changeParts(plan, labelled) : [labelled('makes', what || 'nothing new')]),
		labelled('where', `${cloudName(plan.cloud)}, ${plan.region}`),
		labelled('account', account),
		...(isChange ? [] : [costs]),
		[
			[],
			...plan.actions.flatMap((action, index) =>
				wrapped(inWords(action), width, 'plain', [{text: `${String(index + 1).padStart(3)}  `, tone: 'dim'}]),
			),
		],
		...(isChange ? [costs] : []),
		left.length > 0 ? [[], ...wrapped(left.join(' · '), width, 'dim', [{text: 'left to you  ', tone: 'dim'}])] : [],
	];
	const lines = parts.flat();
	if (lines.length <= rows) return lines;
	return [
		...lines.slice(0, Math.max(0, rows - 1)),
		line(`${lines.length - rows + 1} more lines in the dry run${glyphs.ellipsis}`, 'dim'),
	].slice(0, rows);
}

/** What a change takes: which connection, what goes down, what the device has to do. */
function changeParts(
	{actions, exists}: Plan,
	labelled: (label: string, text: string) => readonly Line[],
): readonly (readonly Line[])[] {
	const changes = actions.flatMap(({change}) => change ?? []);
	const device = [...new Set(changes.flatMap(change => change.device ?? []))];
	return [
		labelled('changes', exists?.id ?? ''),
		labelled('traffic', worstInterruption(changes)),
		device.length > 0 ? labelled('device', device.join(' · ')) : [],
	];
}

/** What an action does: of a change, was → will be. */
function inWords({title, detail, change}: Action): string {
	return `${title}  ${change ? change.values.map(changedText).join(', ') || detail : detail}`;
}

import type {Action, Check} from '../../../clouds/contract/cloud.ts';
import {printable} from '../../../connection/printable.ts';
import {changedText, worstInterruption} from '../../core/change-texts.ts';
import {whyNotBegun} from '../dry-run/even-if-down.ts';
import {isCarriedOut, isDone} from '../run/model.ts';
import {sandboxEnded} from '../run/text.ts';
import {type ManyModel, type Member, readyOf} from './model.ts';
import {fieldsOf, inWords, type OneChange} from './one-change.ts';
import {isChecked} from './progress.ts';

/** What is changed, in words. */
export function whatOf({cloud, changes}: ManyModel): string {
	return changes.map(change => inWords(cloud, change)).join('; ');
}

/** How a connection stands with it, in few words. */
export function memberSays({state, plan, run, unknown}: Member): string {
	// what only looks something up is no change
	const isStep = ({change, makes}: Action) => change !== undefined || makes !== '';
	const count = plan?.actions.filter(isStep).length ?? 0;
	const values = (plan?.comparison?.differences.length ?? 0) + (plan?.comparison?.missing.length ?? 0);
	const steps = (run?.rows ?? []).filter(({action}) => isStep(action));
	const done = `${steps.filter(isDone).length} of ${count} ${count === 1 ? 'step' : 'steps'}`;
	const isOpen = steps.some(row => isCarriedOut(row) && !isDone(row));
	const words: Readonly<Record<Member['state'], string>> = {
		checking: 'checking',
		ready: values === 1 ? '1 value changes' : `${values} values change`,
		same: 'is so already',
		unknown: `not known: ${unknown[0]?.why ?? ''}`,
		refused: 'can’t be changed like this',
		later: 'later',
		running: done,
		done: 'stands as asked',
		differs: 'changed, and stands otherwise',
		stopped: `stopped after ${done}${isOpen ? ', one not waited for' : ''}`,
		left: 'not begun, left as it was',
		back: 'was changed, and put back',
	};
	return words[state];
}

/** Why a connection can't be changed like this. */
export function whyRefused({trouble, problems, checks, plan}: Member): readonly string[] {
	const refusing = checks.filter(({result}) => result === 'refuse');
	const down = refusing.length === 0 ? whyNotBegun(plan, {checks}) : undefined;
	return [
		...(trouble ? [[trouble.message, trouble.mend].filter(Boolean).join(': ')] : []),
		...problems.map(({message, mend}) => [message, mend].filter(Boolean).join(': ')),
		...refusing.map(refusal),
		...(down === undefined ? [] : ['a tunnel that is to carry the traffic meanwhile is not UP']),
	];
}

function refusal({id, title, detail, mend}: Check): string {
	// a tunnel that is to carry the traffic is named in what to do; its headline would say that it does
	if (id.startsWith('carries:')) return `nothing would carry its traffic meanwhile. ${mend ?? detail}`;
	return [`${title}: ${detail}`, mend].filter(Boolean).join(': ');
}

/**
 * What its dry run warns of, beside what each value takes down, which stands at the value. What a rule says of an option that was not asked for stood like
 * this before.
 */
export function warnings({checks}: Member, changes: readonly OneChange[]): readonly string[] {
	const fields = fieldsOf(changes);
	const isNews = ({id, field}: Check) =>
		!/^(differs|missing):/.test(id) && (!id.startsWith('rule:') || (field !== undefined && fields.includes(field)));
	return checks.flatMap(check => (check.result === 'warn' && isNews(check) ? [`${check.title}: ${check.detail}`] : []));
}

/** What goes down while they are changed: of those that nothing else carries, all of their traffic. */
export function downText(ready: readonly Member[]): string {
	const changesOf = ({plan}: Member) => (plan?.actions ?? []).flatMap(({change}) => change ?? []);
	const alone = ready.filter(member =>
		changesOf(member).some(
			({interrupts, needsUp}) =>
				interrupts.kind === 'connection' || (interrupts.kind === 'tunnel' && needsUp.length === 0),
		),
	).length;
	const others = ready.length === 1 ? '' : ' at each';
	const worst = worstInterruption(ready.flatMap(changesOf));
	if (alone === 0) return `${worst}${others}`;
	if (alone === ready.length) return `all traffic is interrupted${others}`;
	return `${worst}${others}; at ${alone} of them all traffic, for nothing else carries it`;
}

/** Why the confirmation can't be opened; undefined where it can. */
export function whyNotAsked(model: ManyModel): string | undefined {
	if (!isChecked(model)) return 'the dry runs are still going on';
	const refused = model.members.filter(({state}) => state === 'refused').length;
	if (refused > 0)
		return `${refused === 1 ? 'one can’t' : `${refused} can’t`} be changed like this: x leaves out the one under the cursor`;
	if (readyOf(model).length === 0)
		return model.members.some(({state}) => state === 'unknown')
			? 'nothing is to be changed, as far as the cloud shows'
			: 'all of them are like that already: nothing is to be changed';
	return undefined;
}

/** What is printed once the program has left: which are changed, and how to go on with the rest. */
export function manySummary(model: ManyModel): readonly string[] {
	const {phase, members} = model;
	if (phase !== 'running' && phase !== 'stopping' && phase !== 'stopped' && phase !== 'finished') return [];
	const of = (state: Member['state']) => members.filter(member => member.state === state);
	const runs = members.filter(({run}) => run);
	if (runs.length === 0) return [];
	const line = ({id, name, run}: Member, says: string) => [
		`  ${name || id}  ${id}  ${says}`,
		...(run?.rows ?? []).flatMap(row =>
			isCarriedOut(row) && row.action.change ? row.action.change.values.map(value => `    ${changedText(value)}`) : [],
		),
		...(run?.unlike ?? []).map(each => `    not as the document says: ${each}`),
	];
	const ended = [...of('done'), ...of('differs')];
	const stopped = [...of('stopped'), ...of('running')];
	return [
		`${whatOf(model)}: ${ended.length} of ${runs.length} changed in ${model.region}`,
		...ended.flatMap(member => line(member, memberSays(member))),
		...stopped.flatMap(member => line(member, memberSays(member))),
		...[...of('later'), ...of('left')].flatMap(member =>
			line(member, ['left as it was', ...whyRefused(member)].join(': ')),
		),
		...goesOn(
			{ended, stopped},
			runs.some(({run}) => run?.sandbox),
		),
	].map(each => printable(each));
}

function goesOn(
	{ended, stopped}: {readonly ended: readonly Member[]; readonly stopped: readonly Member[]},
	sandbox: boolean,
): readonly string[] {
	if (sandbox) return [sandboxEnded];
	const begun = (members: readonly Member[]) =>
		members.flatMap(({run, name, id}) => (run && run.runId !== '' ? [{runId: run.runId, called: name || id}] : []));
	const putBack = begun(ended).map(({runId, called}) => `  ${called}: tunnelwright runs undo ${runId} --yes`);
	return [
		...begun(stopped).map(
			({runId, called}) =>
				`To go on with ${called}: tunnelwright runs resume ${runId} --yes, to take it back: tunnelwright runs undo ${runId} --yes`,
		),
		...(putBack.length > 0 ? [`${eachItsRun}:`, ...putBack] : []),
	];
}

/** One plan, and no one undo of it. */
const eachItsRun = 'Each connection has a run of its own; to put one back';

/** What can be done with what was changed. */
export const putBackHere = 'u puts back the one under the cursor: each connection has a run of its own.';

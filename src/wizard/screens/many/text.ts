import {printable} from '../../../connection/printable.ts';
import {changedText} from '../../core/change-texts.ts';
import {whyNotBegun} from '../dry-run/even-if-down.ts';
import {sandboxEnded} from '../run/text.ts';
import {type ManyModel, type Member, readyOf} from './model.ts';
import {inWords} from './one-change.ts';
import {isChecked} from './progress.ts';

/** What is changed, in words. */
export function whatOf({cloud, changes}: ManyModel): string {
	return changes.map(change => inWords(cloud, change)).join('; ');
}

/** How a connection stands with it, in few words. */
export function memberSays({state, plan, run}: Member): string {
	// what only looks something up is no change
	const count = plan?.actions.filter(({change, makes}) => change || makes !== '').length ?? 0;
	const done =
		run?.rows.filter(row => row.state === 'done' && (row.action.change || row.action.makes !== '')).length ?? 0;
	const words: Readonly<Record<Member['state'], string>> = {
		reading: 'reading it back',
		read: 'read',
		checking: 'checking',
		ready: count === 1 ? '1 change' : `${count} changes`,
		same: 'is so already',
		refused: 'can’t be changed like this',
		later: 'later',
		running: `${done} of ${count} changes`,
		done: 'stands as the document says',
		differs: 'changed, and stands otherwise',
		stopped: `stopped after ${done} of ${count} changes`,
	};
	return words[state];
}

/** Why a connection can't be changed like this. */
export function whyRefused({trouble, problems, checks, plan}: Member): readonly string[] {
	const refusing = checks.filter(({result}) => result === 'refuse');
	const down = whyNotBegun(plan, {checks});
	return [
		...(trouble ? [[trouble.message, trouble.mend].filter(Boolean).join(': ')] : []),
		...problems.map(({message, mend}) => [message, mend].filter(Boolean).join(': ')),
		...refusing.map(({title, detail}) => `${title}: ${detail}`),
		...(down === undefined ? [] : ['a tunnel that is to carry the traffic meanwhile is not UP']),
	];
}

/** Why the confirmation can't be opened; undefined where it can. */
export function whyNotAsked(model: ManyModel): string | undefined {
	if (!isChecked(model)) return 'the dry runs are still going on';
	const refused = model.members.filter(({state}) => state === 'refused').length;
	if (refused > 0)
		return `${refused === 1 ? 'one can’t' : `${refused} can’t`} be changed like this: x leaves out the one under the cursor`;
	if (readyOf(model).length === 0) return 'all of them are like that already: nothing is to be changed';
	return undefined;
}

/** What is printed once the program has left: which are changed, and how to go on with the rest. */
export function manySummary(model: ManyModel): readonly string[] {
	const {phase, members} = model;
	if (phase !== 'running' && phase !== 'stopping' && phase !== 'stopped' && phase !== 'finished') return [];
	const of = (state: Member['state']) => members.filter(member => member.state === state);
	const runs = members.filter(({run}) => run);
	const line = ({id, name, run}: Member, says: string) => [
		`  ${name || id}  ${id}  ${says}`,
		...(run?.rows ?? []).flatMap(row =>
			row.state === 'done' && row.action.change
				? row.action.change.values.map(value => `    ${changedText(value)}`)
				: [],
		),
		...(run?.unlike ?? []).map(each => `    not as the document says: ${each}`),
	];
	const ended = [...of('done'), ...of('differs')];
	const stopped = [...of('stopped'), ...of('running')];
	return [
		`${whatOf(model)}: ${ended.length} of ${runs.length} changed in ${model.region}`,
		...ended.flatMap(member => line(member, memberSays(member))),
		...stopped.flatMap(member => line(member, memberSays(member))),
		...of('later').flatMap(member => line(member, 'left as it was')),
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
export const eachItsRun = 'Each connection has a run of its own, and is put back by itself';

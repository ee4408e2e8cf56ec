import {markText, valueText} from '../clouds/contract/change-words.ts';
import type {CloudErrorInfo, Plan} from '../clouds/contract/cloud.ts';
import {type FilesAhead, filesAheadLine} from '../connection/files-ahead.ts';
import {printable} from '../connection/printable.ts';
import {stepLines} from '../connection/steps-page.ts';
import type {ResumeEvent} from '../session/resume.ts';
import type {InDoubt} from '../session/run.ts';

/** How a run ended. */
export interface RunEnd {
	readonly result: 'made' | 'exists' | 'failed' | 'stopped';
	readonly runId?: string;
	readonly connectionId: string;
	/** What this run made, in order. */
	readonly made: readonly {readonly action: string; readonly id: string}[];
	/** The actions that changed what stood. */
	readonly changed?: readonly string[];
	/** What may have been made, and nobody knows. */
	readonly inDoubt?: readonly InDoubt[];
	/** What traffic is taken off a tunnel and not given back, in words. */
	readonly trafficOff?: readonly string[];
	/** Tunnels whose new files were written, and that the run did not get to the end of. */
	readonly filesAhead?: readonly WrittenAhead[];
	/** What was waited for and did not show, in words. */
	readonly unseen?: readonly string[];
	readonly error?: CloudErrorInfo;
	/** What of a connection that was changed is not as it was asked for, a line each. */
	readonly unlike?: readonly string[];
}

interface WrittenAhead extends FilesAhead {
	/** Whether the cloud has taken their key; it was waited for when the run ended. */
	readonly taken: boolean;
}

/** What is to be said of files that a run has written and not got to the end with; nothing where there are none. */
export function filesAheadText({filesAhead = []}: RunEnd): string {
	return filesAhead
		.filter(({taken}) => !taken)
		.map(each => filesAheadLine(each, 'a resume'))
		.join('\n');
}

/** Tells each step of a run as a line while it goes on. */
export async function tellRun(
	{actions}: Pick<Plan, 'actions'>,
	events: AsyncIterable<ResumeEvent>,
	say: (line: string) => void,
): Promise<RunEnd> {
	const place = new Map(actions.map(({id, title}, index) => [id, `${index + 1}/${actions.length} ${title}`]));
	let runId: string | undefined;
	let error: CloudErrorInfo | undefined;
	let waiting: string | undefined;
	const unseen: string[] = [];
	/** Tunnels, by action, whose files hold a key that the cloud has not been seen to have. */
	const filesAhead = new Map<string, number>();
	const readBack = new Set<string>();
	for await (const event of events) {
		if (event.type === 'started') runId = event.runId;
		if (event.type === 'action-started') {
			say(`${place.get(event.action)} …`);
			const change = actions.find(({id}) => id === event.action)?.change;
			for (const value of change?.values ?? [])
				say(`  ${printable(`${value.what}: ${valueText(value)}`, 2000)}   ${markText(change?.interrupts)}`);
		}

		if (event.type === 'action-waiting' && event.why !== waiting) {
			waiting = event.why;
			say(`  waiting: ${printable(event.why)}`);
		}

		for (const line of renewalLines(event)) say(line === '' ? '' : `  ${line}`);
		if (event.type === 'action-done') {
			const {result} = event;
			const how = event.before ? 'done before' : result.existed ? 'there already' : 'done';
			say(`  ${how}: ${printable(result.detail || result.id)}`);
			unseen.push(...(event.unseen ?? []));
			filesAhead.delete(event.action);
		}

		if (event.type === 'key-ready' && event.earlier?.startsWith('carried out')) readBack.add(event.action);
		if (event.type === 'files-written' && !readBack.has(event.action))
			filesAhead.set(event.action, event.tunnel.number);

		if (event.type === 'action-failed') error = event.error;
		if (event.type === 'stopped') {
			const {made, changed, inDoubt, trafficOff} = event;
			const ahead = [...filesAhead].map(([action, tunnel]) => ({
				tunnel,
				inDoubt: (inDoubt ?? []).some(each => each.action === action),
				taken: (changed ?? []).includes(action),
			}));
			const result = error ? 'failed' : 'stopped';
			return {result, runId, connectionId: '', made, changed, inDoubt, trafficOff, error, filesAhead: ahead};
		}

		if (event.type === 'finished') {
			const {existed, connectionId, made, changed, unlike} = event;
			const result = existed ? 'exists' : 'made';
			return {result, runId, connectionId, made, changed, unseen, ...(unlike ? {unlike} : {})};
		}
	}

	throw new Error('the run ended without saying how');
}

/** What is to be said first of a run that has left a tunnel without its traffic; nothing where none is. */
export function trafficOffText(end: RunEnd, {deed, actions}: Pick<Plan, 'deed' | 'actions'>, sandbox: boolean): string {
	const {trafficOff = [], runId, changed = [], inDoubt = []} = end;
	if (trafficOff.length === 0) return '';
	const sent = new Set([...changed, ...inDoubt.map(({action}) => action)]);
	const isMade = actions.some(({change}) => change?.relieves && sent.has(change.relieves.action));
	// of what has no way back the tunnel may be DOWN by now: its traffic would go nowhere
	const way =
		deed && isMade
			? `tunnelwright runs resume ${runId} --yes gives it back once the tunnel is UP`
			: `tunnelwright runs undo ${runId} --yes gives it back now; a resume does once the change is made`;
	const what = trafficOff.map(each => printable(each, 400)).join('; ');
	return `Traffic is taken off the tunnel, and not given back: ${what}.${runId && !sandbox ? `\n  → ${way}` : ''}`;
}

/** What a renewal of keys tells beside a run; never a key. */
function renewalLines(event: ResumeEvent): readonly string[] {
	if (event.type === 'key-ready') {
		const {earlier, from, tunnel} = event;
		if (earlier === 'carried out')
			return [`tunnel ${tunnel.number} has got its new key before: it is read back from the cloud`];
		if (earlier === 'carried out, with a key that is not shown')
			return [
				`tunnel ${tunnel.number} has got its new key before, which the cloud does not show: the files that were written then hold it`,
			];
		const anew = earlier ? 'the change of before was not carried out: ' : '';
		return [`${anew}${sources[from]}`];
	}

	if (event.type !== 'files-written') return [];
	const {files, steps} = event.files;
	return [
		...files.map(({path, what}) => `${printable(path)}  ${what}`),
		...(steps === ''
			? []
			: ['what to do at the device now, in order:', ...stepLines(steps).map(line => (line === '' ? '' : `  ${line}`))]),
	];
}

const sources = {
	generated: 'a fresh key was made',
	env: 'the new key is read from the environment',
	prompt: 'the new key was typed',
	cloud: 'the cloud makes the new key',
} as const;

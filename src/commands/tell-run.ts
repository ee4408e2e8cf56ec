import {markText, valueText} from '../clouds/contract/change-words.ts';
import type {CloudErrorInfo, Plan} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
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
	readonly error?: CloudErrorInfo;
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

		if (event.type === 'action-done')
			say(`  ${event.result.existed ? 'there already' : 'done'}: ${printable(event.result.detail || event.result.id)}`);
		if (event.type === 'action-failed') error = event.error;
		if (event.type === 'stopped') {
			const {made, changed, inDoubt} = event;
			return {result: error ? 'failed' : 'stopped', runId, connectionId: '', made, changed, inDoubt, error};
		}

		if (event.type === 'finished') {
			const {existed, connectionId, made, changed} = event;
			return {result: existed ? 'exists' : 'made', runId, connectionId, made, changed};
		}
	}

	throw new Error('the run ended without saying how');
}

import {tunnelText} from '../../../clouds/contract/change-words.ts';
import type {Check, ConnectionStatus, Plan, TunnelName} from '../../../clouds/contract/cloud.ts';
import {trafficChecks} from '../../../clouds/contract/traffic-checks.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {turn} from '../../core/state.ts';
import {ask, askAgain, type Question} from '../../overlays/prompt/question.ts';
import {readKeys} from '../keys/open.ts';
import {running} from '../run/model.ts';
import {resumeRun} from '../run/open.ts';
import {undoAllTheSame} from '../undo/open.ts';
import {type DryRunModel, dryRunning, openDryRun} from './model.ts';

/** What has to be typed before a tunnel is changed though nothing else carries its traffic. */
const word = 'interrupt';

/** What is known of the tunnels, and the key that goes on all the same. */
interface Known {
	/** As the list of connections has them: the one that carries the traffic may be another connection than the plan's. */
	readonly statuses?: readonly ConnectionStatus[];
	/** What the dry run has found so far: it has read the other connections too. */
	readonly checks?: readonly Check[];
	readonly key?: string;
}

/** Why a plan may not be begun: its traffic would stop. Undefined where it may. */
export function whyNotBegun(
	plan: Plan | undefined,
	{statuses = [], checks = [], key = 'i'}: Known = {},
): string | undefined {
	if (!plan) return undefined;
	const refused = new Set(
		[...trafficChecks(plan), ...checks].flatMap(({id, result}) => (result === 'refuse' ? [id] : [])),
	);
	const tunnel = plan.actions
		.flatMap(({change}) => change?.needsUp ?? [])
		.find(each => refused.has(`carries:${each.key}`) || isDown(plan, each, statuses));
	if (!tunnel) return undefined;
	return `${tunnelText(tunnel)} is not UP: nothing would carry the traffic meanwhile. ${key} goes on all the same, once you have typed it`;
}

/** Whether a tunnel of another connection is known to be DOWN. */
function isDown({exists}: Plan, {connectionId, key}: TunnelName, statuses: readonly ConnectionStatus[]): boolean {
	if (connectionId === exists?.id) return false;
	const tunnels = statuses.find(({id}) => id === connectionId)?.tunnels ?? [];
	return tunnels.find(each => each.key === key)?.state === 'DOWN';
}

/** Goes on though the other tunnel is not UP: asked for with a word, never by one key. */
export function evenIfDownKeys(model: DryRunModel): readonly KeyBinding[] {
	if (whyNotBegun(model.plan, model) === undefined) return [];
	return [{keys: ['i'], label: 'interrupt all the same', run: state => turn(ask(state, 'even-if-down', '', ''))}];
}

export const evenIfDownQuestion: Question = {
	title: () => 'Interrupt it all the same?',
	hint: `The other tunnel is not UP. Whatever goes through this connection stops until its tunnels are back. Type ${word} to go on.`,
	answer(state, {subject}, text) {
		if (text !== word) return turn(askAgain(state, `Type ${word}, or press esc: nothing is changed then`));
		const closed = {...state, prompt: undefined};
		if (subject === 'keys') return readKeys(closed, true);
		if (subject === 'undo') return undoAllTheSame(closed);
		if (subject === 'run') return running.on(closed, run => resumeRun(closed, run, {evenIfDown: true}));
		return dryRunning.of(state) ? openDryRun(closed, true) : turn(closed);
	},
};

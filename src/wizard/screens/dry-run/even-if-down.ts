import {tunnelText} from '../../../clouds/contract/change-words.ts';
import {trafficChecks} from '../../../clouds/contract/traffic-checks.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {turn} from '../../core/state.ts';
import {ask, askAgain, type Question} from '../../overlays/prompt/question.ts';
import {readKeys} from '../keys/open.ts';
import {type DryRunModel, dryRunning, openDryRun} from './model.ts';

/** What has to be typed before a tunnel is changed though nothing else carries its traffic. */
const word = 'interrupt';

/** Why a plan may not be begun: its traffic would stop. Undefined where it may. @param key the one that goes on all the same */
export function whyNotBegun({plan}: Pick<DryRunModel, 'plan'>, key = 'i'): string | undefined {
	if (!plan) return undefined;
	const cut = trafficChecks(plan).find(({result}) => result === 'refuse');
	const tunnel = plan.actions
		.flatMap(({change}) => change?.needsUp ?? [])
		.find(each => cut?.id === `carries:${each.key}`);
	if (!tunnel) return undefined;
	return `${tunnelText(tunnel)} is not UP: nothing would carry the traffic meanwhile. ${key} goes on all the same, once you have typed it`;
}

/** Goes on though the other tunnel is not UP: asked for with a word, never by one key. */
export function evenIfDownKeys(model: DryRunModel): readonly KeyBinding[] {
	if (whyNotBegun(model) === undefined) return [];
	return [{keys: ['i'], label: 'interrupt all the same', run: state => turn(ask(state, 'even-if-down', '', ''))}];
}

export const evenIfDownQuestion: Question = {
	title: () => 'Change it though the other tunnel is not UP?',
	hint: `Whatever goes through this connection stops until its tunnels are back. Type ${word} to go on.`,
	answer(state, {subject}, text) {
		if (text !== word) return turn(askAgain(state, `Type ${word}, or press esc: nothing is changed then`));
		const closed = {...state, prompt: undefined};
		if (subject === 'keys') return readKeys(closed, true);
		return dryRunning.of(state) ? openDryRun(closed, true) : turn(closed);
	},
};

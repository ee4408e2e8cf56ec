import type {WizardState} from '../../core/state.ts';
import {panelEnd} from '../panel/summary.ts';
import {renewingKeys, type TunnelReady} from './model.ts';
import {keysSummary} from './summary.ts';

/** Where a tunnel's new key comes from, and what of it was written. */
export function readyWords({number, from, earlier, files}: TunnelReady): readonly string[] {
	const sources: Readonly<Record<string, string>> = {
		generated: 'a fresh key was made',
		env: 'the key was read from the environment',
		prompt: 'the key was typed',
		cloud: 'the cloud makes the key, or shows the one that it has',
	};
	return [
		`tunnel ${number}: ${sources[from] ?? 'the key is ready'}`,
		...(earlier === undefined ? [] : [`the change that was in flight was ${earlier}`]),
		...(files?.files ?? []).map(({path, what}) => `written: ${path}, ${what}`),
		...(files?.left ?? []).map(({path}) => `stands there from before: ${path}`),
	];
}

/** What is said on leaving: which tunnels have their new key, and how to go on with the others; then what is watched. */
export function keysEnd(state: WizardState): readonly string[] {
	const model = renewingKeys.of(state);
	const told = model ? keysSummary(model) : [];
	const watched = panelEnd(state);
	return [...told, ...(told.length > 0 && watched.length > 0 ? [''] : []), ...watched];
}

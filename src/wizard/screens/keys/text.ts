import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import type {WizardState} from '../../core/state.ts';
import {panelEnd} from '../panel/summary.ts';
import {sandboxEnded} from '../run/text.ts';
import {type KeysModel, renewingKeys, type TunnelReady} from './model.ts';

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
	const told = model?.run ? keysSummary(model) : [];
	const watched = panelEnd(state);
	return [...told, ...(told.length > 0 && watched.length > 0 ? [''] : []), ...watched];
}

function keysSummary({name, place, phase, run, ready, account, trouble}: KeysModel): readonly string[] {
	if (!run) return [];
	const done = run.rows.filter(({state}) => state === 'done').length;
	const head =
		phase === 'finished'
			? `${name} has its new ${done === 1 ? 'key' : 'keys'}: ${place.id} in ${place.region}`
			: `${name} has not all of its new keys: ${done} of ${run.rows.length} done`;
	const files = Object.values(ready).flatMap(own => (own.files?.files ?? []).map(({path}) => path));
	const next = run.sandbox
		? [sandboxEnded]
		: phase === 'finished' || run.runId === ''
			? []
			: [`To go on: tunnelwright runs resume ${run.runId} --yes, or “Finish what was begun”`];
	return [
		head,
		...files.map(path => `  ${path}`),
		...(trouble ? [`  ${trouble.message}`] : []),
		...(run.error && !trouble ? [`  ${run.error.says ?? run.error.message}`] : []),
		...next.map(line => inThisAccount(line, account)),
	].map(line => printable(line));
}

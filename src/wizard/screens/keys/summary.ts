import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {sandboxEnded} from '../run/text.ts';
import type {KeysModel} from './model.ts';

/** Which tunnels have their new key, where the files are, and how to go on with the others; nothing before it has begun. */
export function keysSummary({name, place, phase, run, ready, account, trouble}: KeysModel): readonly string[] {
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

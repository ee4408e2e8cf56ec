import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {filesAheadLine} from '../../../connection/files-ahead.ts';
import {printable} from '../../../connection/printable.ts';
import {hasWayBack, isDone} from '../run/model.ts';
import {offLines, sandboxEnded} from '../run/text.ts';
import type {KeysModel} from './model.ts';
import {filesAhead} from './ready.ts';

/** Which tunnels have their new key, where the files are, and how to go on with the others; nothing before it has begun. */
export function keysSummary({name, place, phase, run, ready, account, trouble}: KeysModel): readonly string[] {
	// nothing was begun where it has no journal
	if (!run || run.runId === '') return [];
	const done = run.rows.filter(isDone).length;
	const head =
		phase === 'finished'
			? `${name} has its new ${done === 1 ? 'key' : 'keys'}: ${place.id} in ${place.region}`
			: `${name} has not all of its new keys: ${done} of ${run.rows.length} done`;
	const isLeft = phase !== 'finished';
	const files = Object.values(ready).flatMap(own => (own.files?.files ?? []).map(({path}) => path));
	const next = run.sandbox
		? [sandboxEnded]
		: phase === 'finished'
			? []
			: [
					`To go on: tunnelwright runs resume ${run.runId} --yes, or “Finish what was begun”`,
					...(hasWayBack(run) ? [`To give the traffic back now: tunnelwright runs undo ${run.runId} --yes`] : []),
				];
	return [
		head,
		...(isLeft ? offLines(run).map(each => `  ${each}`) : []),
		...files.map(path => `  ${path}`),
		...(isLeft ? filesAhead(run, ready).map(each => `  ${filesAheadLine(each, 'a resume')}`) : []),
		...(trouble ? [`  ${trouble.message}`] : []),
		...(run.error && !trouble ? [`  ${run.error.says ?? run.error.message}`] : []),
		...next.map(line => inThisAccount(line, account)),
	].map(line => printable(line));
}

import {expect, it} from 'vitest';
import {type Example, inWorld} from './kill-cases.ts';
import {referenceOf} from './reference.ts';
import {Ends} from './same-state.ts';
import {stopAt, stopUndoAt} from './stop-cases.ts';

/** Which requests of a command change something, and how they are named. */
async function changesOf({reference}: Example, undo: boolean): Promise<readonly (readonly [number, string])[]> {
	const found: (readonly [number, string])[] = [];
	await inWorld(reference, [], async world => {
		const watch = () =>
			world.gate.set({
				after(number, change) {
					if (change !== undefined) found.push([number, change]);
					return 'pass';
				},
			});
		if (!undo) watch();
		await world.run('apply', reference.file, '--yes');
		const [run] = await world.runs();
		if (undo) {
			watch();
			await world.run('runs', 'undo', run?.runId ?? '', '--yes');
		}
	});
	return found;
}

it.each(['aws-new-vgw', 'tencent-vpc-static'])(
	'Ctrl-C or SIGTERM during a call of %s that makes or deletes something: its answer is kept, so that resume makes no second one and undo leaves nothing',
	async name => {
		const example = {reference: await referenceOf(`examples/${name}.json`), ends: new Ends()};
		const creates = await changesOf(example, false);
		expect(creates.map(([, call]) => call)).toContain('CreateVpnConnection');
		const wrong: string[] = [];
		for (const [number] of creates) wrong.push(...(await stopAt(example, number, 'after')).wrong);
		for (const [number] of await changesOf(example, true))
			wrong.push(...(await stopUndoAt(example, number, 'after')).wrong);
		expect(wrong).toEqual([]);
	},
	120_000,
);

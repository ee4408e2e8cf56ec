import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import esbuild from 'esbuild';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {root} from '../e2e/program.ts';
import {
	height,
	Output,
	type OutputClass,
	seen,
	someText,
	type Writing,
	width,
	writeOn,
	writingOf,
} from './drawn-frames.ts';

const {quickOutput} = await import(new URL('../../src/build/plugins/quick-output.mjs', import.meta.url).href);

/*
 * What the bundle remembers of one frame serves the next ones too. That must neither show in them nor pile up.
 */
async function bundledOutput(): Promise<OutputClass> {
	const {outputFiles} = await esbuild.build({
		entryPoints: [path.join(root, 'node_modules/ink/build/output.js')],
		bundle: true,
		format: 'esm',
		platform: 'node',
		write: false,
		logLevel: 'silent',
		plugins: [quickOutput],
	});
	const [{contents}] = outputFiles as [esbuild.OutputFile];
	return (await import(`data:text/javascript;base64,${Buffer.from(contents).toString('base64')}`)).default;
}

const BundledOutput = await bundledOutput();

/** A frame as the bundle draws it, and whether it took the cells to. */
function drawn(writings: readonly Writing[]) {
	const output = new BundledOutput({width, height});
	let byCell = false;
	const slow = Reflect.get(output, 'getByCell');
	Object.assign(output, {
		getByCell() {
			byCell = true;
			return slow.call(output);
		},
	});
	writeOn(output, writings);
	return {...output.get(), byCell};
}

/** Few texts, so that most of a frame's are those of an earlier one, elsewhere, cut and coloured otherwise; half of them in two rows, where they meet. */
const frames = fc.array(someText, {minLength: 1, maxLength: 6}).chain(texts => {
	const writing = writingOf(fc.constantFrom(...texts));
	const crowded = writing.map(({clips, y, ...rest}) => ({...rest, y: Math.abs(y) % 2, clips: clips.slice(1)}));
	const frame = fc.array(fc.oneof(writing, crowded), {maxLength: 7, size: 'max'});
	return fc.array(frame, {minLength: 2, maxLength: 8});
});

test('no frame shows anything of those before it: each is as Ink draws it that has seen no other', () => {
	const count = {together: 0, byCell: 0};
	fc.assert(
		fc.property(frames, sequence => {
			for (const writings of sequence) {
				const fresh = new Output({width, height});
				writeOn(fresh, writings);
				const {output, byCell} = drawn(writings);
				count[byCell ? 'byCell' : 'together'] += 1;
				if (byCell) expect(output).toBe(fresh.get().output);
				else expect(seen(output)).toEqual(seen(fresh.get().output));
			}
		}),
		{numRuns: 100},
	);
	expect(count.together).toBeGreaterThan(100);
	expect(count.byCell).toBeGreaterThan(50);
});

test('a clock that is drawn for days leaves nothing behind, on whole texts and on cells', () => {
	v8.setFlagsFromString('--expose-gc');
	const collect = vm.runInNewContext('gc');
	const at = (x: number, y: number, text: string): Writing => ({x, y, text, clips: [], loud: true});
	const heapAfter = (first: number, seconds: number) => {
		for (let second = first; second < first + seconds; second += 1) {
			drawn([at(0, 0, `since ${second} s`), at(0, 1, `as of ${second}`)]);
			if (second % 4 === 0) drawn([at(0, 0, `over ${second} s`), at(3, 0, 'x')]);
		}

		collect();
		return process.memoryUsage().heapUsed;
	};

	const before = heapAfter(0, 2000);
	// Ink's own maps, which live for a frame, would hold some 90 MB of these
	expect(heapAfter(2000, 5000) - before).toBeLessThan(2 * 1024 * 1024);
});

import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

interface Output {
	readonly entryPoint?: string;
	readonly imports: readonly {readonly path: string; readonly kind: string}[];
	readonly inputs: Readonly<Record<string, unknown>>;
}

const text = readFileSync(new URL('../dist/metafile.json', import.meta.url), 'utf8');
// written by this project's build, in the shape that esbuild documents
const {outputs} = JSON.parse(text) as {readonly outputs: Readonly<Record<string, Output>>};

const outputOf = (entryPoint: string) => {
	const found = Object.keys(outputs).find(name => outputs[name]?.entryPoint === entryPoint);
	if (!found) throw new Error(`${entryPoint} is in no chunk of its own`);
	return found;
};

/** A chunk and everything it can't be loaded without. */
function chunksOf(...start: readonly string[]): readonly string[] {
	const loaded = new Set(start);
	for (const name of loaded) {
		for (const {path: to, kind} of outputs[name]?.imports ?? []) {
			if (kind === 'import-statement' && outputs[to]) loaded.add(to);
		}
	}

	return [...loaded];
}

/** The files in them. */
function filesOf(...start: readonly string[]): Set<string> {
	return new Set(chunksOf(...start).flatMap(name => Object.keys(outputs[name]?.inputs ?? {})));
}

/** The packages among them. */
function packagesOf(...start: readonly string[]): Set<string> {
	const packages = [...filesOf(...start)]
		.map(file => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
		.filter(name => name !== undefined);
	return new Set(packages);
}

const slowToLoad = [
	'@aws-sdk/client-ec2',
	'tencentcloud-sdk-nodejs',
	'zod',
	'commander',
	'fast-xml-parser',
	'prom-client',
];
const neverFirst = [...slowToLoad, 'conf', 'ajv'];

test('the first frame waits for no SDK, schema or configuration library', () => {
	const firstFrame = packagesOf(...['src/main.ts', 'src/ui/open-wizard.tsx', 'src/ui/app.tsx'].map(outputOf));
	expect(neverFirst.filter(name => firstFrame.has(name))).toEqual([]);
	expect(firstFrame).toContain('ink'); // or the wrong chunks were looked at
});

/** What lists and questions read of a device or a format before any file is made. */
const lightRecord =
	/^src\/handover\/(devices|formats)\/(registry|device|device-command|([\w-]+)\/(device|format))\.ts$/;

test('what is always loaded together before the first frame is joined: Node takes a while for each file', () => {
	const dist = new URL('../dist/', import.meta.url);
	const files = new Set(['src/main.ts', 'src/ui/open-wizard.tsx', 'src/ui/app.tsx'].map(outputOf));
	for (const name of files) {
		const code = readFileSync(new URL(name.replace('dist/', ''), dist), 'utf8');
		for (const [, to = ''] of code.matchAll(/(?:from|import) ?"(\.[^"]+)"/g))
			files.add(path.posix.join(path.posix.dirname(name), to));
	}

	const ofChunks = new Set(
		['src/main.ts', 'src/ui/open-wizard.tsx', 'src/ui/app.tsx'].map(outputOf).flatMap(each => chunksOf(each)),
	);
	expect(files.size).toBeLessThan(16);
	expect(ofChunks.size).toBeGreaterThan(30); // or there would be nothing to join
});

test('the hand-over is not in the first frame: neither its screen nor what makes its files', () => {
	const first = filesOf(...['src/main.ts', 'src/ui/open-wizard.tsx', 'src/ui/app.tsx'].map(outputOf));
	const handover = [...first].filter(file => /^src\/(handover\/|ui\/screens\/handover)/.test(file));
	expect(handover.filter(file => !lightRecord.test(file))).toEqual([]);
	expect(first).toContain('src/ui/screens/panel.tsx'); // or the wrong chunks were looked at
});

test('they are all in the program, to be loaded later', () => {
	const all = packagesOf(...Object.keys(outputs));
	expect(slowToLoad.filter(name => !all.has(name))).toEqual([]);
});

test('AWS’s metrics and logs are loaded when they are asked for, and not with AWS', () => {
	const aws = packagesOf(outputOf('src/clouds/aws/aws-cloud.ts'));
	const all = packagesOf(...Object.keys(outputs));
	for (const name of ['@aws-sdk/client-cloudwatch', '@aws-sdk/client-cloudwatch-logs']) {
		expect(aws).not.toContain(name);
		expect(all).toContain(name);
	}
});

test('a watch without metrics is there without what writes them', () => {
	const watch = packagesOf(outputOf('src/commands/watch-command.ts'));
	expect(watch).not.toContain('prom-client');
	expect(filesOf(outputOf('src/commands/watch-command.ts'))).toContain('src/session/serve-metrics.ts'); // or the wrong chunks were looked at
});

test('a cloud is loaded without the other', () => {
	const aws = packagesOf(outputOf('src/clouds/aws/aws-cloud.ts'));
	const tencent = packagesOf(outputOf('src/clouds/tencent/tencent-cloud.ts'));
	expect(aws).toContain('@aws-sdk/client-ec2');
	expect(aws).not.toContain('tencentcloud-sdk-nodejs');
	expect(tencent).toContain('tencentcloud-sdk-nodejs');
	expect(tencent).not.toContain('@aws-sdk/client-ec2');
});

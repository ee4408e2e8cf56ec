import path from 'node:path';
import esbuild from 'esbuild';
import {joinChunks, withText} from './join-chunks.mjs';
import {awsSchemaKeys} from './plugins/aws-schema-keys.mjs';
import {changedCellsOnly, fewMoves} from './plugins/changed-cells.mjs';
import {noDebug} from './plugins/no-debug.mjs';
import {noDeprecatedUrl} from './plugins/no-deprecated-url.mjs';
import {noDevtools} from './plugins/no-devtools.mjs';
import {noMultipart} from './plugins/no-multipart.mjs';
import {ownSignals} from './plugins/own-signals.mjs';
import {lessMeasured, lessWrapped, quickMeasure, quickOutput} from './plugins/quick-output.mjs';
import {quickWidth} from './plugins/quick-width.mjs';
import {yogaNoFetch} from './plugins/yoga-no-fetch.mjs';
import {root} from './root.mjs';

/** CommonJS packages in an ES module bundle still ask for Node's own modules through require. */
const requireBanner =
	"import {createRequire as createRequireForBundle} from 'node:module';const require=createRequireForBundle(import.meta.url);";

/** What every bundle of an Ink program takes to run at all: the benchmark's hello has just these. */
export const plainOptions = {
	absWorkingDir: root,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	// Node 20 knows them; made anew by a constructor at each use, as esbuild would have it, they take longer than the drawing
	supported: {'regexp-unicode-property-escapes': true, 'regexp-set-notation': true},
	minify: true,
	legalComments: 'none',
	mainFields: ['module', 'main'],
	define: {'process.env.NODE_ENV': '"production"'},
	banner: {js: requireBanner},
	logLevel: 'silent',
	plugins: [noDevtools],
};

/** What is changed of dependencies for speed, by what `npm run bench -- patches` calls it: each earns its place by its gain there. */
const forSpeed = {
	'yoga-no-fetch': [yogaNoFetch],
	'quick-width': [quickWidth],
	'quick-output': [quickOutput],
	'quick-measure': [quickMeasure],
	'aws-schema-keys': [awsSchemaKeys],
	'no-multipart': [noMultipart],
};

/** What is changed of dependencies because it would be wrong as it is: a test of each says what a user would see. */
const forUse = [noDebug, noDeprecatedUrl, ownSignals, lessWrapped, lessMeasured, changedCellsOnly, fewMoves];

const quickSegmenter = {
	define: {'Intl.Segmenter': 'QuickSegmenter'},
	inject: [path.join(root, 'src/build/shims/quick-segmenter.mjs')],
};

/** Every change that is there for speed, for the benchmark. */
export const patchesForSpeed = ['quick-segmenter', ...Object.keys(forSpeed)];

/**
 * What is always loaded together before the first frame: what commands need too, what else comes before Ink, which reads the environment as
 * it is loaded, and the rest.
 */
const together = {
	first: 'src/main.ts',
	groups: {
		'shared-all': {of: ['src/ui/open-wizard.tsx'], alsoOf: /^src\/(?!ui\/|main\.ts)/},
		'open-wizard-all': {of: ['src/ui/open-wizard.tsx']},
		'app-all': {of: ['node_modules/ink/build/index.js', 'src/ui/app.tsx', 'src/ui/parts/clicks.tsx']},
	},
};

/**
 * Bundles src/main.ts into `main.js` and the chunks that it imports when it needs them. Nothing is written.
 * Returns esbuild's result: outputFiles with paths under dist/, and the metafile. Throws with every error in its text.
 * `without` names one of `patchesForSpeed` to be left out.
 */
export async function bundle({without} = {}) {
	const segmenter = without === 'quick-segmenter' ? {} : quickSegmenter;
	const plugins = Object.entries(forSpeed).flatMap(([name, changes]) => (name === without ? [] : changes));
	try {
		const built = await esbuild.build({
			...plainOptions,
			entryPoints: [path.join(root, 'src/main.ts')],
			outdir: path.join(root, 'dist'),
			splitting: true,
			chunkNames: 'chunks/[name]-[hash]',
			metafile: true,
			write: false,
			...segmenter,
			define: {...plainOptions.define, ...segmenter.define},
			plugins: [...plainOptions.plugins, ...plugins, ...forUse],
		});
		const outputFiles = built.outputFiles.map(withoutUnusedRequire);
		return {...built, outputFiles: await joinChunks({...built, outputFiles}, plainOptions, together)};
	} catch (error) {
		const errors = error.errors ?? [];
		if (errors.length === 0) throw error;
		throw new Error((await esbuild.formatMessages(errors, {kind: 'error', color: false})).join('\n'));
	}
}

/** Making `require` takes a while in each of some forty files before the first frame; all but a few have no use for it. */
function withoutUnusedRequire(file) {
	const text = file.text.replace(`${requireBanner}\n`, '');
	return /\brequire\b/.test(text) ? file : withText(file, text);
}

import path from 'node:path';
import {root} from '../root.mjs';
import {mostTexts} from '../shims/quick-output.mjs';
import {rewriteFile} from './replace.mjs';

const shim = JSON.stringify(path.join(root, 'src/build/shims/quick-output.mjs'));
const inkFile = name => new RegExp(`node_modules[\\\\/]ink[\\\\/]build[\\\\/]${name}\\.js$`);

const composing = `
import {composed, piecesWith, sharedBy} from ${shim};
const sharedCaches = sharedBy(OutputCaches);
const pieces = piecesWith(sharedCaches, styledCharsToString);
`;

/** Puts a frame together from whole texts where Ink does it cell by cell: most of what a key costs is that. */
export const quickOutput = rewriteFile('quick-output', inkFile('output'), [
	['export default class Output', `${composing}\nexport default class Output`],
	['caches = new OutputCaches();', 'caches = sharedCaches;'],
	['    get() {', '    get() {\n        return composed(this, pieces) ?? this.getByCell();\n    }\n    getByCell() {'],
]);

/** Ink remembers how wide a text is while it lays out, and measures it anew to draw it. */
export const quickMeasure = rewriteFile('quick-measure', inkFile('render-node-to-output'), [
	["import widestLine from 'widest-line';", "import measureText from './measure-text.js';"],
	['widestLine(text)', 'measureText(text).width'],
]);

/**
 * Ink remembers up to 8192 texts as wrapped and as many as measured: on an open panel the clock readings of hours. What
 * stands on a few screens is all that is asked for again.
 */
const remembersLess = name => rewriteFile(`less-${name}`, inkFile(name), [['maxSize: 4096', `maxSize: ${mostTexts}`]]);
export const lessWrapped = remembersLess('wrap-text');
export const lessMeasured = remembersLess('measure-text');

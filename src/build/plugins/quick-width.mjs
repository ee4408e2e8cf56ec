import path from 'node:path';
import {root} from '../root.mjs';
import {rewriteFile} from './replace.mjs';

const shim = JSON.stringify(path.join(root, 'src/build/shims/quick-segmenter.mjs'));
const changes = [
	["import stripAnsi from 'strip-ansi';", `import {isNarrow} from ${shim};\nimport stripAnsi from 'strip-ansi';`],
	[
		'/^[\\u0020-\\u007E]*$/.test(string)',
		'(ambiguousIsNarrow ? isNarrow(string) : /^[\\u0020-\\u007E]*$/.test(string))',
	],
	[
		'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
		"let everyEmoji;\nconst rgiEmojiRegex = {test: text => (everyEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text)};",
	],
];

/**
 * string-width has a short way for ASCII, and a long one that needs a pattern of every emoji, which takes longer to make
 * than the whole first frame to draw. Here lines, arrows and ticks take the short way too, and the pattern is made for the
 * first text that needs it.
 */
export const quickWidth = rewriteFile('quick-width', /node_modules[\\/]string-width[\\/]index\.js$/, changes);

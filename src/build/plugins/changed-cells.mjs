import path from 'node:path';
import {root} from '../root.mjs';
import {rewriteFile} from './replace.mjs';

const shim = JSON.stringify(path.join(root, 'src/build/shims/changed-cells.mjs'));
const inkFile = name => new RegExp(`node_modules[\\\\/]ink[\\\\/]build[\\\\/]${name}\\.js$`);

/** Of a line that has changed only the cells that did are written, where that is less. */
export const changedCellsOnly = rewriteFile('changed-cells', inkFile('line-update'), [
	['export default function lineUpdate(', `import {changedCells} from ${shim};\nfunction fromFirstChange(`],
	[
		'//# sourceMappingURL',
		`export default function lineUpdate(previous, next, columns) {
    const whole = fromFirstChange(previous, next, columns);
    const cells = columns >= 1 ? changedCells(previous, next, columns) : undefined;
    return cells !== undefined && cells.length < whole.length ? cells : whole;
}
//# sourceMappingURL`,
	],
]);

/** Lines that stay are passed over with one move of the cursor, and not with one for each. */
export const fewMoves = rewriteFile('few-moves', inkFile('log-update'), [
	[
		"import lineUpdate from './line-update.js';",
		`import lineUpdate from './line-update.js';\nimport {linesDown} from ${shim};`,
	],
	[
		'        for (let i = 0; i < visibleCount; i++) {',
		'        let passed = 0;\n        for (let i = 0; i < visibleCount; i++) {',
	],
	['                    buffer.push(ansiEscapes.cursorNextLine);', '                    passed++;'],
	['            buffer.push(changedLine +', '            buffer.push(linesDown(passed) + changedLine +'],
	[
		"(isLastLine && !hasTrailingNewline ? '' : '\\n'));\n        }",
		"(isLastLine && !hasTrailingNewline ? '' : '\\n'));\n            passed = 0;\n        }\n        buffer.push(linesDown(passed));",
	],
]);

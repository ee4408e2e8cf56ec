import fc from 'fast-check';
import stringWidth from 'string-width';
import {printable} from '../../../src/connection/printable.ts';
import {fitLine, line, lineCells, wrapped} from '../../../src/ui/parts/line.tsx';
import {textWindow} from '../../../src/ui/parts/text-line.tsx';
import {graphemes} from '../../../src/ui/text-width.ts';
import {hostileTextOfAnyLength, refuseSteering} from '../hostile-text.ts';
import {target} from '../target.ts';

/** A terminal cell may be made of some characters, not of thousands. */
const charactersInCell = 40;

export const textTarget = () =>
	target({
		name: 'text',
		what: 'names, cut and wrapped for the screen',
		input: fc.record({text: hostileTextOfAnyLength, width: fc.integer({min: 0, max: 130}), cursor: fc.nat(2000)}),
		check({text, width, cursor}) {
			const safe = printable(text, width);
			refuseSteering(safe, 'printable');
			if (stringWidth(safe) > width) throw new Error(`wider than ${width}`);
			if (safe.length > (width + 1) * charactersInCell) throw new Error(`${safe.length} characters for ${width} cells`);
			if (printable(safe) !== safe) throw new Error('cleaned text is not clean');
			const fitted = fitLine(line(text), width);
			if (lineCells(fitted) > width) throw new Error(`a line wider than ${width}`);
			// a conjunct of a script may be wider than a narrow line: then it is cut when it is drawn
			for (const part of wrapped(text.slice(0, 20_000), Math.max(2, width)))
				if (lineCells(part) > Math.max(2, width) && graphemes(part.map(each => each.text).join('')).length > 1)
					throw new Error(`a wrapped line wider than ${width}`);
			const window = textWindow(printable(text), cursor, Math.max(1, width));
			if (stringWidth(window.text) > Math.max(1, width)) throw new Error('a field wider than its room');
		},
	});

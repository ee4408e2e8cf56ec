import {pageLines} from '../../connection/steps-page.ts';
import {type Line, line, wrapped} from './line.tsx';

const labelCells = 22;

/** A page of steps in Markdown as lines of the screen. */
export function stepsLines(page: string, width: number): readonly Line[] {
	return pageLines(page).flatMap(({kind: sort, text, label, indent}): readonly Line[] => {
		if (sort === 'blank') return [[]];
		if (sort === 'title') return wrapped(text, width, 'strong');
		if (sort === 'fact') return factLines(label ?? '', text, width);
		const lead = text.slice(0, sort === 'text' ? indent : 0);
		return wrapped(text.slice(lead.length), width, 'plain', [{text: lead || ' '.repeat(indent)}]);
	});
}

function factLines(label: string, text: string, width: number): readonly Line[] {
	if (width >= 58) return wrapped(text, width, 'plain', line(label.padEnd(labelCells), 'dim'));
	return [...wrapped(label, width, 'dim'), ...wrapped(text, width, 'plain', [{text: '  '}])];
}

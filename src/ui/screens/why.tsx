import {siteNotes, whyHead, whyRows} from '../../wizard/screens/why/lines.ts';
import {askingWhy, type WhyModel} from '../../wizard/screens/why/model.ts';
import {type Glyphs, type Tone, useGlyphs} from '../look.tsx';
import {type Line, Lines, line, spinnerLine} from '../parts/line.tsx';
import {windowOf} from '../parts/menu.tsx';
import {pageLines} from '../parts/page-lines.ts';
import {useScrolled} from '../parts/scroll-view.tsx';
import {cells} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';

/** With fewer rows each belongs to the cause that is open. */
const roomyRows = 14;

export function WhyView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const model = askingWhy.of(state);
	const {columns: width, rows} = layout.body;
	const parts = model ? partsOf(model, width, rows, glyphs) : {above: [], open: []};
	const shown = useScrolled(parts.open, model?.top ?? 0, Math.max(1, rows - parts.above.length));
	return model ? <Lines lines={[...parts.above, ...shown]} width={width} rows={rows} /> : null;
}

/** What stays in sight, and what is scrolled below it. */
function partsOf(model: WhyModel, width: number, rows: number, glyphs: Glyphs) {
	const isRoomy = rows >= roomyRows;
	const notes = siteNotes(model).flatMap(each => pageLines(each, width, glyphs));
	// with few rows the notes are scrolled with what is open, so that the causes stay in sight
	const head = [...whyHead(model).flatMap(each => pageLines(each, width, glyphs)), ...(isRoomy ? notes : [])];
	const answer = whyRows(model);
	const here = answer[model.row];
	if (!here) {
		const waiting: readonly Line[] = model.isReading ? [[], spinnerLine('reading all that the cloud says of it')] : [];
		return {above: head.slice(0, rows), open: waiting};
	}

	// the causes get a third, and what is open the rest
	const room = isRoomy ? Math.floor((rows - Math.min(head.length, 3)) / 3) : 1;
	const {start, end} = windowOf(answer.length, model.row, room);
	const list = answer.slice(start, end).map(({title, sureness}, offset): Line => {
		const isHere = start + offset === model.row;
		return [
			{text: isHere ? `${glyphs.pointer} ` : '  ', tone: 'focus'},
			...(sureness === '' ? [] : [{text: `${sureness}  `, tone: tones[sureness]}]),
			{text: title, tone: isHere ? 'focus' : 'plain'},
		];
	});
	const more = answer.length > end - start ? [line(`  ${model.row + 1} of ${answer.length}`, 'dim')] : [];
	const above = [...head, ...list, ...more, ...(isRoomy ? [line(glyphs.rule.repeat(width), 'dim')] : [])];
	const isCut = cells(here.title) + cells(here.sureness) + 4 > width;
	const whole = isCut ? pageLines({kind: 'text', text: here.title}, width, glyphs) : [];
	return {
		above: above.slice(0, Math.max(1, rows - 4)),
		open: [...(isRoomy ? [] : notes), ...whole, ...here.lines.flatMap(each => pageLines(each, width, glyphs))],
	};
}

const tones: Readonly<Record<'proved' | 'likely' | 'possible', Tone>> = {
	proved: 'bad',
	likely: 'look',
	possible: 'dim',
};

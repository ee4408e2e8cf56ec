import type {FleetConnection} from '../../watch/fleet/fleet.ts';
import {isKnownProblem} from '../../wizard/attention/known.ts';
import {clockTime} from '../../wizard/core/clock-time.ts';
import {shortSpan} from '../../wizard/core/spans.ts';
import {ageOf, type PanelModel, watching} from '../../wizard/screens/panel/model.ts';
import {viewLines} from '../../wizard/screens/panel/view-lines.ts';
import {panelViews} from '../../wizard/screens/panel/views.ts';
import {errorParts} from '../../wizard/screens/run/text.ts';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {firstLines, type Line, Lines, line, lineCells, spinnerLine, spread, wrapped} from '../parts/line.tsx';
import {barsIn, pageLines} from '../parts/page-lines.ts';
import {useScrolled} from '../parts/scroll-view.tsx';

import type {ViewProps} from './registry.tsx';
import {partLines} from './run.tsx';

export function PanelView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const model = watching.of(state);
	const {columns: width, rows} = layout.body;
	const known = model?.connection && isKnownProblem(state, model.connection) ? [knownLine] : [];
	const head = model ? [...headLines(model, width, glyphs), ...known, ...viewsLine(model, width, rows, glyphs)] : [];
	// of a screen that has next to no rows the view gets most
	const above = head.slice(0, Math.max(1, rows - 3));
	const body = model ? viewLines(model, barsIn(width)).flatMap(each => pageLines(each, width, glyphs)) : [];
	const shown = useScrolled(body, model?.top ?? 0, rows - above.length);
	return model ? <Lines lines={[...above, ...shown]} width={width} rows={rows} /> : null;
}

/** With fewer rows each belongs to the view. */
const roomyRows = 14;

const knownLine = line('known: calls nobody until it changes', 'dim');

/** Lines of an error that leave the view in sight. */
const fewLines = 4;

/** Which connection it is, how old the answer is, and what went wrong since. The answer stays. */
function headLines(model: PanelModel, width: number, glyphs: Glyphs): readonly Line[] {
	const {place, connection, id} = model;
	const isOld = place?.isStale === true || place?.error !== undefined;
	const age = place ? line(ageOf(model), isOld ? 'look' : 'dim') : spinnerLine('asking');
	const title = connection ? titleLines(connection, model.isGone, width) : [line(id, 'strong')];
	const [first = []] = title;
	const fits = title.length === 1 && lineCells(first) + lineCells(age) + 2 <= width;
	const head = fits
		? [spread(first, age, width, glyphs.ellipsis)]
		: [...title, spread([], age, width, glyphs.ellipsis)];
	return [...head, ...troubleLines(model, width, glyphs)];
}

function titleLines({status}: FleetConnection, isGone: boolean, width: number): readonly Line[] {
	const {name, id, state, phase} = status;
	const tone = isGone || phase === 'gone' ? 'bad' : phase === 'working' ? 'look' : 'plain';
	const first = {text: name || id, tone: 'strong'} as const;
	const rest: Line = [...(name ? [{text: `  ${id}`}] : []), {text: `  ${isGone ? 'is gone' : state}`, tone}];
	return lineCells([first, ...rest]) <= width ? [[first, ...rest]] : [[first], rest];
}

function troubleLines(model: PanelModel, width: number, glyphs: Glyphs): readonly Line[] {
	const {place, clockTrouble, trouble, now, isGone} = model;
	const error = place?.error;
	const more = line(`  ${glyphs.ellipsis}`, 'dim');
	return [
		...(isGone
			? wrapped(
					'Its cloud answers, and tells of it no more: what stands below is the last that was known.',
					width,
					'look',
				)
			: []),
		...(clockTrouble
			? wrapped(
					`This machine’s ${clockTrouble.kind === 'slept' ? 'sleep' : 'clock'}: ${clockTrouble.kind} by ${shortSpan(clockTrouble.ms)} at ${clockTime(clockTrouble.at, now)}; what is shown is older than it looks until it is asked again.`,
					width,
					'look',
				)
			: []),
		...(trouble ? wrapped([trouble.message, trouble.mend].filter(Boolean).join(' · '), width, 'bad') : []),
		...(error
			? firstLines(
					errorParts(error).flatMap(part => partLines(part, width, glyphs)),
					fewLines,
					more,
				)
			: []),
	];
}

/** The views side by side; the open one stands in brackets. Where they do not fit the others are their numbers. */
function viewsLine({view}: PanelModel, width: number, rows: number, glyphs: Glyphs): readonly Line[] {
	const named = (short: boolean): Line =>
		panelViews.flatMap(({id, title}, index) => {
			const isOpen = id === view;
			const words = `${index + 1}${short && !isOpen ? '' : ` ${title}`}`;
			return [{text: isOpen ? `[${words}]` : ` ${words} `, tone: isOpen ? ('focus' as const) : ('dim' as const)}];
		});
	const whole = named(false);
	const shown = lineCells(whole) <= width ? whole : named(true);
	return rows < roomyRows ? [shown] : [shown, line(glyphs.rule.repeat(width), 'dim')];
}

import type {DOMElement} from 'ink';
import type {Key} from '../wizard/core/keys.ts';
import type {ClickMap} from './parts/clicks.tsx';

/** A press of the left button, or a turn of the wheel, at a cell from 0. */
export interface MouseEvent {
	readonly type: 'mouse';
	readonly kind: 'click' | 'wheel-up' | 'wheel-down';
	readonly column: number;
	readonly row: number;
}

/**
 * Reports presses of buttons and the wheel (1000) in the form that has no end of columns (1006); moving the mouse is not asked for.
 * Source: xterm ctlseqs, "Mouse Tracking".
 */
export const mouseOn = '\u001B[?1000h\u001B[?1006h';
export const mouseOff = '\u001B[?1006l\u001B[?1000l';

/** An SGR report `<button;column;row` and its final letter; undefined for a release, other buttons, and buttons with Shift, Alt or Ctrl. */
export function mouseReport(parameters: string, final: string): MouseEvent | undefined {
	const [, button, column, row] = /^<(\d+);(\d+);(\d+)$/.exec(parameters) ?? [];
	const kind = {0: 'click', 64: 'wheel-up', 65: 'wheel-down'}[Number(button)] as MouseEvent['kind'] | undefined;
	if (final !== 'M' || kind === undefined) return undefined;
	return {type: 'mouse', kind, column: Number(column) - 1, row: Number(row) - 1};
}

const named = ['enter', 'escape', 'tab', 'up', 'down', 'left', 'right', 'page-up', 'page-down', 'delete', 'backspace'];

/** The key of a footer's hint; undefined for hints of several keys (`up/down`) or of none (`type`). */
function keyOfHint(hint: string): Key | undefined {
	const [, ctrl, alt, shift, base = ''] = /^(ctrl-)?(alt-)?(shift-)?(.+)$/s.exec(hint) ?? [];
	const flags = {ctrl: ctrl !== undefined, alt: alt !== undefined, shift: shift !== undefined};
	if (base === 'space') return {name: 'char', text: ' ', ...flags};
	if ([...base].length === 1) return {name: 'char', text: base, ...flags};
	// cast: the list above holds just names of Key
	return named.includes(base) ? {name: base as Key['name'], text: '', ...flags} : undefined;
}

/** The keys that do what the mouse asks for, as far as what is drawn there can be clicked. */
export function keysOfMouse({kind, column, row}: MouseEvent, {areas, bars}: ClickMap): readonly Key[] {
	const list = [...areas].find(({enter}) => enter !== undefined);
	if (kind !== 'click') {
		const isForm = areas.size > 0 && list === undefined;
		return isForm ? [] : times(kind === 'wheel-up' ? 'up' : 'down', list ? 1 : 3);
	}

	const bar = bars.find(({x, y, width}) => row === y && column >= x && column < x + width);
	if (bar) return times(bar.key, 1);
	for (const {node, rows, back, on, enter} of areas) {
		const top = topOf(node.current);
		const hit = rows.find(({y, height}) => row >= top + y && row < top + y + height);
		if (hit) return hit.steps === 0 ? times(enter ?? '', 1) : times(hit.steps < 0 ? back : on, Math.abs(hit.steps));
	}

	return [];
}

function times(name: string, count: number): readonly Key[] {
	const key = name === '' ? undefined : keyOfHint(name);
	return key ? Array.from({length: count}, () => key) : [];
}

/** The screen's row that a box begins at: each is laid out within the one around it. */
function topOf(node: DOMElement | null): number {
	let top = 0;
	for (let box: DOMElement | undefined = node ?? undefined; box; box = box.parentNode)
		top += box.yogaNode?.getComputedTop() ?? 0;
	return top;
}

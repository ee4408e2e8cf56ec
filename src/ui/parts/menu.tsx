/*
 * A list that draws what it is given: the caller windows it (see `windowOf`) and owns the highlight and the keys.
 * <Menu items highlighted width />
 *   items        the visible ones: {line, disabled?, under?}; `under` are lines below the item
 *   highlighted  index into `items`; -1 for none
 *
 * ink-select-input draws it, shielded: no keys reach it (it would lose all but the last of a burst, wrap around by rotating,
 * and take j, k and digits away from filters), and its own highlight is never looked at: the items ask ours.
 */

import SelectInput from 'ink-select-input';
import {createContext, use, useMemo} from 'react';
import {useGlyphs} from '../look.tsx';
import {ClickArea, clickRows} from './clicks.tsx';
import {type Line, Lines, LineView} from './line.tsx';

export interface MenuItem {
	readonly line: Line;
	readonly disabled?: boolean;
	readonly under?: readonly Line[];
}

interface MenuProps {
	readonly items: readonly MenuItem[];
	readonly highlighted: number;
	readonly width: number;
}

/** Cells that the pointer takes at the left of every item. */
export const pointerCells = 2;

const MenuContext = createContext<MenuProps>({items: [], highlighted: -1, width: 0});

export function Menu({items, highlighted, width}: MenuProps) {
	const given = useMemo(() => ({items, highlighted, width}), [items, highlighted, width]);
	const places = useMemo(
		() => Array.from({length: items.length}, (_, index) => ({key: String(index), label: String(index), value: index})),
		[items.length],
	);
	const rows = useMemo(
		() =>
			clickRows(
				items.map(({under}) => 1 + (under?.length ?? 0)),
				highlighted,
			),
		[items, highlighted],
	);
	return (
		<MenuContext value={given}>
			<ClickArea rows={rows} enter="enter">
				<SelectInput isFocused={false} items={places} indicatorComponent={NoIndicator} itemComponent={Item} />
			</ClickArea>
		</MenuContext>
	);
}

/** The pointer belongs to the item's own line: ink-select-input would put it where its own highlight is. */
function NoIndicator() {
	return null;
}

function Item({label}: {readonly label: string}) {
	const glyphs = useGlyphs();
	const {items, highlighted, width} = use(MenuContext);
	const item = items[Number(label)];
	if (!item) return null;
	const isHere = Number(label) === highlighted;
	const tone = item.disabled ? 'dim' : isHere ? 'focus' : 'plain';
	const own = item.line.map(span => ({...span, tone: item.disabled ? 'dim' : (span.tone ?? tone)}) as const);
	const pointer = {text: (isHere ? glyphs.pointer : ' ').padEnd(pointerCells), tone: 'focus'} as const;
	const first = [pointer, ...own];
	if (!item.under?.length) return <LineView line={first} width={width} />;
	const under = item.under.map(each => [{text: ' '.repeat(pointerCells)}, ...each]);
	return <Lines lines={[first, ...under]} width={width} />;
}

/** Which items to draw where each takes one row or more, the focused one always among them. */
export function windowOfHeights(
	heights: readonly number[],
	focus: number,
	room: number,
): {readonly start: number; readonly end: number} {
	if (heights.length === 0) return {start: 0, end: 0};
	let [start, end, left] = [focus, focus + 1, room - (heights[focus] ?? 0)];
	const fits = (index: number) => (heights[index] ?? Number.POSITIVE_INFINITY) <= left;
	while (fits(start - 1) || fits(end)) {
		// as many above as below, as long as both sides have some that fit
		const isUp = fits(start - 1) && (!fits(end) || focus - start <= end - 1 - focus);
		left -= heights[isUp ? start - 1 : end] ?? 0;
		if (isUp) start -= 1;
		else end += 1;
	}

	return {start, end};
}

/**
 * Which items of a long list to draw: `[start, end)` with `highlighted` inside, near the middle where there is a choice. O(1).
 * @param total number of items
 * @param rows how many of them fit
 */
export function windowOf(
	total: number,
	highlighted: number,
	rows: number,
): {readonly start: number; readonly end: number} {
	if (rows <= 0) return {start: 0, end: 0};
	const wanted = highlighted - Math.floor((rows - 1) / 2);
	const start = Math.max(0, Math.min(wanted, total - rows));
	return {start, end: Math.min(total, start + rows)};
}

/** Which part of a list is in sight: `4–24 of 45`; '' where all of it is. */
export function position({start, end}: {readonly start: number; readonly end: number}, total: number): string {
	return end - start >= total ? '' : `${start + 1}–${end} of ${total}`;
}

/** A text as wide as any `position` of a list can be: room that is kept for it moves nothing when it changes. */
export function widestPosition(total: number): string {
	return `${total}–${total} of ${total}`;
}

import {Box} from 'ink';
import {placeDigit, placesOf} from '../../wizard/overlays/go-to/places.ts';
import {Lines, line, wrapped} from '../parts/line.tsx';
import {Menu, windowOfHeights} from '../parts/menu.tsx';
import type {ViewProps} from './registry.tsx';

/** The places on the way by their numbers; what is not open yet says why. */
export function GoTo({state, layout}: ViewProps) {
	const {columns: width, rows} = layout.body;
	const cursor = state.goTo?.cursor ?? 0;
	const items = placesOf(state).map(({number, title, why}, index) => ({
		line: [{text: `${placeDigit(number)}  `, tone: 'strong'}, {text: title}] as const,
		disabled: why !== undefined,
		under: index === cursor && why !== undefined ? wrapped(why, width - 6, 'look', [{text: '   '}]) : [],
	}));
	const head = [
		line('Go to which step?', 'strong'),
		...wrapped('Its number, also with alt from any of them. No answer is lost.', width, 'dim'),
		[],
	];
	const {start, end} = windowOfHeights(
		items.map(({under}) => 1 + under.length),
		cursor,
		rows - head.length,
	);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={head} width={width} />
			<Menu items={items.slice(start, end)} highlighted={cursor - start} width={width} />
		</Box>
	);
}

import {Box} from 'ink';
import {placeDigit, placesOf} from '../../wizard/places.ts';
import type {WizardState} from '../../wizard/state.ts';
import type {Layout} from '../layout.ts';
import {type Line, Lines, line, wrapped} from '../parts/line.tsx';
import {useGlyphs} from '../parts/look.tsx';
import {windowed} from '../parts/windowed.ts';

/** The places on the way by their numbers; what is not open yet says why. */
export function GoTo({state, layout}: {readonly state: WizardState; readonly layout: Layout}) {
	const {pointer} = useGlyphs();
	const {columns: width, rows} = layout.body;
	const cursor = state.goTo?.cursor ?? 0;
	const lines: Line[] = [];
	const starts: number[] = [];
	for (const [index, {number, title, why}] of placesOf(state).entries()) {
		const isHere = index === cursor;
		starts.push(lines.length);
		lines.push([
			{text: isHere ? `${pointer} ` : '  ', tone: 'focus'},
			{text: `${placeDigit(number)}  `, tone: 'strong'},
			{text: title, tone: why === undefined ? (isHere ? 'focus' : 'plain') : 'dim'},
		]);
		if (isHere && why !== undefined) lines.push(...wrapped(why, width, 'look', [{text: '     '}]));
	}

	const head = [
		line('Go to which step?', 'strong'),
		...wrapped('Its number, also with alt from any of them. No answer is lost.', width, 'dim'),
		[],
	];
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[...head, ...windowed({lines, starts}, cursor, rows - head.length)]} width={width} />
		</Box>
	);
}

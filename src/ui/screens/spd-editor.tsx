import {Box} from 'ink';
import {askedOf} from '../../wizard/answers/asked.ts';
import type {WizardState} from '../../wizard/core/state.ts';
import {offeredWords} from '../../wizard/core/text-edit.ts';
import {mappingCount, pairsFormOf, pairsTooMany} from '../../wizard/steps/pairs/pairs.ts';
import {cellOf} from '../../wizard/steps/pairs/pairs-editor.ts';
import {findingsAt, placedFindings} from '../../wizard/steps/standing.ts';
import {stepOf} from '../../wizard/steps/steps.ts';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {ClickArea, clickRows} from '../parts/clicks.tsx';
import {findingLines, refusal, type Said, signedLines} from '../parts/findings.ts';
import {indented, type Line, Lines, LineView, line, lineCells, spread, wrapped} from '../parts/line.tsx';
import {windowOfHeights} from '../parts/menu.tsx';
import {TextLine} from '../parts/text-line.tsx';
import {pad} from '../text-width.ts';
import {pairColumns, type SideNames, sideNames} from './pair-columns.ts';
import type {ViewProps} from './registry.tsx';

type Side = 'cloudSide' | 'siteSide';

/** Pairs of ranges, each with what is to be said of it right below. */
export function SpdEditor({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const {columns: width, rows: height} = layout.body;
	const asked = askedOf(state);
	const {pairs} = asked.answers;
	const stacked = layout.kind === 'stacked';
	const join = ` ${glyphs.join} `;
	const names = sideNames(asked);
	const {
		number,
		cloud: cloudCells,
		site: siteCells,
	} = pairColumns(pairs, names, state.pairs.row, {width, stacked, glyphs});

	const step = stepOf('pairs');
	const head: Line[] = [
		...wrapped(step.question(asked), width, 'strong'),
		...sidesLine(names, {cloudCells, number, join: join.length, stacked}),
	];
	const counts = countLine(state, width, glyphs);
	const here = cellOf(state, state.pairs.row, state.pairs.side);
	const helpLines = wrapped(`${step.help(asked)}${here.offered ? ` ${offeredWords}` : ''}`, width, 'dim');
	const findings = placedFindings(state).filter(each => each.step === 'pairs');
	const whole = findings.filter(({field}) => field === undefined).map(({finding}) => finding);
	const isSaid = findings.some(({finding}) => finding.message === state.blocked?.message);
	const blocked = [
		...whole.flatMap(finding => findingLines(finding, width, glyphs)),
		...(state.blocked && !isSaid ? signedLines('bad', state.blocked.message, width, glyphs) : []),
	];
	const {most = 0} = pairsFormOf(asked.cloud) ?? {};
	const tooMany = pairsTooMany(asked);
	const said = pairs.map((_, row) =>
		[
			...findings.filter(({field}) => field?.startsWith(`${row}.`)).map(({finding}) => finding),
			...(tooMany.includes(row) ? [oneTooMany(most)] : []),
		].flatMap(finding => noteLines(finding, width, glyphs)),
	);
	const rowHeights = said.map(lines => lines.length + (stacked ? 2 : 1));
	const fixed = head.length + counts.length + blocked.length + 1;
	const room = Math.max(stacked ? 2 : 1, height - fixed);
	const withHelp = rowHeights.reduce((sum, rows) => sum + rows, 0) + helpLines.length + 1 <= room;
	const {start, end} = windowOfHeights(rowHeights, Math.min(state.pairs.row, pairs.length - 1), room);

	const cell = (row: number, side: Side, room: number) => {
		const active = state.pairs.row === row && state.pairs.side === side;
		const value = pairs[row]?.[side] ?? '';
		const {cursor, offered = false} = cellOf(state, row, side);
		if (active)
			return (
				<TextLine
					value={value}
					cursor={cursor}
					offered={offered}
					width={room}
					active={state.prompt === undefined && state.help === undefined}
					placeholder={side === 'cloudSide' ? 'e.g. 10.0.0.0/16' : 'e.g. 192.168.1.0/24, 192.168.2.0/24'}
				/>
			);
		return (
			<LineView
				line={[
					{
						text: pad(value === '' ? glyphs.later : value, room, 'left', glyphs.ellipsis),
						tone: offered ? 'dim' : 'plain',
					},
				]}
				width={room}
			/>
		);
	};
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={head} width={width} />
			<ClickArea rows={clickRows([...rowHeights.slice(start, end), 1], state.pairs.row, start)}>
				{pairs.slice(start, end).map((_, index) => {
					const row = start + index;
					const isHere = state.pairs.row === row;
					const label = (
						<LineView
							line={[
								{text: isHere ? ` ${glyphs.pointer} ` : '   ', tone: 'focus'},
								{text: String(row + 1).padStart(number - 4), tone: isHere ? 'focus' : 'dim'},
							]}
							width={number}
						/>
					);
					return (
						<Box key={row} flexDirection="column" flexShrink={0}>
							<Box flexShrink={0} height={1}>
								<Box width={number} flexShrink={0}>
									{label}
								</Box>
								{cell(row, 'cloudSide', cloudCells)}
								{stacked ? null : <LineView line={[{text: join, tone: 'dim'}]} width={join.length} />}
								{stacked ? null : cell(row, 'siteSide', siteCells)}
							</Box>
							{stacked ? (
								<Box flexShrink={0} height={1}>
									<Box width={number} flexShrink={0}>
										<LineView line={[{text: `  ${join}`, tone: 'dim'}]} width={number} />
									</Box>
									{cell(row, 'siteSide', siteCells)}
								</Box>
							) : null}
							<Lines lines={said[row] ?? []} width={width} rows={Math.max(0, room - (stacked ? 2 : 1))} />
						</Box>
					);
				})}
				<LineView line={addLine(state, {count: pairs.length, start, end}, glyphs.pointer)} width={width} />
			</ClickArea>
			<Lines lines={blocked} width={width} />
			<Lines lines={counts} width={width} />
			{withHelp ? <Lines lines={[[], ...helpLines]} width={width} /> : null}
		</Box>
	);
}

/** The offer, and how many pairs there is no room for. */
function addLine(
	state: WizardState,
	{count, start, end}: {readonly count: number; readonly start: number; readonly end: number},
	pointer: string,
): Line {
	const isHere = state.pairs.row >= count;
	const out = [start > 0 ? `${start} above` : '', end < count ? `${count - end} below` : ''].filter(Boolean);
	return [
		{text: isHere ? ` ${pointer} ` : '   ', tone: 'focus'},
		{text: '+ add a pair', tone: isHere ? 'focus' : 'dim'},
		...(out.length > 0 ? [{text: `   ${out.join(', ')}`, tone: 'look'} as const] : []),
	];
}

function sidesLine(
	{cloud, site}: SideNames,
	place: {readonly cloudCells: number; readonly number: number; readonly join: number; readonly stacked: boolean},
): Line[] {
	const margin = ' '.repeat(place.number);
	if (place.stacked) return [line(`${margin}${cloud}`, 'dim'), line(`${margin}${site}`, 'dim')];
	return [
		[
			{text: margin},
			{text: pad(cloud, place.cloudCells), tone: 'dim'},
			{text: ' '.repeat(place.join)},
			{text: site, tone: 'dim'},
		],
	];
}

/** How many mappings the gateway carries with these, and what is to be mended. */
function countLine(state: WizardState, width: number, glyphs: Glyphs): Line[] {
	const {answers, cloud, connections, gateway} = askedOf(state);
	const others = (connections ?? [])
		.filter(({cloudGatewayId, routing}) => cloudGatewayId === gateway?.id && routing === 'policy')
		.reduce((sum, {ranges}) => sum + ranges.reduce((inner, pair) => inner + pair.siteSide.length, 0), 0);
	const count = mappingCount(answers.pairs) + others;
	const findings = findingsAt(state, 'pairs');
	const refuse = findings.filter(({severity}) => severity === 'refuse').length;
	const warn = findings.filter(({severity}) => severity === 'warn').length;
	const left: Line = [
		...(refuse > 0
			? [{text: `${glyphs.refuse} ${refuse} to mend${width < 58 ? '' : ' before creating'}`, tone: 'bad'} as const]
			: []),
		...(warn > 0 ? [{text: `${refuse > 0 ? '   ' : ''}${glyphs.warn} ${warn} to look at`, tone: 'look'} as const] : []),
	];
	const later = line(refuse > 0 ? 'esc goes back and loses nothing' : '', 'dim');
	const both = lineCells(left) + lineCells(later) + 2 <= width;
	const {mostMappings} = pairsFormOf(cloud) ?? {};
	const mappings: Line =
		mostMappings === undefined
			? line(`${count} mappings on this gateway`, 'dim')
			: line(`${count} of ${mostMappings} mappings on this gateway`, count > mostMappings ? 'bad' : 'dim');
	if (left.length === 0) return [spread([], mappings, width)];
	return [spread([], mappings, width), both ? spread(left, later, width) : left];
}

/** Marks a row past the last one that a tunnel takes. */
const oneTooMany = (most: number): Said => refusal(`past the ${most} pairs that fit into one tunnel`);

function noteLines({severity, message}: Said, width: number, glyphs: Glyphs): Line[] {
	return indented(findingLines({severity, message}, width - 8, glyphs), 8);
}

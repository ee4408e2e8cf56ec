import {Box} from 'ink';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {cells} from '../text-width.ts';
import {findingLines, type Said} from './findings.ts';
import {firstLines, type Line, Lines, LineView, line, wrapped} from './line.tsx';
import {TextLine, type TextLineProps} from './text-line.tsx';

interface FieldProps extends TextLineProps {
	readonly label: string;
	/** The label stands above the value: under 60 columns. */
	readonly stacked?: boolean;
	/** At the right of the value. */
	readonly note?: Line;
	/** What stands below the value; whoever counts the rows of the field has these lines already. */
	readonly below?: readonly Line[];
	/** Cells of the label's column when not stacked. Default 20. */
	readonly labelWidth?: number;
}

/** A labelled line of text. */
export function Field({label, width, stacked = false, note, below = [], labelWidth = 20, ...text}: FieldProps) {
	const glyphs = useGlyphs();
	const tone = text.active ? 'focus' : 'plain';
	const title = [
		{text: text.active ? `${glyphs.pointer} ` : '  ', tone},
		{text: label, tone},
	] as const;
	const indent = stacked ? 2 : labelWidth;
	const noteCells = note ? note.reduce((sum, span) => sum + cells(span.text), 0) + 2 : 0;
	const value = (
		<Box flexShrink={0} height={1}>
			<TextLine {...text} width={Math.max(4, width - indent - noteCells)} />
			{note ? <LineView line={[{text: '  '}, ...note]} width={noteCells} /> : null}
		</Box>
	);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			{stacked ? <LineView line={title} width={width} /> : null}
			<Box flexShrink={0} height={1}>
				<Box width={indent} flexShrink={0}>
					<LineView line={stacked ? [] : title} width={indent - 1} />
				</Box>
				{value}
			</Box>
			<Box flexDirection="column" flexShrink={0} marginLeft={indent}>
				<Lines lines={below} width={width - indent} />
			</Box>
		</Box>
	);
}

/** The sign that the help screen has the rest of what is said of a field. */
export const helpTells = ({ellipsis}: Glyphs): Line => line(`  ${ellipsis} ctrl-g tells the rest`, 'dim');

/**
 * What stands below the value: what is found, then the help. `most`: lines that they may take together; what does not fit is told by the
 * help screen, and a last line says so.
 */
export function linesBelow(
	{findings, help}: {readonly findings: readonly Said[]; readonly help: string | undefined},
	{width, most}: {readonly width: number; readonly most: number},
	glyphs: Glyphs,
): readonly Line[] {
	const lines = [
		...findings.flatMap(finding => findingLines(finding, width, glyphs)),
		...(help ? wrapped(help, width, 'dim') : []),
	];
	return firstLines(lines, most, helpTells(glyphs));
}

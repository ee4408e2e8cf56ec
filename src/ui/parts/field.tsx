/*
 * <Field label value cursor width stacked? active? masked? placeholder? offered? help? findings? note? />
 *   A labelled text line; help and findings below. `stacked` (under 60 columns) puts the label above the value.
 *   `note` stands at the right of the value: "checking…", "2 line breaks removed".
 */
import {Box} from 'ink';
import type {Finding} from '../../connection/finding.ts';
import {cells} from '../text-width.ts';
import {FindingsList} from './findings.tsx';
import {type Line, Lines, LineView, wrapped} from './line.tsx';
import {useGlyphs} from './look.tsx';
import {TextLine, type TextLineProps} from './text-line.tsx';

export interface FieldProps extends TextLineProps {
	readonly label: string;
	readonly stacked?: boolean;
	readonly help?: string;
	readonly note?: Line;
	readonly findings?: readonly Finding[];
	/** Cells of the label's column when not stacked. Default 20. */
	readonly labelWidth?: number;
}

export function Field({
	label,
	width,
	stacked = false,
	help,
	note,
	findings = [],
	labelWidth = 20,
	...text
}: FieldProps) {
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
				{findings.length > 0 ? <FindingsList findings={findings} width={width - indent} /> : null}
				{help ? <Lines lines={wrapped(help, width - indent, 'dim')} width={width - indent} /> : null}
			</Box>
		</Box>
	);
}

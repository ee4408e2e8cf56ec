/*
 * <TypedAnswer line width />   the line below a question that a word answers
 */
import {Box} from 'ink';
import type {TextLine as Text} from '../../wizard/core/text-edit.ts';
import {useGlyphs} from '../glyphs.tsx';
import {line as asLine, LineView, lineCells} from './line.tsx';
import {TextLine} from './text-line.tsx';

export function TypedAnswer({line, width}: {readonly line: Text; readonly width: number}) {
	const lead = asLine(`  ${useGlyphs().pointer} `, 'focus');
	return (
		<Box flexShrink={0} height={1}>
			<LineView line={lead} width={lineCells(lead)} />
			<TextLine {...line} width={width - lineCells(lead)} active placeholder="" />
		</Box>
	);
}

import {Box} from 'ink';
import {offeredWords} from '../../wizard/core/text-edit.ts';
import {questionOf} from '../../wizard/overlays/prompt/questions.ts';
import {useGlyphs} from '../look.tsx';
import {signedLines} from '../parts/findings.ts';
import {Lines, LineView, line, wrapped} from '../parts/line.tsx';
import {TextLine} from '../parts/text-line.tsx';
import type {ViewProps} from './registry.tsx';

/** A question of one line, in place of the screen that it came from. */
export function PromptBox({state: {prompt}, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const width = layout.body.columns;
	if (!prompt) return null;
	const {title, hint, sure, masked = false} = questionOf(prompt);
	const offered = prompt.offered && sure === undefined;
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[[], ...wrapped(title(prompt), width, 'strong'), []]} width={width} />
			{sure ? (
				<Lines lines={[line(`Press y to ${sure} it, n to keep it.`)]} width={width} />
			) : (
				<Box height={1} flexShrink={0}>
					<LineView line={[{text: `${glyphs.pointer} `, tone: 'focus'}]} width={2} />
					<TextLine
						value={prompt.value}
						cursor={prompt.cursor}
						offered={offered}
						width={width - 2}
						masked={masked}
						active
					/>
				</Box>
			)}
			<Lines
				lines={[
					...(prompt.trouble === '' ? [] : signedLines('bad', prompt.trouble, width - 2, glyphs)),
					[],
					...wrapped(offered ? `${hint} ${offeredWords}` : hint, width, 'dim'),
				]}
				width={width}
			/>
		</Box>
	);
}

import {Box} from 'ink';
import type {Prompt} from '../../wizard/core/state.ts';
import {offeredWords} from '../../wizard/core/text-edit.ts';
import {isYesNo} from '../../wizard/overlays/prompt/ask.ts';
import type {Layout} from '../layout.ts';
import {Lines, LineView, line, wrapped} from '../parts/line.tsx';
import {useGlyphs} from '../parts/look.tsx';
import {TextLine} from '../parts/text-line.tsx';

export interface PromptBoxProps {
	readonly prompt: Prompt;
	readonly title: string;
	readonly hint: string;
	readonly layout: Layout;
}

/** A question of one line, in place of the screen that it came from. */
export function PromptBox({prompt, title, hint, layout}: PromptBoxProps) {
	const glyphs = useGlyphs();
	const width = layout.body.columns;
	const isSure = isYesNo(prompt);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			<Lines lines={[[], line(title, 'strong'), []]} width={width} />
			{isSure ? (
				<Lines
					lines={[line(`Press y to ${prompt.purpose === 'forget-run' ? 'forget' : 'delete'} it, n to keep it.`)]}
					width={width}
				/>
			) : (
				<Box height={1} flexShrink={0}>
					<LineView line={[{text: `${glyphs.pointer} `, tone: 'focus'}]} width={2} />
					<TextLine
						value={prompt.value}
						cursor={prompt.cursor}
						offered={prompt.offered}
						width={width - 2}
						masked={prompt.purpose === 'run-key'}
						active
					/>
				</Box>
			)}
			<Lines
				lines={[
					...(prompt.trouble === ''
						? []
						: wrapped(prompt.trouble, width - 2, 'bad', [{text: `${glyphs.refuse} `, tone: 'bad'}])),
					[],
					...wrapped(prompt.offered ? `${hint} ${offeredWords}` : hint, width, 'dim'),
				]}
				width={width}
			/>
		</Box>
	);
}

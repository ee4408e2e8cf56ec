/* What terminal-program.ts draws. Loaded after the terminal is open, as Ink reads the environment when it is imported. */
import {Box, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import {Lines, line} from '../../src/ui/parts/line.tsx';
import {TextLine} from '../../src/ui/parts/text-line.tsx';
import type {Terminal} from '../../src/ui/terminal.ts';

export const words = {heard: [] as readonly string[], broken: false};
const listeners = new Set<() => void>();

export function say(text: string): void {
	words.heard = [...words.heard, text];
	for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

export function App({terminal}: {readonly terminal: Terminal}) {
	const heard = useSyncExternalStore(subscribe, () => words.heard);
	if (words.broken) throw new Error('the screen is broken');
	const {columns, rows} = terminal.size();
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Text color="green">{`网络 ${columns}x${rows}`}</Text>
			<Lines lines={heard.slice(-8).map(word => line(word))} width={columns} />
			<Text>{`heard ${heard.length}: ${heard.join('').slice(-20)}`}</Text>
			<TextLine value="上海" cursor={1} width={20} active />
			<Box flexGrow={1} />
			<Text>the end</Text>
		</Box>
	);
}

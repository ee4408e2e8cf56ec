/** A stream whose `write` can be put aside for a while. */
type Writer = Pick<NodeJS.WriteStream, 'write'>;

export interface CapturedOutput {
	/** Gives the streams back and returns what was written in the meantime, in order. */
	release(): string;
}

const longestCapture = 64 * 1024;

/**
 * Keeps everything that anyone writes to the streams, and Node's process warnings, off the screen.
 * Warnings need their own way: Node writes them past `process.stderr`, straight to the file descriptor.
 */
export function captureOutput(streams: readonly Writer[]): CapturedOutput {
	let text = '';
	const keep = (chunk: unknown) => {
		const more = typeof chunk === 'string' ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : '';
		text = (text + more).slice(-longestCapture);
	};
	const write: Writer['write'] = (
		chunk: unknown,
		encoding?: BufferEncoding | ((error?: Error | null) => void),
		done?: (error?: Error | null) => void,
	) => {
		keep(chunk);
		const callback = typeof encoding === 'function' ? encoding : done;
		if (callback) queueMicrotask(() => callback());
		return true;
	};
	const given = streams.map(stream => ({stream, own: Object.getOwnPropertyDescriptor(stream, 'write')}));
	for (const {stream} of given)
		Object.defineProperty(stream, 'write', {value: write, configurable: true, writable: true});

	const listeners = process.listeners('warning');
	const onWarning = (warning: Error) => keep(`${warning.name}: ${warning.message}\n`);
	process.removeAllListeners('warning');
	process.on('warning', onWarning);

	return {
		release() {
			for (const {stream, own} of given) {
				if (own) Object.defineProperty(stream, 'write', own);
				else Reflect.deleteProperty(stream, 'write');
			}

			process.off('warning', onWarning);
			for (const listener of listeners) process.on('warning', listener);
			const captured = text;
			text = '';
			return captured;
		},
	};
}

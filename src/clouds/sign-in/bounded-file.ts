import {closeSync, constants, fstatSync, openSync, readSync, statSync} from 'node:fs';
import {devNull} from 'node:os';

/** Why a file is not read: its `code` is EFBIG, or ENOTFILE for a pipe, a socket or a device. */
export class UnreadFile extends Error {
	constructor(readonly code: 'EFBIG' | 'ENOTFILE') {
		super(code === 'EFBIG' ? 'it is far too large' : 'it is no ordinary file');
	}
}

/**
 * A file's bytes, `largestBytes` at most: no file, and nothing that only looks like one, may fill the memory or be waited for without end.
 * @param streams whether pipes and devices are read as well, up to the bound (`<(…)` of a shell); else they are refused, but for the null device
 * @throws UnreadFile; the system's error
 */
export function readBounded(file: string, largestBytes: number, {streams = false} = {}): Buffer {
	if (!streams && !statSync(file).isFile()) {
		if (file === devNull) return Buffer.alloc(0);
		// a folder is told by the system itself
		if (!statSync(file).isDirectory()) throw new UnreadFile('ENOTFILE');
	}

	// what it is may change between the look and the opening: an opened pipe must not be waited for either
	const descriptor = openSync(file, constants.O_RDONLY | (streams ? 0 : (constants.O_NONBLOCK ?? 0)));
	try {
		const {size} = fstatSync(descriptor);
		if (size > largestBytes) throw new UnreadFile('EFBIG');
		return readAll(descriptor, largestBytes);
	} finally {
		closeSync(descriptor);
	}
}

function readAll(descriptor: number, largestBytes: number): Buffer {
	const chunks: Buffer[] = [];
	let read = 0;
	for (;;) {
		const chunk = Buffer.allocUnsafe(64 * 1024);
		const bytes = readSync(descriptor, chunk);
		if (bytes === 0) return Buffer.concat(chunks);
		read += bytes;
		if (read > largestBytes) throw new UnreadFile('EFBIG');
		chunks.push(chunk.subarray(0, bytes));
	}
}

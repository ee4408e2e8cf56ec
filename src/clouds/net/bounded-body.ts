import {NotAReply} from './call-end.ts';

const mebibyte = 1024 * 1024;

/**
 * Bytes that a reply may have, unpacked. The largest that is known: EC2 lists all VPN connections of a region in one reply, each with
 * some 12 KiB of configuration for the device; 50 of them are the quota, 2,500 would still fit.
 */
export const mostReplyBytes = 32 * mebibyte;
/** Bytes of a reply that brings keys or tells whose they are: some hundreds. */
export const mostKeyReplyBytes = mebibyte;

/**
 * Reads a body to its end.
 * @param signal ends it, however slowly it drips
 * @throws NotAReply when it is longer than `most` bytes; the stream's own error when it breaks
 */
export async function readBounded(
	body: AsyncIterable<Uint8Array | string>,
	most: number,
	signal?: AbortSignal,
): Promise<Buffer> {
	const parts: Buffer[] = [];
	let length = 0;
	// leaving the loop ends the stream, and with it the connection
	for await (const part of body) {
		signal?.throwIfAborted();
		const bytes = typeof part === 'string' ? Buffer.from(part) : asBuffer(part);
		length += bytes.length;
		if (length > most) throw new NotAReply(`It is longer than ${Math.round(most / mebibyte)} MB`, {lasting: true});
		parts.push(bytes);
	}

	const [only] = parts;
	return parts.length === 1 && only ? only : Buffer.concat(parts, length);
}

/** The same bytes: a stream gives each away once. */
function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

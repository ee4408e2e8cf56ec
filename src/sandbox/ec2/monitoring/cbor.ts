/*
 * CBOR, as far as the AWS clients speak it. Source: RFC 8949; Smithy, "RPC v2 CBOR protocol": a timestamp is tag 1 around seconds.
 */

/** What is no CBOR, or more of it than anybody sends. */
export class NotCbor extends Error {}

const deepest = 20;

/** Reads one item that fills the bytes. Timestamps are their seconds. @throws NotCbor */
export function decodeCbor(bytes: Uint8Array): unknown {
	const reader = new Reader(bytes);
	const value = reader.item(0);
	if (!reader.isAtEnd) throw new NotCbor('something follows the item');
	return value;
}

const stop = Symbol('break');

class Reader {
	readonly #view: DataView;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	get isAtEnd(): boolean {
		return this.#at === this.#view.byteLength;
	}

	item(depth: number): unknown {
		const found = this.#next(depth);
		if (found === stop) throw new NotCbor('a break outside of a list');
		return found;
	}

	#next(depth: number): unknown {
		if (depth > deepest) throw new NotCbor('too deep');
		const first = this.#take(1).getUint8(0);
		const [major, info] = [first >> 5, first & 31];
		if (major === 7) return this.#simple(info);
		const length = info === 31 ? undefined : this.#length(info);
		switch (major) {
			case 0:
				return this.#given(length);
			case 1:
				return -1 - this.#given(length);
			case 2:
			case 3: {
				const bytes = this.#string(length, depth);
				return major === 2 ? bytes : bytes.toString('utf8');
			}
			case 4:
				return this.#items(length, depth);
			case 5: {
				const pairs = this.#items(length === undefined ? undefined : length * 2, depth);
				return Object.fromEntries(pairs.flatMap((key, at) => (at % 2 === 0 ? [[String(key), pairs[at + 1]]] : [])));
			}
			default:
				return this.item(depth + 1); // a tag's own number adds nothing to what is asked here
		}
	}

	#simple(info: number): unknown {
		if (info === 20 || info === 21) return info === 21;
		if (info === 22 || info === 23) return undefined;
		if (info === 26) return this.#take(4).getFloat32(0);
		if (info === 27) return this.#take(8).getFloat64(0);
		if (info === 31) return stop;
		throw new NotCbor(`simple value ${info}`);
	}

	#items(length: number | undefined, depth: number): readonly unknown[] {
		const found: unknown[] = [];
		while (length === undefined || found.length < length) {
			const next = this.#next(depth + 1);
			if (next === stop && length === undefined) return found;
			if (next === stop) throw new NotCbor('a break inside of a list');
			found.push(next);
		}
		return found;
	}

	#string(length: number | undefined, depth: number): Buffer {
		if (length !== undefined) {
			const part = this.#take(length);
			return Buffer.from(part.buffer, part.byteOffset, length);
		}
		return Buffer.concat(this.#items(undefined, depth).map(part => Buffer.from(part as Uint8Array | string)));
	}

	#length(info: number): number {
		if (info < 24) return info;
		if (info === 24) return this.#take(1).getUint8(0);
		if (info === 25) return this.#take(2).getUint16(0);
		if (info === 26) return this.#take(4).getUint32(0);
		if (info === 27) return Number(this.#take(8).getBigUint64(0));
		throw new NotCbor(`length ${info}`);
	}

	#given(length: number | undefined): number {
		if (length === undefined) throw new NotCbor('a number without one');
		return length;
	}

	#take(length: number): DataView {
		if (this.#at + length > this.#view.byteLength) throw new NotCbor('it is cut off');
		const part = new DataView(this.#view.buffer, this.#view.byteOffset + this.#at, length);
		this.#at += length;
		return part;
	}
}

/** Writes a value. A Date is a timestamp; members that are undefined are left out. */
export function encodeCbor(value: unknown): Buffer {
	if (value instanceof Date) return Buffer.concat([Buffer.of(0xc1), float(value.getTime() / 1000)]);
	if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
	if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
	if (typeof value === 'number')
		return Number.isSafeInteger(value) && value >= 0 && value < 2 ** 32 ? head(0, value) : float(value);
	if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)]);
	if (typeof value !== 'object' || value === null) return Buffer.of(0xf6);
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	return Buffer.concat([head(5, members.length), ...members.flatMap(pair => pair.map(encodeCbor))]);
}

function float(value: number): Buffer {
	const bytes = Buffer.alloc(9, 0xfb);
	bytes.writeDoubleBE(value, 1);
	return bytes;
}

function head(major: number, length: number): Buffer {
	const type = major << 5;
	if (length < 24) return Buffer.of(type | length);
	if (length < 256) return Buffer.of(type | 24, length);
	const bytes = Buffer.alloc(length < 65_536 ? 3 : 5, type | (length < 65_536 ? 25 : 26));
	if (length < 65_536) bytes.writeUInt16BE(length, 1);
	else bytes.writeUInt32BE(length, 1);
	return bytes;
}

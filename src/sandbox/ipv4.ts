import ipaddr from 'ipaddr.js';

/** An IPv4 range; both ends are unsigned 32-bit numbers, host bits are cut off. */
export interface Range {
	readonly first: number;
	readonly last: number;
	readonly prefix: number;
	/** Whether the text had bits set beyond the prefix. */
	readonly hostBits: boolean;
}

/** The address as a number, undefined when it is not four plain decimal octets. */
export function addressNumber(text: string): number | undefined {
	if (!ipaddr.IPv4.isValidFourPartDecimal(text) || text.split('.').some(part => /^0\d/.test(part))) return undefined;
	return ipaddr.IPv4.parse(text)
		.toByteArray()
		.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** The dotted text of a number. */
export function addressText(address: number): string {
	return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Parses `10.0.0.0/16`; undefined when malformed. */
export function parseRange(text: string): Range | undefined {
	const [address = '', prefixText = '', ...rest] = text.split('/');
	const number = addressNumber(address);
	if (number === undefined || rest.length > 0 || !/^(\d|[12]\d|3[0-2])$/.test(prefixText)) return undefined;
	const prefix = Number(prefixText);
	const size = 2 ** (32 - prefix);
	const first = Math.floor(number / size) * size;
	return {first, last: first + size - 1, prefix, hostBits: first !== number};
}

/** The range with its host bits cut off. */
export function rangeText({first, prefix}: Range): string {
	return `${addressText(first)}/${prefix}`;
}

/** A range known to be well formed, such as one from the store. */
export function knownRange(text: string): Range {
	const range = parseRange(text);
	if (!range) throw new Error(`The sandbox holds a malformed range: ${text}`);
	return range;
}

export const overlaps = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last;

export const holds = (range: Range, address: number): boolean => range.first <= address && address <= range.last;

/** Whether the range lies in the other one. */
export const within = (range: Range, other: Range): boolean => other.first <= range.first && range.last <= other.last;

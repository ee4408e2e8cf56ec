/** An IPv4 range; host bits are cut off. Both ends are unsigned 32-bit numbers. */
export interface Range {
	readonly first: number;
	readonly last: number;
	readonly prefix: number;
}

/** The address as a number, undefined when it is not four plain decimal octets. */
export function addressNumber(text: string): number | undefined {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
	if (!match) return undefined;
	const octets = match.slice(1).map(Number);
	if (octets.some((octet, index) => octet > 255 || match[index + 1] !== String(octet))) return undefined;
	return octets.reduce((sum, octet) => sum * 256 + octet, 0);
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
	return {first, last: first + size - 1, prefix};
}

/** The range with its host bits cut off, as the API reads it back. */
export function rangeText(range: Range): string {
	return `${addressText(range.first)}/${range.prefix}`;
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

/** Ranges no tunnel or route may name: "this network", loopback, multicast and broadcast (VPN limits page). */
const forbidden = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '255.255.255.255/32'].map(knownRange);

/** Whether SPDs and routes refuse the range: it lies in one of those. A wider one, `0.0.0.0/0` among them, is judged by the caller. */
export const isForbidden = (range: Range): boolean => forbidden.some(other => within(range, other));

import {holdsSecret} from '../../connection/secret.ts';

/**
 * What a member's value must look like to be written as it is; anything else in it is written as type and length.
 * `hidden`: the member is known, its value is never written.
 */
export type Kind = 'id' | 'word' | 'address' | 'number' | 'flag' | 'time' | 'hidden';

/** Which members of a request or response may be written, as a tree of its objects; lists are looked through. */
export type Shape = Kind | {readonly [member: string]: Shape};

/** The shapes that fit a type of an SDK: no member that the type has not. */
type ShapeOf<T> =
	| Kind
	| (T extends readonly (infer Item)[]
			? ShapeOf<NonNullable<Item>>
			: T extends Date
				? Kind
				: T extends object
					? {readonly [Member in keyof T]?: ShapeOf<NonNullable<T[Member]>>}
					: Kind);

/**
 * The shape of an SDK's type: its members by what they must look like, each named once.
 * @param inside the shapes of members that are objects, or lists of them
 */
export function shapeOf<T extends object>(
	members: {readonly [K in Kind]?: readonly (keyof T & string)[]},
	inside: {readonly [Member in keyof T]?: ShapeOf<NonNullable<T[Member]>>} = {},
): {readonly [member: string]: Shape} {
	const kinds = Object.entries(members).flatMap(([kind, names]) => names.map(name => [name, kind] as const));
	// entries lose that each name is a member of T, and each kind one of those given
	return {...Object.fromEntries(kinds), ...inside} as {readonly [member: string]: Shape};
}

/** A call's members that may be written. */
export interface LogFields {
	readonly request: Shape;
	readonly response: Shape;
}

/** Longer lists are cut: an account may hold thousands of networks. */
const longestList = 20;

/** `vpn-40f41529`, `tgw-attach-0a1b2c3d4e5f60718`, `vpnx-5p7vkch8`. */
const id = /^[a-z]{2,20}(?:-[a-z]{2,12})?-[0-9a-z]{6,20}$/;
/** States, algorithms, zones: `pending-acceptance`, `AES256-GCM-16`, `ipsec.1`, `ap-guangzhou-3`. No run is as long as a key. */
const word = /^[A-Za-z0-9]{1,20}(?:[-._][A-Za-z0-9]{1,20}){0,5}$/;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[^:]*:)[0-9a-fA-F:.]{2,45})(?:\/\d{1,3})?$/;
const time = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?$/;
/** `InvalidParameterValue.VpnConnBgpAsn`, `ECONNRESET`, a UUID. */
const token = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

const patterns: Readonly<Partial<Record<Kind, RegExp>>> = {id, word, address, time};

/**
 * A request or response as a log may hold it: the members that `shape` names, each only while it looks as it should; every other value
 * as its type and length. Members that `shape` does not name are counted, since their names are the other side's text too.
 */
export function loggable(value: unknown, shape: Shape): unknown {
	if (value === undefined || value === null) return value;
	if (Array.isArray(value)) {
		const shown = value.slice(0, longestList).map(item => loggable(item, shape));
		return value.length > longestList ? [...shown, `(${value.length - longestList} more)`] : shown;
	}

	if (typeof shape === 'string') return leaf(value, shape);
	if (typeof value !== 'object' || value instanceof Date) return withheld(value);
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	const known = members.filter(([name]) => Object.hasOwn(shape, name));
	const others = members.length - known.length;
	return {
		...Object.fromEntries(known.map(([name, member]) => [name, loggable(member, shape[name] ?? 'hidden')])),
		...(others > 0 ? {'(others)': others} : {}),
	};
}

/** An error code or request id of the other side, while it looks like one. */
export function loggableToken(text: string): string {
	return token.test(text) && !holdsSecret(text) ? text : withheld(text);
}

function leaf(value: unknown, kind: Kind): unknown {
	if (kind === 'time' && value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
	if (kind === 'number' && typeof value === 'number') return value;
	if (kind === 'number' && typeof value === 'string' && /^-?\d{1,20}$/.test(value) && !holdsSecret(value)) return value;
	if (kind === 'flag' && (typeof value === 'boolean' || value === 0 || value === 1)) return value;
	if (typeof value === 'string' && (value === '' || (patterns[kind]?.test(value) && !holdsSecret(value)))) return value;
	return withheld(value);
}

/** `(string of 24)`: what it is, and nothing of what it says. */
function withheld(value: unknown): string {
	if (typeof value === 'string') return `(string of ${value.length})`;
	if (Array.isArray(value)) return `(list of ${value.length})`;
	return typeof value === 'object' && value !== null ? `(object of ${Object.keys(value).length})` : `(${typeof value})`;
}

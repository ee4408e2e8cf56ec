import {hash} from 'node:crypto';

/** How a connection stands in a reply, in short: the same mark, the same standing. Nothing of it can be read back, and no key went into it. */
export type Mark = string;

/** A reply of DescribeVpnConnections, made small. */
interface Lean {
	/** The reply, in which only those connections stand that are not as they were known; no key stands in it, and no configuration. */
	readonly body: Buffer;
	/** Every connection that the reply had, in its order; undefined where it is of another form than EC2's: then the reply has them all. */
	readonly marks?: ReadonlyMap<string, Mark>;
}

const configuration = {open: '<customerGatewayConfiguration>', close: '</customerGatewayConfiguration>'};
const key = /<preSharedKey>[^<]*<\/preSharedKey>/g;
const list = {open: '<vpnConnectionSet>', close: '</vpnConnectionSet>', empty: '<vpnConnectionSet/>'};
const itemEdge = /<(\/?)item>/g;

/**
 * Takes out of a list of connections what their status does not need, before anything is made of it: the pre-shared keys and the device's
 * configuration, four fifths of each connection, and every connection whose mark is known. To be called with a reply that is believed, a character
 * a byte: an element's name is ASCII, and the rest goes back as it was.
 * Source of the form: Amazon EC2 API Reference, DescribeVpnConnections (`vpnConnectionSet`, `item`).
 */
export function leanConnections(reply: string, known: ReadonlyMap<string, Mark>): Lean {
	const text = withoutConfigurations(reply).replace(key, '');
	const items = itemsIn(text);
	if (!items) return {body: Buffer.from(text, 'latin1')};
	const marks = new Map<string, Mark>();
	const changed: string[] = [];
	for (const item of items.each) {
		const id = /<vpnConnectionId>([^<\s]{1,64})<\/vpnConnectionId>/.exec(item)?.[1];
		if (id === undefined || marks.has(id)) return {body: Buffer.from(text, 'latin1')};
		const mark = hash('sha256', item, 'base64');
		marks.set(rebuilt(id), mark);
		if (known.get(id) !== mark) changed.push(item);
	}

	return {body: Buffer.from(`${items.before}${changed.join('')}${items.after}`, 'latin1'), marks};
}

/** A text of its own: a part of a text keeps the whole of it alive, and that one held keys. */
const rebuilt = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

function withoutConfigurations(text: string): string {
	const kept: string[] = [];
	let from = 0;
	for (;;) {
		const start = text.indexOf(configuration.open, from);
		const end = start < 0 ? -1 : text.indexOf(configuration.close, start);
		if (end < 0) break;
		kept.push(text.slice(from, start));
		from = end + configuration.close.length;
	}

	return kept.length === 0 ? text : kept.join('') + text.slice(from);
}

/** The connections of the list, and what stands before and after them. Undefined for what is no plain list. */
function itemsIn(
	text: string,
): {readonly before: string; readonly each: readonly string[]; readonly after: string} | undefined {
	if (text.includes('<![CDATA[')) return undefined;
	const start = text.indexOf(list.open);
	const end = text.indexOf(list.close, start);
	if (start < 0 || end < 0) return text.includes(list.empty) ? {before: text, each: [], after: ''} : undefined;
	const first = start + list.open.length;
	const each: string[] = [];
	let depth = 0;
	let from = first;
	itemEdge.lastIndex = first;
	for (let edge = itemEdge.exec(text); edge && edge.index < end; edge = itemEdge.exec(text)) {
		if (depth === 0 && text.slice(from, edge.index).trim() !== '') return undefined;
		depth += edge[1] === '' ? 1 : -1;
		if (depth !== 0) continue;
		each.push(text.slice(from, itemEdge.lastIndex));
		from = itemEdge.lastIndex;
	}

	if (depth !== 0 || text.slice(from, end).trim() !== '') return undefined;
	return {before: text.slice(0, first), each, after: text.slice(end)};
}

/** The calls whose replies are to be made small: by the signal that ends them. */
export class LeanReplies {
	readonly #asked = new WeakMap<AbortSignal, {readonly known: ReadonlyMap<string, Mark>; marks?: Lean['marks']}>();

	/** Has the reply of the call that this signal ends made small. Returns what tells the marks of the reply that came. */
	ask(signal: AbortSignal, known: ReadonlyMap<string, Mark>): () => Lean['marks'] {
		this.#asked.set(signal, {known});
		return () => this.#asked.get(signal)?.marks;
	}

	/** The reply as it goes on, where it is to be made small. @param text a character a byte */
	made(signal: unknown, text: string): Buffer | undefined {
		const asked = signal instanceof AbortSignal ? this.#asked.get(signal) : undefined;
		if (!asked) return undefined;
		const lean = leanConnections(text, asked.known);
		asked.marks = lean.marks;
		return lean.body;
	}
}

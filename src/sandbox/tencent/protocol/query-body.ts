import type {Fields, Shape} from './shape.ts';

type Node = string | {[step: string]: Node};

/**
 * The parameters of a GET request: `Filters.0.Name=vpc-id` for what POST sends as JSON. Everything travels as text; which of it is a number is told
 * by the shape. Source: API 3.0, "Request structure" and "Signature v3".
 */
export class QueryBody {
	constructor(readonly query: string) {}

	/** As the JSON of a POST would be. What can't be of the field's type stays text, for the check to refuse. */
	read(fields: Fields): Record<string, unknown> {
		const root: Record<string, Node> = Object.create(null);
		for (const [name, value] of new URLSearchParams(this.query)) put(root, name.split('.'), value);
		return Object.fromEntries(Object.entries(root).map(([name, node]) => [name, typed(fields[name]?.shape, node)]));
	}
}

function put(into: Record<string, Node>, [step = '', ...rest]: readonly string[], value: string): void {
	if (rest.length === 0) {
		into[step] = value;
		return;
	}

	const next = into[step];
	const inner: Record<string, Node> = typeof next === 'object' ? next : Object.create(null);
	into[step] = inner;
	put(inner, rest, value);
}

function typed(shape: Shape | undefined, node: Node): unknown {
	if (typeof node === 'string') {
		if (shape?.kind === 'integer' && /^-?\d+(\.\d+)?$/.test(node)) return Number(node);
		if (shape?.kind === 'boolean' && /^(true|false)$/i.test(node)) return node.toLowerCase() === 'true';
		return node;
	}

	if (shape?.kind === 'list')
		return Object.keys(node)
			.sort((a, b) => Number(a) - Number(b))
			.map(step => typed(shape.of, node[step] ?? ''));
	const fields = shape?.kind === 'struct' ? shape.fields : {};
	return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, typed(fields[name]?.shape, inner)]));
}

/* Reading and changing a plain value by a document path, as in `tunnels[0].options.phase1Encryption`. */

function partsOf(path: string): readonly string[] {
	return path.split(/[.[\]]+/).filter(Boolean);
}

type Members = Record<string, unknown>;

function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null;
}

/** What stands at a path, or undefined. */
export function readPath(value: unknown, path: string): unknown {
	let here = value;
	for (const part of partsOf(path)) {
		if (!isMembers(here) || !Object.hasOwn(here, part)) return undefined;
		here = here[part];
	}

	return here;
}

/** Puts a value at a path, in place; what is missing on the way is made. Undefined takes away what stands there. */
export function writePath(root: object, path: string, value: unknown): void {
	if (value === undefined) {
		removePath(root, path);
		return;
	}

	const parts = partsOf(path);
	const last = parts.at(-1);
	if (last === undefined || !isMembers(root)) return;
	let here: Members = root;
	for (const [index, part] of parts.slice(0, -1).entries()) {
		let next = here[part];
		if (!isMembers(next)) {
			next = /^\d+$/.test(parts[index + 1] ?? '') ? [] : {};
			here[part] = next;
		}

		if (!isMembers(next)) return;
		here = next;
	}

	here[last] = value;
}

/** Takes a member away, in place, and with it what is empty because of that. */
function removePath(root: object, path: string): void {
	const parts = partsOf(path);
	const trail: Members[] = [];
	let here: unknown = root;
	for (const part of parts) {
		if (!isMembers(here) || !Object.hasOwn(here, part)) return;
		trail.push(here);
		here = here[part];
	}

	for (let index = parts.length - 1; index >= 0; index -= 1) {
		const holder = trail[index];
		const part = parts[index];
		if (!holder || part === undefined || Array.isArray(holder)) return;
		delete holder[part];
		if (Object.keys(holder).length > 0) return;
	}
}

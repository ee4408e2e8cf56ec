import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);

/** The members of every model of the SDK: name to type. */
export function models(path: string): Map<string, Map<string, string>> {
	const text = readFileSync(require.resolve(path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
	return new Map(
		[...text.matchAll(/export interface (\w+) \{([\s\S]*?)\n\}/g)].map(([, name = '', body = '']) => [
			name,
			new Map([...body.matchAll(/^ {4}(\w+)\??: ([^;]+);/gm)].map(([, member = '', type = '']) => [member, type])),
		]),
	);
}

/** Every member and type of a request or an answer that the SDK's model does not have. */
export function strangers(
	value: unknown,
	type: string,
	known: Map<string, Map<string, string>>,
	path: string,
): string[] {
	if (value === null) return [];
	const element = /^Array<(.+)>$/.exec(type)?.[1];
	if (element) {
		if (!Array.isArray(value)) return [`${path}: ${typeof value} for ${type}`];
		return value.flatMap((item, index) => strangers(item, element, known, `${path}.${index}`));
	}
	const model = known.get(type);
	if (!model) {
		// The one old tunnel writes its lifetimes as texts, on purpose.
		if (/Lifetime\w+$/.test(path)) return [];
		return type.split(' | ').includes(typeof value) ? [] : [`${path}: ${typeof value} for ${type}`];
	}
	if (typeof value !== 'object') return [`${path}: ${typeof value} for ${type}`];
	return Object.entries(value as object).flatMap(([name, member]) => {
		const memberType = model.get(name);
		return memberType ? strangers(member, memberType, known, `${path}.${name}`) : [`${path}.${name}: unknown`];
	});
}

import type {ConnectionDocument} from '../../connection/document.ts';
import {printable} from '../../connection/printable.ts';
import {UserError} from '../../connection/user-error.ts';

/**
 * Code is read, reviewed and pasted: what can't be seen in it, or turns its lines round, has no place there. No cloud takes such a
 * name or tag either.
 * @throws UserError that names the field
 */
export function checkTexts(document: ConnectionDocument): void {
	for (const [field, text] of textsOf(document, ''))
		if (printable(text) !== text)
			throw new UserError(`${printable(field, 80)} holds characters that can’t be seen: "${printable(text, 60)}"`, {
				field: printable(field, 80),
				mend: 'type it anew',
			});
}

/** Every text with its path; the keys of tags are texts too. */
export function textsOf(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		const below = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
		return [[below, name] as const, ...textsOf(member, below)];
	});
}

/** Comments of a shell and of HCL: each text is one line, whatever a name in it holds. */
export function commentLines(lines: readonly string[]): readonly string[] {
	return lines.map(line => (line === '' ? '#' : `# ${line.replace(/[\r\n]+/g, ' ')}`));
}

import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

const codeIn = (folder: string) =>
	readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
		.map(file => `${folder}/${file.replaceAll(path.sep, '/')}`)
		.filter(file => /\.(?:tsx?|m?js)$/.test(file))
		.map((file): [string, string] => [file, readFileSync(path.join(root, file), 'utf8')]);

const declared = /^export (?:async )?(?:abstract )?(?:function\*?|const|let|class|interface|type|enum) +(\w+)/gm;
const fromAnother = /^(?:import|export) (?:type )?([^'";]*?) from '(\.[^']+)'/gm;
const dynamic = /\bimport\(\s*'(\.[^']+)'/g;
const comment = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** What stands in the braces of an import or export: the name that is taken, and the one it has from there on. */
const namesIn = (clause: string) =>
	(/\{([^}]*)\}/.exec(clause)?.[1] ?? '')
		.split(',')
		.map(name => name.trim().replace(/^type /, ''))
		.filter(name => name !== '')
		.map(name => name.split(' as '))
		.map(([taken = '', own = taken]) => ({taken, own}));

/** Exported names that no other file takes, as `file: name`. Of a file that is imported whole, what stands in the importer's text is taken. */
function unused(files: readonly (readonly [string, string])[]): string[] {
	const exported: string[] = [];
	const taken = new Set<string>();
	for (const [file, commented] of files) {
		const text = commented.replaceAll(comment, '');
		const inFile = (to: string) => path.posix.join(path.posix.dirname(file), to);
		const takeWhole = (to: string) => {
			for (const [word] of text.matchAll(/\w+/g)) taken.add(`${inFile(to)}: ${word}`);
		};

		for (const [, name] of text.matchAll(declared)) exported.push(`${file}: ${name}`);
		for (const [statement, clause = '', to = ''] of text.matchAll(fromAnother)) {
			if (clause.includes('*')) takeWhole(to);
			for (const name of namesIn(clause)) {
				taken.add(`${inFile(to)}: ${name.taken}`);
				if (statement.startsWith('export')) exported.push(`${file}: ${name.own}`);
			}
		}
		for (const [, to = ''] of text.matchAll(dynamic)) takeWhole(to);
	}
	return exported.filter(name => /^src.*\.tsx?: /.test(name) && !taken.has(name));
}

test('every exported name is imported by another file', () => {
	expect(unused([...codeIn('src'), ...codeIn('test')])).toEqual([]);
});

test('an exported name that nobody imports is found, however the others are taken', () => {
	const files = [
		['src/a.ts', 'export const static1 = 1;\nexport type Typed = 1;\nexport function gone() {}\n/** For `gone`. */'],
		['src/b.ts', 'export async function late() {}\nexport class Lost {}\nexport const {x} = y;'],
		['src/c.ts', "export {static1 as again, type Typed} from './a.ts';\nexport const used = 1;"],
		['src/d.ts', "import * as all from './c.ts';\nall.used; all.again;\n(await import('./b.ts'))\n.late();\n// Lost\n"],
		['test/d.test.ts', "import {Typed} from '../src/c.ts';\nexport const own = 1;"],
	] as const;
	expect(unused(files)).toEqual(['src/a.ts: gone', 'src/b.ts: Lost']);
});

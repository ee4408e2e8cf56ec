import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

/* What a reader would lose: a page that sends him to a file that has moved or gone. */

const root = fileURLToPath(new URL('../', import.meta.url));
const folders = ['src', 'test', 'bin', 'docs', 'examples'];
const pages = [
	'README.md',
	...readdirSync(path.join(root, 'docs')).flatMap(name => (/\.md$/.test(name) ? [`docs/${name}`] : [])),
];
const standing: readonly string[] = folders.flatMap(folder => [
	folder,
	...readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'}).map(
		name => `${folder}/${name.replaceAll(path.sep, '/')}`,
	),
]);

/** In backticks, in a block of code, or where a link leads: `src/clouds/<id>/options.ts`. */
const named = new RegExp(String.raw`(?<![\w./<>-])(?:${folders.join('|')})/[\w./<>*-]*`, 'g');

/** `<id>` and `*` stand for any one name, or a part of one. */
function stands(name: string): boolean {
	const form = name
		.replace(/[./]+$/, '')
		.split(/<\w+>|\*/)
		.map(part => part.replaceAll('.', String.raw`\.`))
		.join('[^/]+');
	return standing.some(file => new RegExp(`^${form}$`).test(file));
}

const read = (page: string) => readFileSync(path.join(root, page), 'utf8');

test.each(pages)('%s names no file or folder that is not there', page => {
	const names = [...read(page).matchAll(named)].map(([name]) => name);
	expect([...new Set(names)].filter(name => !stands(name))).toEqual([]);
});

test.each(pages)('%s links to no page that is not there', page => {
	const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, to = '']) =>
		path.posix.join(path.posix.dirname(page), to),
	);
	expect(links.filter(to => !standing.includes(to) && !['README.md', 'CHANGELOG.md'].includes(to))).toEqual([]);
});

test('the map of the code names files: or nothing would be held', () => {
	expect([...read('docs/architecture.md').matchAll(named)].length).toBeGreaterThan(30);
});

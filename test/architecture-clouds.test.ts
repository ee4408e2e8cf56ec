import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Strings that are kept, and comments that are not: a comment may say where a rule or a number comes from. */
const stringOrComment = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
/** So may a rule's source, which is a citation. */
const citation = /\bsource:\s*(?:'[^'\n]*'|`[^`]*`)/g;
const cloud =
	/(?<![A-Za-z])(?:aws|tccli)(?![a-z])|(?<=[a-z])Aws(?![a-z])|AWS|Aws(?=[A-Z])|TCCLI|tencent|Tencent|TENCENT|Amazon|AMAZON/;

const mayName = (file: string) => /^(?:clouds\/(?:aws|tencent)|sandbox)\/|^clouds\/registry\.ts$/.test(file);

function namesCloud(file: string): boolean {
	const code = readFileSync(path.join(src, file), 'utf8')
		.replace(stringOrComment, found => (found.startsWith('/') ? '' : found))
		.replace(citation, '');
	return cloud.test(code);
}

test('a cloud is named in its own folder, in the registry and in the sandbox, and nowhere else', () => {
	const naming = readdirSync(src, {recursive: true, encoding: 'utf8'})
		.map(file => file.replaceAll(path.sep, '/'))
		.filter(file => /\.tsx?$/.test(file) && !mayName(file) && namesCloud(file));
	// what the rest asks of a cloud is a member of its module: clouds/contract/module.ts
	expect(naming).toEqual([]);
});

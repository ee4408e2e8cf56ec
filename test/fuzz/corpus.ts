import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const folder = new URL('corpus', import.meta.url).pathname;

/** The files of a target in the corpus, by name, as bytes. */
export function corpusOf(name: string): ReadonlyMap<string, Buffer> {
	const own = join(folder, name);
	const files = existsSync(own) ? readdirSync(own).sort() : [];
	return new Map(files.map(file => [file, readFileSync(join(own, file))]));
}

/** The same as texts. */
export function textsOf(name: string): ReadonlyMap<string, string> {
	return new Map([...corpusOf(name)].map(([file, bytes]) => [file, bytes.toString()]));
}

import {accessSync, constants, statSync} from 'node:fs';
import path from 'node:path';
import type {Environment} from '../connection/environment.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';

/** A word, up to white space: quotes as in a shell, nothing is filled in. */
const word = /(?:'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]))/y;
/** What only a shell understands, where it stands outside of quotes. */
const ofShell = /[|&;<>()$`]/;

/**
 * A program and its arguments, as one text. Quotes and backslashes join words as in a POSIX shell; no shell ever reads it.
 * @param option whose value it is, for what is said of it
 * @throws UserError where a quote has no end, nothing is there, or a shell would be needed
 */
export function commandWords(text: string, option: string): readonly [string, ...string[]] {
	const words: string[] = [];
	let at = 0;
	while (at < text.length) {
		if (/\s/.test(text[at] ?? '')) {
			at += 1;
			continue;
		}

		let taken = '';
		while (at < text.length && !/\s/.test(text[at] ?? '')) {
			word.lastIndex = at;
			const found = word.exec(text);
			if (!found) throw wrong(text, option, 'has a quote without an end');
			const [whole, single, double, escaped, bare] = found;
			if (bare !== undefined && ofShell.test(bare))
				throw wrong(text, option, `has ${bare} in it, which only a shell knows`);
			taken +=
				single ?? double?.replace(/\\([\\"$`\n])/g, (_, is: string) => (is === '\n' ? '' : is)) ?? escaped ?? bare;
			at += whole.length;
		}

		words.push(taken);
	}

	const [program, ...rest] = words;
	if (program) return [program, ...rest];
	throw wrong(text, option, 'names no program');
}

function wrong(text: string, option: string, why: string): UserError {
	return new UserError(`${option} ${why}: ${printable(text, 80)}`, {
		field: option,
		mend: `a program is run with these words, and no shell: put quotes around what belongs together; for more write a script, or name the shell, as in ${option} "sh -c 'jq . >>changes.log'"`,
	});
}

/** The file that a program's name stands for. @throws UserError where nothing can be run under it */
export function programFile(program: string, option: string, {PATH = '', PATHEXT}: Environment): string {
	const endings = process.platform === 'win32' ? ['', ...(PATHEXT ?? '.EXE').split(';')] : [''];
	const folders = /[/\\]/.test(program) ? [''] : PATH.split(path.delimiter).filter(Boolean);
	for (const folder of folders)
		for (const ending of endings) {
			const file = folder === '' ? path.resolve(`${program}${ending}`) : path.join(folder, `${program}${ending}`);
			if (canRun(file)) return file;
		}

	throw new UserError(`${option}: ${printable(program, 80)} is no program that can be run`, {
		field: option,
		mend: /[/\\]/.test(program)
			? 'is it there, and is it executable (chmod +x)?'
			: 'write its path, or put it into a folder of PATH',
	});
}

function canRun(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}

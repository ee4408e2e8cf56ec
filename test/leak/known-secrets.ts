import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

/** A secret that a test put somewhere, and the place it must be told by when it is found elsewhere. */
export interface Known {
	readonly from: string;
	readonly value: string;
}

/** The notations that a text may be carried away in. */
function formsOf(value: string): readonly (readonly [string, string])[] {
	const bytes = Buffer.from(value);
	const base64 = [0, 1, 2].map(shift => {
		// the same bytes begin at any place of a group of three; what the neighbours change is cut off
		const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
		return text.slice(shift === 0 ? 0 : shift + 1, -4);
	});
	const forms: readonly (readonly [string, string])[] = [
		['as it is', value],
		...base64.map(text => ['base64', text] as const),
		...base64.map(text => ['base64url', text.replaceAll('+', '-').replaceAll('/', '_')] as const),
		['hex', bytes.toString('hex')],
		['HEX', bytes.toString('hex').toUpperCase()],
		['URL', encodeURIComponent(value)],
		['form', new URLSearchParams([['', value]]).toString().slice(1)],
		['JSON', JSON.stringify(value).slice(1, -1)],
		['JSON in JSON', JSON.stringify(JSON.stringify(value)).slice(1, -1)],
		['XML', value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
		['shell', value.replaceAll("'", "'\\''")],
		['backwards', [...value].reverse().join('')],
		['first half', value.slice(0, Math.max(10, Math.ceil(value.length / 2)))],
		['second half', value.slice(-Math.max(10, Math.ceil(value.length / 2)))],
	];
	return [...new Map(forms.map(([name, text]) => [text, [name, text] as const])).values()];
}

const controlSequences = /\u001B(?:\[[\d;?]*[A-Za-z]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[()][A-Z0-9])/g;

/** Letters and digits alone: a narrow screen breaks a key over several lines, between borders, paddings and colours. */
const bare = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
const shortestBare = 10;

/** What stands in `text` of what must not: `OFFICE_KEY in base64`. */
export function leaksIn(text: string, secrets: readonly Known[]): readonly string[] {
	const drawn = text.replace(controlSequences, '');
	const views = [text, drawn.replace(/[\r\n]/g, '')];
	const bareView = bare(drawn);
	return secrets.flatMap(({from, value}) => {
		const found = formsOf(value).flatMap(([name, form]) => (views.some(view => view.includes(form)) ? [name] : []));
		const letters = bare(value);
		const isBroken = letters.length >= shortestBare && bareView.includes(letters);
		return [...found, ...(isBroken && found.length === 0 ? ['broken up'] : [])].map(name => `${from} ${name}`);
	});
}

/**
 * Every file under a folder but for those that a user wrote or asked for, with its name, which can hold a secret too. Node's
 * compile cache is left out: it is the program's own code (Node 22 and newer), and the sandbox's invented keys stand in that.
 */
export function filesUnder(folder: string, except: readonly string[] = []): string {
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => path.join(entry.parentPath, entry.name))
		.filter(file => !file.includes(path.join('tunnelwright', 'compiled')))
		.filter(file => !except.some(left => path.relative(folder, file).startsWith(left)))
		.map(file => `${file}\n${readFileSync(file, 'latin1')}`)
		.join('\n');
}

/** Clipboard contents that a program sent to the terminal (OSC 52), decoded. */
export function copiedIn(bytes: string): readonly string[] {
	return [...bytes.matchAll(/\u001B\]52;c;([A-Za-z0-9+/=]*)(?:\u0007|\u001B\\)/g)].map(([, text]) =>
		Buffer.from(text ?? '', 'base64').toString(),
	);
}

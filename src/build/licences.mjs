import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {root} from './root.mjs';

/** Licences whose text may be passed on with a program under the MIT licence. */
const allowed = new Set([
	'MIT',
	'ISC',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'Apache-2.0',
	'0BSD',
	'BlueOak-1.0.0',
	'CC0-1.0',
	'Unlicense',
]);

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Whether an SPDX expression of OR, AND and brackets can be met by allowed licences. */
export function isAllowed(expression) {
	return expression
		.replaceAll(/[()]/g, '')
		.split(' OR ')
		.some(choice => choice.split(' AND ').every(name => allowed.has(name.trim())));
}

const filesNamed = (folder, pattern) =>
	readdirSync(folder)
		.filter(name => pattern.test(name))
		.sort()
		.map(name => readFileSync(path.join(folder, name), 'utf8').trim());

/** The packages with at least a byte in the bundle: `{name, version, licence, text, folder}`, by name. */
export function bundledPackages(metafile) {
	const used = Object.values(metafile.outputs).flatMap(output =>
		Object.entries(output.inputs)
			.filter(([, {bytesInOutput}]) => bytesInOutput > 0)
			.map(([file]) => file),
	);
	const folders = new Set(used.map(file => packageFolder.exec(file)?.[1]).filter(Boolean));
	return [...folders]
		.map(folder => {
			const {name, version, license, author} = JSON.parse(
				readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
			);
			const texts = filesNamed(path.join(root, folder), /^(?:licen[cs]e|copying|notice|copyright)/i);
			return {name, version, licence: license ?? 'none stated', author, texts, folder};
		})
		.sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/**
 * The text that goes with the bundle: every package in it with its version and licence text. Throws when one has a licence
 * that is not on the list, or neither a licence text of its own nor a common one that its package names.
 */
export function thirdPartyLicences(metafile) {
	const packages = bundledPackages(metafile);
	const refused = packages.filter(({licence}) => !isAllowed(licence));
	if (refused.length > 0) {
		const list = refused.map(({name, version, licence}) => `${name} ${version}: ${licence}`).join('\n');
		throw new Error(`these licences are not on the list of src/build/licences.mjs:\n${list}`);
	}

	const parts = packages.map(one => {
		const text = one.texts.length > 0 ? one.texts.join('\n\n') : commonText(one, packages);
		return `${one.name} ${one.version} (${one.licence})\n\n${text}\n`;
	});
	return ['tunnelwright contains these packages.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * The text for a package that ships none: the Apache licence reads the same everywhere, so that of another package; the
 * MIT licence is our own with the package's author.
 */
function commonText({name, licence, author}, packages) {
	if (licence === 'Apache-2.0') {
		const text = packages.flatMap(({texts}) => texts).find(candidate => /^\s*Apache License/.test(candidate));
		if (text) return text;
	} else if (licence === 'MIT') {
		const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;
		return readFileSync(path.join(root, 'LICENSE'), 'utf8')
			.trim()
			.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
	}

	throw new Error(`${name} ships no text of its licence (${licence})`);
}

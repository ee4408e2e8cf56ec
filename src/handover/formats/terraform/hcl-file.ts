import {commentLines} from '../../../clouds/export/check-texts.ts';
import {type Block, Expression, type HclValue, type Paragraph} from '../../../clouds/export/hcl.ts';

/*
 * Writes HCL as `terraform fmt` would: attributes of one paragraph aligned, a blank line between paragraphs and before blocks.
 * Source: Terraform documentation, "Style conventions"; HCL native syntax specification.
 */

/** A whole file. */
export function hclFile(comment: readonly string[], blocks: readonly Block[]): string {
	const head = commentLines(comment);
	return `${[...head, ...(head.length > 0 ? [''] : []), ...blocks.flatMap((block, index) => [...(index > 0 ? [''] : []), ...blockLines(block)])].join('\n')}\n`;
}

function isBlock(item: Paragraph | Block): item is Block {
	return 'body' in item && Array.isArray(item.body);
}

function blockLines({type, labels = [], comment = [], body}: Block): readonly string[] {
	const inner = body
		.map(item => (isBlock(item) ? blockLines(item) : paragraphLines(item)))
		.filter(lines => lines.length > 0)
		.flatMap((lines, index) => [...(index > 0 ? [''] : []), ...lines]);
	const head = [type, ...labels.map(quoted)].join(' ');
	return [...commentLines(comment), `${head} {`, ...inner.map(line => (line === '' ? '' : `  ${line}`)), '}'];
}

/** Maps stand alone: an attribute of several lines ends the alignment of those around it. */
function paragraphLines(paragraph: Paragraph): readonly string[] {
	const given = Object.entries(paragraph).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, value] as const],
	);
	const simple = given.filter(([, value]) => !isMap(value));
	const maps = given.filter(([, value]) => isMap(value));
	return [
		...aligned(simple.map(([name, value]) => [name, written(value)])),
		...maps.flatMap(([name, value], index) => [
			...(simple.length + index > 0 ? [''] : []),
			`${name} = {`,
			...aligned(Object.entries(value).map(([key, text]) => [mapKey(key), written(String(text))])).map(
				line => `  ${line}`,
			),
			'}',
		]),
	];
}

function aligned(rows: readonly (readonly [string, string])[]): readonly string[] {
	// terraform fmt counts what is seen, as graphemes.
	const width = Math.max(0, ...rows.map(([name]) => length(name)));
	return rows.map(([name, value]) => `${name}${' '.repeat(width - length(name))} = ${value}`);
}

const segmenter = new Intl.Segmenter();

function length(text: string): number {
	return [...segmenter.segment(text)].length;
}

function isMap(value: HclValue): value is {readonly [key: string]: string} {
	return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Expression);
}

function written(value: HclValue): string {
	if (value instanceof Expression) return value.text;
	if (typeof value === 'string') return quoted(value);
	if (Array.isArray(value)) return `[${value.map(item => written(item)).join(', ')}]`;
	return String(value);
}

function mapKey(key: string): string {
	return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

/** A text that holds no template: `${` and `%{` are doubled. */
function quoted(text: string): string {
	const escaped = text
		.replace(/[\\"]/g, '\\$&')
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r')
		.replaceAll('\t', '\\t')
		.replace(/[\u0000-\u001F\u007F]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replace(/([$%])\{/g, '$1$1{');
	return `"${escaped}"`;
}

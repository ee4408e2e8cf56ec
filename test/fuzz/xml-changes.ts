import fc from 'fast-check';
import {hostileTextOfAnyLength} from './hostile-text.ts';

/** One change to an element of an XML text: the `at`-th, counted round. */
export interface XmlChange {
	readonly at: number;
	readonly how: 'text' | 'raw text' | 'remove' | 'repeat' | 'rename' | 'nest' | 'empty' | 'attribute';
	readonly text: string;
}

export const xmlChanges = fc.array(
	fc.record({
		at: fc.nat(9999),
		how: fc.constantFrom<XmlChange['how'][]>(
			'text',
			'text',
			'text',
			'raw text',
			'remove',
			'repeat',
			'rename',
			'nest',
			'empty',
			'attribute',
		),
		text: fc.oneof(
			{weight: 3, arbitrary: hostileTextOfAnyLength},
			{
				weight: 2,
				arbitrary: fc.constantFrom(
					...[
						'',
						'NaN',
						'-1',
						'1e400',
						'99999999999999999999',
						'true',
						'TRUE',
						'0x10',
						'10.0.0.0/33',
						'1.2.3',
						'::',
						'::ffff:1.2.3.4',
					],
					...[
						'0000-01-01T00:00:00.000Z',
						'0000-00-00T00:00:00Z',
						'+275760-09-13T00:00:01Z',
						'9999-99-99',
						'<item/>',
						'<item>x</item>',
					],
				),
			},
		),
	}),
	{minLength: 1, maxLength: 4},
);

const element = /<([A-Za-z_][\w.-]*)([^<>]*)>([^<]*)<\/\1>|<([A-Za-z_][\w.-]*)(?:\s[^<>]*)?>/g;

/** The text with the changes made, one after the other. */
export function changedXml(xml: string, changes: readonly XmlChange[]): string {
	return changes.reduce((text, change) => {
		const found = [...text.matchAll(element)];
		const match = found[change.at % Math.max(1, found.length)];
		if (!match) return text;
		const name = match[1] ?? match[4] ?? '';
		const end = match[1] === undefined ? endOf(text, name, match.index) : match.index + match[0].length;
		return text.slice(0, match.index) + changed(text.slice(match.index, end), name, change) + text.slice(end);
	}, xml);
}

/** Where the element that begins at `from` ends; its own name may stand within it. */
function endOf(text: string, name: string, from: number): number {
	const tags = new RegExp(`<(/?)${name.replaceAll('.', '\\.')}(?:\\s[^<>]*)?(/?)>`, 'g');
	tags.lastIndex = from;
	let depth = 0;
	for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
		if (tag[2] !== '/') depth += tag[1] === '/' ? -1 : 1;
		if (depth <= 0) return tags.lastIndex;
	}

	return text.length;
}

function changed(whole: string, name: string, {how, text}: XmlChange): string {
	switch (how) {
		case 'text':
			return `<${name}>${escaped(text)}</${name}>`;
		case 'raw text':
			return `<${name}>${text}</${name}>`;
		case 'remove':
			return '';
		case 'repeat':
			return whole.repeat(3);
		case 'rename':
			return whole.replaceAll(name, `${name}x`);
		case 'nest':
			return `${`<${name}>`.repeat(500)}${whole}${`</${name}>`.repeat(500)}`;
		case 'empty':
			return `<${name}/>`;
		case 'attribute':
			return whole.replace(`<${name}`, `<${name} xsi:nil="true" a="${escaped(text.slice(0, 200))}"`);
	}
}

/** As a cloud would write it: what XML has no character for, as a numeric escape, which parsers take all the same. */
function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, character => `&#${character.charCodeAt(0)};`);
}

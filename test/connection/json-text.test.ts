import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {jsonText} from '../../src/connection/json-text.ts';
import {readJson} from '../../src/connection/read-json.ts';

it('reads back as it was, and steers no terminal on its way', () => {
	const unit = fc.oneof(
		fc.constantFrom('\u009B', '\u009D', '\u202E', '\u2028', '\uFEFF', '"', '\\'),
		fc.string({unit: 'binary', maxLength: 3}),
	);
	fc.assert(
		fc.property(
			fc.dictionary(
				fc.array(unit).map(units => units.join('')),
				fc.array(unit).map(units => units.join('')),
				{noNullPrototype: true},
			),
			value => {
				const text = jsonText(value, 2);
				expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/);
				expect(readJson(text)).toEqual(readJson(JSON.stringify(value)));
				expect(Object.keys(Object(readJson(text))).toSorted()).toEqual(Object.keys(value).toSorted());
			},
		),
	);
});

describe('a name with an escape is read as it is written, whatever was read before', () => {
	const read = [
		['{"h":[],"\\\\":0}', ['h', '\\']],
		['{"h":1,"\\"":2}', ['h', '"']],
		['{"h":1,"\\u202e":2}', ['h', '\u202E']],
		['{"site\\\\":0,"a":"\\""}', ['site\\', 'a']],
		['{"site\\n" : {"\\t":1}}', ['site\n']],
		['{"__proto__":0,"\\"":0}', ['__proto__', '"']],
	] as const;

	it.each(read)('%s', (text, names) => {
		for (const [before] of read) JSON.parse(before);
		expect(Object.keys(Object(readJson(text)))).toEqual(names);
	});

	it.each(['', '{"\\"":}', '{"\\"":1,}', '{"\\"":1} // no', '["\\x":1]'])('%s is refused as JSON.parse does', text => {
		expect(() => readJson(text)).toThrow(SyntaxError);
	});

	it('takes no long time over a megabyte of escapes', () => {
		const much = '\\"'.repeat(500_000);
		expect(readJson(`{"a":"${much}","${much}":"${much}"}`)).toEqual({
			a: '"'.repeat(500_000),
			['"'.repeat(500_000)]: '"'.repeat(500_000),
		});
	});
});

import fc from 'fast-check';
import {expect, it} from 'vitest';
import {jsonText} from '../../src/connection/json-text.ts';

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
				expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
			},
		),
	);
});

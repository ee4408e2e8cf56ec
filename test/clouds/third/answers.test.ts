import './register.ts';
import {expect, test} from 'vitest';
import {fromDraft, toDraft} from '../../../src/wizard/answers/draft.ts';
import {bgpThird, staticThird} from './documents.ts';

/* What a user would lose: a profile of a cloud that no step knows by name, opened and saved again as something else. */

test.each([staticThird, bgpThird])(
	'the answers that a document of the third cloud leads to make the same document: $name',
	document => {
		expect(toDraft(fromDraft(document))).toEqual(document);
	},
);

test('what is answered anew stands in it, and what no step asks for stays', () => {
	const read = fromDraft(staticThird);
	const own = {
		...read.of.third!,
		texts: {...read.of.third!.texts, name: 'other', prefixes: '10.1.0.0/16, 10.2.0.0/16'},
	};
	expect(toDraft({...read, of: {third: {...own, choices: {'key.from': 'typed'}}}})).toEqual({
		...staticThird,
		name: 'other',
		routing: {mode: 'static', prefixes: ['10.1.0.0/16', '10.2.0.0/16']},
		presharedKey: {from: 'prompt'},
	});
});

import {expect, test} from 'vitest';
import {logOptions, tunnelOptions} from '../../../src/clouds/aws/options.ts';
import {optionsOfCloud} from '../../../src/wizard/steps/options/option-table.ts';
import {leavesOf} from '../schema-documents.ts';

/* What a user would lose: an option that a document can hold, and that the form does not ask. */

const rows = [...Object.keys(tunnelOptions), ...Object.keys(logOptions).map(name => `logs.${name}`)].sort();
const below = (place: string, paths: Iterable<string>) => {
	const names = [...paths].flatMap(path => (path.startsWith(place) ? [path.slice(place.length)] : []));
	return [...new Set(names.map(name => name.replace(/\[\]|=.*/g, '')))].sort();
};

test.each(['security.options.', 'tunnels[].options.'])('a document has each row under %s, and no other', place => {
	expect(below(place, leavesOf('aws'))).toEqual(rows);
});

test.each(['security.options.', 'tunnels[0].options.', 'tunnels[1].options.'])('the form asks each under %s', place => {
	const asked = optionsOfCloud('aws').map(({path}) => path);
	expect(below(place, asked)).toEqual(rows);
});

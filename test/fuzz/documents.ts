import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {everyAwsOption, everyTencentOption} from '../handover/every-option.ts';

const folder = new URL('../../examples', import.meta.url).pathname;

/** Documents that are right: the examples, and those that name every option. */
export const goodDocuments: readonly unknown[] = [
	...readdirSync(folder)
		.filter(name => /^(aws|tencent)-.*\.json$/.test(name))
		.map(name => JSON.parse(readFileSync(join(folder, name), 'utf8'))),
	...everyAwsOption,
	...everyTencentOption,
];

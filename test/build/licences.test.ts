import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

const text = readFileSync(new URL('../../dist/THIRD-PARTY-LICENCES.txt', import.meta.url), 'utf8');

test('everybody whose work is in the bundle is named there with the words of the licence', () => {
	for (const name of [
		'ink',
		'react',
		'yoga-layout',
		'zod',
		'commander',
		'@aws-sdk/client-ec2',
		'tencentcloud-sdk-nodejs',
	]) {
		const start = text.indexOf(`\n${name} `);
		expect(start, name).toBeGreaterThan(0);
		expect(text.slice(start, start + 2000), name).toMatch(/Permission is hereby granted|Apache License/);
	}
});

test('no package is there without any words', () => {
	const parts = text.split(`\n${'-'.repeat(80)}\n\n`).slice(1);
	expect(parts.length).toBeGreaterThan(50);
	expect(parts.filter(part => part.length < 300)).toEqual([]);
});

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {moduleOf} from '../../src/clouds/registry.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';

/*
 * What a user would lose: the cause found first from a real log. Each was written by strongSwan, FRR or Libreswan in the lab, against the cloud's ends of the
 * sandbox, while that cause was there (`LAB_LOGS=FOLDER npm run lab -- why:` writes them anew; names of folders are taken out).
 */

const folder = fileURLToPath(new URL('logs', import.meta.url));
const cases = readdirSync(folder)
	.filter(name => name.endsWith('.json'))
	.map(name => {
		// cast: the lab wrote it
		const kept = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {title: string; cause: string; known: Known};
		return {...kept, log: readFileSync(join(folder, name.replace(/json$/, 'log')), 'utf8')};
	});

async function whyOf({known, log}: (typeof cases)[number]) {
	const cloud = await moduleOf(known.connection.cloud).open({env: {}, sandbox: false});
	const all = {...known, ...(cloud.why ? {cloudWhy: cloud.why} : {}), ...(log === '' ? {} : {site: log})};
	cloud.close();
	return diagnose(all);
}

test.each(cases)('$title', async kept => {
	const {verdicts} = await whyOf(kept);
	expect(verdicts[0]?.cause.id).toBe(kept.cause);
	// what is quoted stands in that line; of a document it stands in some of its lines
	// what stands on several lines of a state is quoted as one
	for (const {text, line} of verdicts[0]?.evidence ?? [])
		if (line !== undefined && !/^(?:neighbor|announced) |; installed \d/.test(text))
			expect(kept.log.split('\n')[line - 1]?.trim().replaceAll(/\s+/g, ' ')).toContain(
				text.replaceAll(/\s+/g, ' ').replace(/…$/, ''),
			);
});

test('every family of causes that a site’s log tells of has a real one', () => {
	expect(cases.length).toBeGreaterThan(30);
});

test('a log with the prefixes of journald or syslog is read alike', async () => {
	const kept = cases.find(({title}) => title.startsWith('IKEv2, the key of the device'));
	if (!kept) throw new Error('the log is not there');
	const prefixed = kept.log.replaceAll(/^([A-Z][a-z]{2} [ \d]\d [\d:]{8}) (?=\d\d\[)/gm, '$1 gw charon-systemd[912]: ');
	expect(prefixed).not.toBe(kept.log);
	expect((await whyOf({...kept, log: prefixed})).verdicts[0]?.cause.id).toBe('wrong-key');
});

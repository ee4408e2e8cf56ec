import {describe, expect, test} from 'vitest';
import {diagnose} from '../../src/why/diagnose.ts';
import {siteLines} from '../../src/why/site-lines.ts';
import {known} from './known.ts';
import {sideOf} from './sides.ts';

/* What a user would lose: an answer, where what was given is huge, broken or meant to do harm; and a key that is shown. */

const line = (text: string) => `Dec  1 00:00:01 gw charon[912]: 14[IKE] ${text}`;
/** What patterns with a choice at each letter would take for ever on. */
const hostile: readonly (readonly [name: string, text: string])[] = [
	['one line without an end', 'a'.repeat(4_000_000)],
	['spaces alone', `${' '.repeat(3990)}\n`.repeat(1000)],
	['braces that are never closed', '{\n'.repeat(200_000)],
	['braces and their ends', '{}\n'.repeat(200_000)],
	['names of keys, one after the other', `${'secret '.repeat(570)}\n`.repeat(500)],
	['names of keys with a sign', `${'psk= '.repeat(790)}\n`.repeat(500)],
	['quotes', `${'"\' '.repeat(1300)}\n`.repeat(1000)],
	['identities without an end', `${line(`authentication of '${'x'.repeat(3800)}`)}\n`.repeat(1000)],
	[
		'keys for many identities',
		`${line(`loaded IKE shared key with id 'a' for: ${"'b', ".repeat(600)}`)}\n`.repeat(1000),
	],
	['selectors', `${line(`traffic selectors ${'0.0.0.0/0 '.repeat(370)}`)}\n`.repeat(1000)],
	['retransmits of one thread', `${line('retransmit 1 of request with message ID 7')}\n`.repeat(60_000)],
	['SAs', 'x: #1, ESTABLISHED, IKEv2, 9596d0c1f6cfb2b7_i* 64a1e5929f6af202_r\n'.repeat(3000)],
	['numbers', `${'1 '.repeat(1990)}\n`.repeat(1000)],
	['colons and dots', `${'1.:'.repeat(1300)}\n`.repeat(1000)],
	['escapes', `${'\u001B]0;'.repeat(900)}\n`.repeat(500)],
	['FortiOS without an end', `${'date=2026-12-01 logid="0101037124" msg="'.repeat(90)}\n`.repeat(500)],
	['a notification without an end', `${'%NOTIFICATION: sent to neighbor '.repeat(120)}\n`.repeat(500)],
];

describe('what was given is read in a time that grows with it', () => {
	test.each(hostile)(
		'%s',
		(_name, text) => {
			const begun = performance.now();
			diagnose(known({site: text, side: sideOf()}));
			// Seconds where it is a fraction of one: a machine may be busy. What backtracks takes hours.
			expect(performance.now() - begun).toBeLessThan(20_000);
		},
		60_000,
	);

	test('of more than 10 MB the end is read, and that is said', () => {
		const refused = line('received AUTHENTICATION_FAILED notify error');
		const before = `${'x'.repeat(99)}\n`.repeat(105_000);
		const found = diagnose(known({site: `${refused}\n${before}${refused}\n`}));
		expect(found.missing.join()).toMatch(/too long: its last 10 MB/);
		expect(found.verdicts[0]?.evidence[0]).toMatchObject({line: 105_002});
	}, 60_000);
});

describe('a key in what was given', () => {
	const key = 'Hunter2-Secret.Key';
	test.each([
		`    secret = ${key}`,
		`    secret = "${key} with words"`,
		`secret=0x${Buffer.from(key).toString('hex')}`,
		`203.0.113.9 192.0.2.1 : PSK "${key}"`,
		`  : PSK '${key}'`,
		`set psksecret ${key}`,
		`set psksecret ENC ${key}`,
		`crypto isakmp key ${key} address 192.0.2.1`,
		`crypto isakmp key 6 ${key} address 192.0.2.1`,
		`  pre-shared-key address 192.0.2.1 key ${key}`,
		`  pre-shared-key ${key}`,
		`  pre-shared-key local ${key}`,
		` ikev2 remote-authentication pre-shared-key ${key}`,
		`pre-shared-key ascii-text "${key}"; ## SECRET-DATA`,
		`add peer=aws secret=${key} auth-method=pre-shared-key`,
		`<pre_shared_key>${key}</pre_shared_key>`,
		`"PreSharedKey": "${key}"`,
		`<pre-shared-key><key>${key}</key></pre-shared-key>`,
		`my password is ${key}`,
	])('%s', text => {
		const {lines} = siteLines(text, 0);
		expect(lines.map(each => each.text).join()).not.toMatch(/Hunter2|48756e746572/);
		// nor where the line says more, and is quoted
		const {verdicts} = diagnose(known({site: line(`received AUTHENTICATION_FAILED ${text}`)}));
		expect(verdicts[0]?.cause.id).toBe('wrong-key');
		expect(JSON.stringify(verdicts)).not.toMatch(/Hunter2|48756e746572/);
	});

	test('words about keys are no keys', () => {
		const says = [
			"no shared key found for 'a' - 'b'",
			"tried 1 shared key for 'a' - 'b', but MAC mismatched",
			'probable authentication failure (mismatch of preshared secrets?)',
		];
		expect(siteLines(says.join('\n'), 0).lines.map(({text}) => text)).toEqual(says);
	});
});

test('what is quoted is one line that can be drawn', () => {
	const {verdicts} = diagnose(known({site: line('received AUTHENTICATION_FAILED \u001B[31mnotify\u202E error\u0007')}));
	expect(verdicts[0]?.evidence[0]?.text).toMatch(/received AUTHENTICATION_FAILED notify error$/);
});

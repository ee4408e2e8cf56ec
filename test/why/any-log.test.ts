import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {awsWhy} from '../../src/clouds/aws/why/why.ts';
import {tencentWhy} from '../../src/clouds/tencent/why/why.ts';
import {printable} from '../../src/connection/printable.ts';
import {causes} from '../../src/why/causes/registry.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import type {Known} from '../../src/why/why.ts';
import {anyLog, oneOfEach} from './any-log.ts';
import {cloudCases} from './cloud-cases.ts';
import {down, known, up} from './known.ts';
import {sideOf, sideWith} from './sides.ts';

/* What a user would lose: their trust, to a "proved" that no line says; or the answer, to a log that hangs or ends the program. */

const bare: readonly Known[] = [
	known(),
	known({side: sideOf(), cloudWhy: awsWhy}),
	known({side: sideOf(), cloudWhy: tencentWhy}, [down]),
	known({cloudWhy: awsWhy}, [{...up, key: down.key, outsideAddress: down.key}, up]),
];
const mask = '(a key, not shown)';
const oneLine = (text: string) => printable(text).replaceAll(/\s+/g, ' ');

describe('whatever is given as the site’s log', () => {
	test('nothing breaks, and nothing is proved but by a line that stands in it', () => {
		fc.assert(
			fc.property(anyLog, fc.constantFrom(...bare), (site, of) => {
				const {verdicts} = diagnose({...of, site});
				const given = site.split('\n').map(oneLine);
				for (const {sureness, evidence, cause} of verdicts) {
					expect(evidence.length, cause.id).toBeGreaterThan(0);
					if (sureness !== 'proved') continue;
					const [quote] = evidence;
					expect(quote?.fromGuide, cause.id).toBeUndefined();
					const parts = oneLine(quote?.text ?? '')
						.replace(/…$/, '')
						.split(mask);
					expect(
						given.some(line => parts.every(part => line.includes(part.trim()))),
						quote?.text,
					).toBe(true);
				}
			}),
			{numRuns: 400, seed: 20_261_201},
		);
	});

	test('it takes linear time', () => {
		const spent = (text: string) => {
			const before = process.cpuUsage();
			diagnose(known({side: sideOf(), cloudWhy: awsWhy, site: text}));
			const {user, system} = process.cpuUsage(before);
			return (user + system) / 1000;
		};
		// the beginning of each form again and again, in lines as long as they are read: what makes a pattern look back
		const long = (piece: string, characters: number) => {
			const row = piece.repeat(Math.ceil(4000 / piece.length)).slice(0, 4000);
			return `${row}\n`.repeat(characters / 4000);
		};
		const slow = oneOfEach
			.flatMap(text => [text, text.slice(0, 40), text.slice(-30), ' '])
			.filter(piece => spent(long(piece, 80_000)) > 150)
			// once more, and four times as long: slower by more than that is no line
			.filter(piece => spent(long(piece, 320_000)) > 8 * Math.max(40, spent(long(piece, 80_000))));
		expect(slow).toEqual([]);
		expect(spent(oneOfEach.join('\n').repeat(200))).toBeLessThan(10_000);
	}, 120_000);
});

describe('every cause', () => {
	const unfilled = /undefined|NaN|\[object|\bnull\b|\(\)|, ,|: ,| {2,}|\bInfinity\b/;
	const all: readonly Known[] = [
		...bare,
		...cloudCases.map(one => one.known),
		known({side: sideOf({siteRanges: [], cloudRanges: []})}),
		known({side: sideWith({ikeVersions: [1, 2], aggressive: true, cloudInitiates: true, pairs: []})}),
		known({side: sideOf({tunnels: []})}, []),
		known({side: sideWith({probe: {cloud: '169.254.128.1', site: '169.254.128.2'}})}),
		...['FortiOS', 'Cisco IOS', 'Cisco ASA', 'PAN-OS', 'Junos', 'RouterOS', 'racoon', 'Libreswan', 'charon', 'FRR'].map(
			writer => known({side: sideOf(), writers: [writer]}),
		),
	];

	test.each(causes.map(cause => [cause.id, cause] as const))(
		'%s: mends and proofs have their values, whatever is known',
		(_id, cause) => {
			for (const of of all) {
				const told = [
					...cause.mend(of),
					...cause.prove(of).flatMap(({where, command, shows}) => [where, command, shows]),
				];
				expect(cause.mend(of).length).toBeGreaterThan(0);
				expect(cause.prove(of).length).toBeGreaterThan(0);
				for (const text of told) {
					expect(text.trim()).not.toBe('');
					expect(text).not.toMatch(unfilled);
				}
			}
		},
	);
});

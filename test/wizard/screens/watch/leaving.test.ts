import {describe, expect, test} from 'vitest';
import type {WizardState} from '../../../../src/wizard/core/state.ts';
import {planOf} from '../../../ui/fixtures.ts';
import {connectionOf, placeOf} from '../../../watch/fake-fleet.ts';
import {Driver} from '../../driver.ts';
import {watching} from './watching.ts';

/* What a user would lose: what they looked at, once the screen is gone, and the way back to it. */

const lab = placeOf({cloud: 'aws', region: 'eu-west-1', profile: 'lab'});
const network = placeOf({cloud: 'aws', region: 'eu-central-1', profile: 'network'});
const fleet = [
	connectionOf({id: 'vpn-0000aaaa', name: 'berlin', place: lab, tunnels: ['DOWN', 'DOWN']}),
	connectionOf({id: 'vpn-0000bbbb', name: 'sofia', place: network}),
];
const own: Partial<WizardState['options']> = {
	sandbox: false,
	watch: {profiles: {aws: ['network', 'lab']}, regions: 'all'},
	accounts: {aws: {profile: 'network'}, tencent: {}},
};

const opened = () => watching(fleet, own);
const left = (driver: Driver) => {
	driver.press('ctrl-c');
	const leave = driver.effects.findLast(({type}) => type === 'leave');
	return leave?.type === 'leave' ? leave.summary : [];
};
const again = 'Watch again: tunnelwright watch --aws-profile network --aws-profile lab --region all';

describe('leaving', () => {
	test.each([{keys: []}, {keys: ['d']}, {keys: ['h']}, {keys: ['k']}, {keys: ['x']}, {keys: ['w']}])(
		'from the list and what was opened there, how all stand is told, and the command: $keys',
		({keys}) => {
			const lines = left(opened().press(...keys));
			expect(lines).toContainEqual(expect.stringMatching(/^2 connections · 1 down · 1 up · 2 of 4 tunnels UP · as of/));
			expect(lines).toContainEqual(expect.stringContaining('berlin  vpn-0000aaaa  lab  eu-west-1  down'));
			// the profile in use is one of those that are watched, and is not named twice
			expect(lines).toContain(again);
		},
	);

	test.each([{keys: []}, {keys: ['d']}, {keys: ['h']}, {keys: ['k']}, {keys: ['x']}])(
		'from the view of one and what was opened there, that one is told, and all that was watched: $keys',
		({keys}) => {
			const lines = left(opened().press('enter', ...keys));
			expect(lines[0]).toMatch(/^berlin {2}vpn-0000aaaa {2}available {2}eu-west-1 {2}lab {2}as of /);
			expect(lines).toContain('Why it is down: tunnelwright why --aws-profile lab vpn-0000aaaa --region eu-west-1');
			// it was not made a moment ago: nobody has to set up its device
			expect(lines.join('\n')).not.toContain('set up the site');
			expect(lines).toContain(again);
		},
	);

	test('from its causes they are told', () => {
		const driver = opened().press('d');
		driver.send({
			...({type: 'why', request: driver.state.awaited.why ?? 0, at: driver.state.now} as const),
			answer: {
				connection: fleet[0]!.status,
				tunnels: [1, 2],
				why: {
					verdicts: [
						{
							cause: {id: 'nobody', title: 'Nobody starts the tunnel'},
							...({sureness: 'possible', tunnels: [1, 2], evidence: [], mend: [], prove: []} as const),
						},
					],
					lookedAt: [],
					missing: [],
				},
			},
		});
		expect(left(driver).slice(0, 4)).toEqual([
			'berlin is down:',
			'  possible: Nobody starts the tunnel (tunnel 1 and 2)',
			'All of it: tunnelwright why --aws-profile lab vpn-0000aaaa --region eu-west-1',
			'',
		]);
	});

	test('from an edit too, and a problem that is known is told as that', () => {
		const driver = opened().press('a', 'e');
		const found = {id: 'vpn-0000aaaa', draft: planOf().document, notes: [], itself: true} as const;
		driver.send({type: 'read-back', request: driver.state.awaited['read-back'] ?? 0, found});
		expect(driver.at).toBe('review');
		const lines = left(driver);
		expect(lines).toContainEqual(
			expect.stringContaining('berlin  vpn-0000aaaa  lab  eu-west-1  down  known · tunnel 1'),
		);
		expect(lines).toContain(again);
	});

	test('files that were handed over from the list are told there too', () => {
		const driver = opened().press('h');
		driver.send({
			...({type: 'handover', request: driver.state.awaited.handover ?? 0} as const),
			event: {
				heard: 'written',
				written: {
					title: 'strongSwan',
					folder: '/tmp/berlin',
					files: [{name: 'swanctl.conf', what: ''}],
					steps: '',
					left: [],
				},
			},
		});
		driver.press('escape');
		expect(driver.at).toBe('watch');
		expect(left(driver)).toContain('Files for strongSwan: /tmp/berlin (swanctl.conf)');
	});

	test('before anything was heard the command is told', () => {
		expect(left(new Driver(undefined, false, own))).toEqual([again]);
	});
});

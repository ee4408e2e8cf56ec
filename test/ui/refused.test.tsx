import {renderToString} from 'ink';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../src/ui/app.tsx';
import {wayOf} from '../../src/ui/chrome.ts';
import {reviewLines} from '../../src/wizard/review.ts';
import {checked} from '../wizard/checked.ts';
import type {Driver} from '../wizard/driver.ts';
import {smallWorld} from '../wizard/driver.ts';

const vpc = {id: 'vpc-0a1b2c3d', name: 'free', selectable: true, networks: ['10.9.0.0/16']};
const world = {...smallWorld, vpcs: [vpc]};

const draw = ({state}: Driver) => stripAnsi(renderToString(<Screen state={state} />, {columns: state.size.columns}));
const wayAt = (driver: Driver, title: string) => wayOf(driver.state).find(step => step.title === title)?.state;
const large = async (...args: Parameters<typeof checked>) =>
	(await checked(...args)).send({type: 'resize', columns: 200, rows: 60});
const times = (text: string, what: string) => text.replaceAll(/\s+/g, ' ').split(what).length - 1;

describe('Enter does not pass an answer that is refused', () => {
	test('an ASN that a virtual private gateway can’t have', async () => {
		const driver = (await large(world)).enterUntil('gateway').press('end', 'up', 'enter').enterUntil('gateway-new');
		driver.press('tab', '70000', 'enter', 'enter');
		expect(driver.at).toBe('gateway-new');
		expect(driver.state.blocked).toMatchObject({field: 'gateway.asn', message: expect.stringContaining('70000')});
		expect(times(draw(driver), '✖')).toBe(1);
		expect(driver.press('ctrl-u', '64600', 'enter').at).not.toBe('gateway-new');
	});

	test('a private address as the site’s public one, and what is no ARN', async () => {
		const driver = (await large()).enterUntil('site').press('end', 'enter', '10.1.2.3', 'enter');
		expect(driver.state.form.focus).toBe('site.address');
		expect(driver.state.blocked?.message).toContain('10.1.2.3');
		driver.press('ctrl-u', '198.51.101.7', 'enter', 'enter', 'enter', 'enter');
		expect(driver.state.form.focus).toBe('site.certificateArn');
		driver.press('arn:foo', 'enter');
		expect(driver.at).toBe('site-new');
		expect(driver.state.blocked?.field).toBe('site.certificateArn');
	});

	test.each([
		['aws', 'S3cret-of-tunnel1'],
		['tencent', 'a key with blanks '],
	])('a key with a character that %s does not take', async (cloud, key) => {
		const driver = (await large())
			.press('enter', ...(cloud === 'tencent' ? ['down'] : []), 'enter')
			.enterUntil('security');
		driver.press('enter', 'down', 'enter', key, 'enter', 'enter');
		expect(driver.state.form.focus).toBe('key1');
		expect(driver.at).toBe('security');
		expect(driver.state.blocked?.field).toBe('key1');
	});

	test('the way back is never held, and nothing that was typed is lost by it', async () => {
		const driver = (await large()).enterUntil('site').press('end', 'enter', '10.1.2.3', 'enter', 'escape');
		expect(driver.at).toBe('site');
		driver.press('enter');
		expect(driver.state.answers.aws.texts['site.address']).toBe('10.1.2.3');
		driver.press('tab', 'shift-tab', 'shift-tab');
		expect(driver.at).toBe('site');
	});

	test('a range that a rule refuses stays with its pair', async () => {
		const driver = (await large()).press('enter', 'down', 'enter').enterUntil('pairs');
		driver.press('10.0.0.0/16', 'enter', '10.0.5.0/24', 'enter', 'enter');
		expect(driver.at).toBe('pairs');
		expect(driver.state.blocked?.field).toMatch(/^0\./);
	});

	test('an option that a rule refuses is gone to, with the reason', async () => {
		const driver = (await large()).press('enter', 'down', 'enter').enterUntil('security').press('end');
		driver.press('down', 'down', 'enter').enterUntil('options'); // Custom: each option is the user's own
		expect(draw(driver)).not.toContain('✖');
		driver.press('enter');
		expect(driver.at).toBe('options');
		expect(driver.state.blocked?.message).toContain('IKE version is not given');
		expect(driver.state.option.row).toBe('security.options.ikeVersion');
	});
});

test('the error of a tunnel’s inside range stands at its own field, and not at the key that is asked next', async () => {
	const driver = (await large()).enterUntil('routes').press('tab', '169.254.6.0/30', 'tab', '169.254.6.0/30', 'enter');
	expect(driver.at).toBe('routes');
	expect(driver.state.blocked?.field).toMatch(/^insideCidr\d$/);
});

describe('the way tells fine, look and refused apart', () => {
	test('also of what is ahead, from wherever one is', async () => {
		const driver = (await large()).enterUntil('name');
		expect(wayAt(driver, 'ranges')).toBe('done');
		driver.send({
			type: 'checked',
			findings: [
				{rule: 'x', severity: 'refuse', field: 'routing.prefixes', message: 'no'},
				{rule: 'x', severity: 'refuse', field: 'tunnels[1].insideCidr', message: 'taken'},
				{rule: 'x', severity: 'warn', field: 'site', message: 'look'},
			],
		});
		expect([wayAt(driver, 'ranges'), wayAt(driver, 'site gateway'), wayAt(driver, 'region')]).toEqual([
			'refused',
			'look',
			'done',
		]);
		expect(draw(driver)).toMatch(/site gateway !.*ranges ✖.*security ✔/);
		while (driver.at !== 'gateway') driver.press('escape');
		driver.send({
			type: 'checked',
			findings: [{rule: 'x', severity: 'refuse', field: 'tunnels[1].insideCidr', message: 'taken'}],
		});
		expect(wayAt(driver, 'ranges')).toBe('refused');
		expect(wayAt(driver, 'name')).toBe('later');
		// the pane beside the question says it with a sign too, not by colour alone
		expect(draw(driver)).toMatch(/Ranges +✖ /);
	});

	test('what can’t be chosen any more is refused; what was never chosen is only to come', async () => {
		const driver = (await large()).enterUntil('routing');
		const data = {...driver.state.data, gateways: {'aws:eu-central-1': []}};
		driver.state = {...driver.state, data};
		expect([wayAt(driver, 'cloud gateway'), wayAt(driver, 'security')]).toEqual(['refused', 'later']);
	});
});

describe('a key from an environment variable', () => {
	test('is no error before its name is typed, in the form or beside it', async () => {
		for (const keys of [[], ['down']]) {
			const driver = (await large())
				.press('enter', ...keys, 'enter')
				.enterUntil('security')
				.press('enter', 'down', 'down', 'enter');
			expect(driver.state.form.focus).toBe('key1.env');
			const text = draw(driver);
			expect(text).not.toMatch(/✖|must be|Give the name/);
			driver.press('enter');
			expect(driver.state.blocked?.field).toBe('key1.env');
			expect(draw(driver)).toContain('✖');
		}
	});

	test('that is not set is said at its own field, and Enter stays there', async () => {
		const driver = (await large()).enterUntil('security').press('enter', 'down', 'down', 'enter', 'ONE_PSK', 'enter');
		expect(driver.state.form.focus).toBe('key1.env');
		expect(times(draw(driver), 'ONE_PSK is not set')).toBe(1);
	});

	test('is said once in the review, with the tunnel that it is about', async () => {
		const driver = (await large(world, {}, {ONE_PSK: 'Sound.key.of.one'})).enterUntil('security');
		driver.press('enter', 'down', 'down', 'enter', 'ONE_PSK', 'tab', 'TWO_PSK');
		const said = () =>
			reviewLines(driver.state).flatMap(({step, findings}) =>
				step === 'security' ? findings.map(({message}) => message) : [],
			);
		expect(said()).toEqual(['tunnel 2: TWO_PSK is not set where tunnelwright was started']);
		driver.press('shift-tab', 'ctrl-u', 'TWO_PSK');
		expect(said().filter(message => message.includes('not set'))).toEqual([
			'both tunnels: TWO_PSK is not set where tunnelwright was started',
		]);
	});
});

describe('more pairs than fit', () => {
	const lines = (count: number) =>
		Array.from({length: count}, (_, index) => `10.0.${index}.0/24 -> 172.16.${index}.0/24`).join('\n');

	test('say so at once, and which of them are too many', async () => {
		const driver = (await large()).press('enter', 'down', 'enter').enterUntil('pairs');
		driver.send({type: 'paste', text: lines(12)});
		const text = draw(driver);
		expect(text).toContain('12 pairs, 10 are allowed');
		expect(times(text, 'past the 10 pairs')).toBe(2);
		for (let count = 0; count < 30; count += 1) driver.press('enter');
		expect(driver.at).toBe('pairs');
	});

	test('half a pair is no error before it was answered: Enter asks for the other half', async () => {
		const driver = (await large(undefined, {sandbox: false})).press('enter', 'down', 'enter').enterUntil('pairs');
		expect(driver.state.answers.tencent.pairs[0]?.siteSide).toBe('');
		expect(draw(driver)).not.toContain('✖');
		driver.press('enter', 'enter');
		expect(draw(driver)).toContain('no range at the site side');
	});

	test('none at all says that there has to be one', async () => {
		const driver = (await large()).press('enter', 'down', 'enter').enterUntil('pairs').press('ctrl-d');
		expect(draw(driver)).toContain('no ranges are given');
	});
});

import {renderToString} from 'ink';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../src/ui/app.tsx';
import {wayOf} from '../../src/ui/chrome.ts';
import {reviewLines} from '../../src/wizard/screens/review/review.ts';
import {checked} from '../wizard/checked.ts';
import type {Driver} from '../wizard/driver.ts';
import {gateway, site, smallWorld} from '../wizard/driver.ts';

const vpc = {id: 'vpc-0a1b2c3d', name: 'free', selectable: true, networks: ['10.9.0.0/16']};
const world = {...smallWorld, vpcs: [vpc]};

const ccn = gateway({id: 'vpngw-ccn00001', kind: 'ccn', networks: []});
const sizes = [
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 40, rows: 15},
] as const;

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

	test('nothing is said of an ASN that has to be given, before it is', async () => {
		const driver = (await large(undefined, {sandbox: false})).enterUntil('site').press('end', 'enter');
		expect(draw(driver)).not.toContain('No ASN is given');
		driver.press('198.51.101.7', 'enter', 'enter');
		expect(draw(driver)).toContain('Give the ASN of the site');
	});

	test('the way back is never held, and nothing that was typed is lost by it', async () => {
		const driver = (await large()).enterUntil('site').press('end', 'enter', '10.1.2.3', 'enter', 'escape');
		expect(driver.at).toBe('site');
		driver.press('enter');
		expect(driver.state.answers.of.aws?.texts['site.address']).toBe('10.1.2.3');
		driver.press('tab', 'shift-tab', 'shift-tab');
		expect(driver.at).toBe('site');
	});

	test('a range that a rule refuses stays with its pair', async () => {
		const driver = (await large()).press('enter', 'down', 'enter').enterUntil('pairs');
		driver.press('10.0.0.0/16', 'enter', '10.0.5.0/24', 'enter', 'enter');
		expect(driver.at).toBe('pairs');
		expect(driver.state.blocked?.field).toMatch(/^0\./);
	});

	const sameAsn = {
		...smallWorld,
		sites: {'aws:eu-central-1': [site('cgw-0000same', {asn: 64_512}), site('cgw-0000fine')]},
	};

	test.each(sizes)(
		'a row of a list at $columns x $rows: its step has the reason and the mend, and goes on with another',
		async size => {
			const driver = (await large(sameAsn))
				.send({type: 'resize', ...size})
				.enterUntil('routing')
				.press('enter');
			driver.press('ctrl-p', '4', 'home', 'enter');
			expect(driver.at).toBe('site');
			expect(draw(driver).replaceAll(/\s+/g, ' ')).toMatch(/both have ASN 64512.*Give the site another ASN/);
			expect(driver.press('enter').at).toBe('site');
			expect(wayAt(driver, 'site gateway')).toBe('now');
			expect(wayAt(driver.press('ctrl-p', '3'), 'site gateway')).toBe('refused');
			driver.press('ctrl-p', '4', 'down', 'enter');
			expect(driver.at).not.toBe('site');
			expect(wayAt(driver, 'site gateway')).not.toBe('refused');
		},
	);

	test('two gateways that a tunnel joins are gone on with, and looked at: it is that tunnel that is meant, whatever its routing', async () => {
		const standing = {
			id: 'vpnx-1',
			name: 'line',
			state: 'AVAILABLE',
			cloudGatewayId: 'vpngw-1w9tue3d',
			siteGatewayId: 'cgw-qa9sxpy7',
			routing: 'static',
			ranges: [],
			insideCidrs: [],
		} as const;
		const driver = await large({...smallWorld, connections: {'tencent:ap-guangzhou': [standing]}});
		driver.press('enter', 'down', 'enter').enterUntil('site').press('home', 'enter');
		expect(driver.at).toBe('routing');
		driver.press('you list', 'enter');
		expect(wayAt(driver, 'site gateway')).not.toBe('refused');
		driver.press('ctrl-p', '5', 'pairs of', 'enter');
		expect(driver.at).toBe('pairs');
		expect(wayAt(driver, 'site gateway')).toBe('look');
	});

	test('a row that is changed from the review stays there as well, and leads back to it once it is sound', async () => {
		const driver = (await large(sameAsn)).enterUntil('site').press('end', 'up', 'enter').enterUntil('review');
		driver.press('home', 'down', 'down', 'down', 'enter', 'home', 'enter');
		expect(driver.at).toBe('site');
		expect(draw(driver)).toContain('both have ASN 64512');
		expect(driver.press('escape').at).toBe('review');
		// the cursor is elsewhere: how it is mended stands there all the same
		expect(draw(driver.press('end'))).toContain('Give the site another ASN');
		driver.press('home', 'down', 'down', 'down', 'enter', 'end', 'up', 'enter');
		expect(driver.at).toBe('review');
		expect(draw(driver)).not.toContain('✖');
	});

	test('what comes to light later takes nobody back: keys go where they were meant to', async () => {
		const driver = (await large(sameAsn)).enterUntil('site').press('home', 'enter');
		expect(driver.at).toBe('routing');
		const findings = [{rule: 'x', severity: 'refuse', field: 'site.id', message: 'taken'}] as const;
		expect(driver.send({type: 'checked', findings}).at).toBe('routing');
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

	test('a form that was left with an answer that can’t stand is refused, though it was never gone on from', async () => {
		const driver = (await large(world, {sandbox: false})).enterUntil('site').press('end', 'enter');
		driver.press('escape', 'escape');
		expect(wayAt(driver, 'site gateway')).toBe('later'); // nothing is typed yet
		for (const [typed, stands] of [
			['10.1.2.3', 'refused'],
			['nowhere', 'refused'],
			['198.51.101.7', 'later'],
		] as const) {
			driver.enterUntil('site').press('end', 'enter', 'ctrl-u', typed, 'escape', 'escape');
			expect(driver.at).toBe('gateway');
			expect(wayAt(driver, 'site gateway'), typed).toBe(stands);
		}
	});

	test('pairs too', async () => {
		const driver = (await large(undefined, {sandbox: false})).press('enter', 'down', 'enter').enterUntil('pairs');
		driver.press('escape');
		expect(wayAt(driver, 'ranges')).toBe('later');
		driver.enterUntil('pairs').press('tab', '10.9.', 'escape');
		expect(wayAt(driver, 'ranges')).toBe('refused');
	});

	test('a step that can’t be jumped to names the first that stands in the way, as the way shows it', async () => {
		const driver = (await large(world)).enterUntil('security');
		driver.press('ctrl-p', '4', 'end', 'enter').enterUntil('site-new');
		driver.press('ctrl-u', '10.1.2.3', 'ctrl-p', '3');
		expect(wayAt(driver, 'site gateway')).toBe('refused');
		driver.press('ctrl-p', '0');
		expect(driver.state.notice?.text).toMatch(/^review can’t be opened yet · first site gateway: .*10\.1\.2\.3/);
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

	test.each([
		[80, 24],
		[40, 15],
	])(
		'of a paste of eleven pairs is in sight at %i x %i with its reason, and so is the way to take it back',
		async (columns, rows) => {
			const driver = (await checked()).press('enter', 'down', 'enter').enterUntil('pairs');
			driver.send({type: 'resize', columns, rows});
			const lines = Array.from({length: 11}, (_, index) => `10.0.${index}.0/24 -> 172.16.${index}.0/24`);
			driver.send({type: 'paste', text: lines.join('\n')});
			const frame = draw(driver);
			expect(frame).toMatch(/❯ 11 10\.0\.10\.0\/24/);
			expect(frame.replaceAll(/\s+/g, ' ')).toContain('11 pairs, 10 are allowed');
			if (rows >= 24) expect(frame).toContain('past the 10 pairs that fit into one tunnel');
			expect(frame.split('\n').at(-1)).toMatch(/ctrl-y undo.*ctrl-c leave/);
			expect(draw(driver.press('up', 'up')).split('\n').at(-1), 'it works still').toContain('ctrl-y undo');
			expect(draw(driver.press('9')).split('\n').at(-1), 'it does nothing any more').not.toContain('ctrl-y');
			expect(draw(driver.press('backspace', 'ctrl-y', 'escape'))).not.toContain('ctrl-y undo');
		},
	);

	test('of a paste is where the cursor goes, once, and only to what was pasted', async () => {
		const driver = (await checked()).press('enter', 'down', 'enter').enterUntil('pairs');
		driver.press('ctrl-u', '10.0.0.0/99', 'down');
		driver.send({type: 'paste', text: '10.0.1.0/24 -> 172.16.1.0/24\n10.0.2.0/24 -> 172.16.2.0/99'});
		expect(driver.state.pairs).toMatchObject({row: 2, side: 'siteSide'});
		driver.press('up', 'up');
		expect(driver.state.pairs.row).toBe(0);
		driver.send({type: 'checked', findings: driver.state.findings});
		expect(driver.state.pairs.row).toBe(0);
	});

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
		expect(driver.state.answers.of.tencent?.pairs[0]?.siteSide).toBe('');
		expect(draw(driver)).not.toContain('✖');
		driver.press('enter', 'enter');
		expect(draw(driver)).toContain('no range at the site side');
	});

	test('nothing is an error before it is typed: a new row, a mode that is asked for the first time, half a pair under the cursor', async () => {
		const driver = (await large({...smallWorld, gateways: {'tencent:ap-guangzhou': [ccn]}}, {sandbox: false}))
			.press('enter', 'down', 'enter')
			.enterUntil('pairs');
		driver.press('ctrl-n', 'ctrl-n');
		expect(draw(driver)).not.toContain('✖');
		driver.press('home', 'ctrl-p', 'escape', 'up', 'up', '10.0.0.0/16');
		expect(draw(driver)).not.toContain('✖');
		for (let count = 0; count < 9 && !driver.state.blocked; count += 1) driver.press('enter');
		expect(driver.at).toBe('pairs');
		expect(driver.state.blocked?.message).toContain('no range at the site side');
		driver.press('192.168.7.0/24').enterUntil('security').press('ctrl-p', '6', 'ctrl-n', '10.1.0.0/16');
		expect(draw(driver)).not.toContain('no range at the site');
		driver.press('up', 'up');
		expect(draw(driver)).toContain('no range at the site'); // it was gone on from before, and is left half
	});

	test('a profile of another mode has no pairs yet, and no error for it', async () => {
		const driver = await large(undefined, {sandbox: false});
		const draft = {
			version: 1,
			cloud: 'tencent',
			name: 'line',
			region: 'ap-guangzhou',
			cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
			site: {kind: 'existing', id: 'cgw-qa9sxpy7'},
			routing: {mode: 'static', prefixes: ['192.168.7.0/24']},
		} as const;
		driver.send({
			type: 'profile-loaded',
			name: 'line',
			draft: {...draft, routing: {...draft.routing, prefixes: ['192.168.7.0/24']}},
		});
		driver.press('ctrl-p', '5', 'home', 'enter');
		expect(driver.at).toBe('pairs');
		expect(draw(driver)).not.toContain('✖');
	});

	test('none at all says that there has to be one', async () => {
		const driver = (await large()).press('enter', 'down', 'enter').enterUntil('pairs').press('ctrl-d');
		expect(draw(driver)).toContain('no ranges are given');
	});
});

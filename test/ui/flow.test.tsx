import {renderToString} from 'ink';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../src/ui/app.tsx';
import {asciiGlyphs, Look} from '../../src/ui/look.tsx';
import {askedOf} from '../../src/wizard/answers/asked.ts';
import {clockTime} from '../../src/wizard/core/clock-time.ts';
import {fleet} from '../../src/wizard/screens/watch/fleet.ts';
import {wordsFor} from '../../src/wizard/steps/field.ts';
import {focusedField} from '../../src/wizard/steps/form/focused-field.ts';
import {stepOf} from '../../src/wizard/steps/steps.ts';
import {checked} from '../wizard/checked.ts';
import {Driver, gateway, site, smallWorld, type World} from '../wizard/driver.ts';
import {hostileNames} from './hostile-names.ts';

const sizes = [
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 40, rows: 15},
	{columns: 40, rows: 10},
] as const;

function draw(driver: Driver, ascii = false): string {
	const {state} = driver;
	const screen = <Screen state={state} />;
	const node = ascii ? <Look glyphs={asciiGlyphs}>{screen}</Look> : screen;
	return stripAnsi(renderToString(node, {columns: state.size.columns}));
}

/** Exactly the terminal's size; the banner on top, the way to the help at the bottom; nothing that steers a terminal. */
function expectSound(driver: Driver): string {
	const frame = draw(driver);
	const {columns, rows} = driver.state.size;
	const lines = frame.split('\n');
	expect(lines, frame).toHaveLength(rows);
	for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
	expect(frame).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
	expect(lines[0]).toContain('SANDBOX');
	return frame;
}

const clouds = [
	['AWS', [] as string[]],
	['Tencent Cloud', ['down']],
] as const;

/** The help of the focused field, on a screen or scrolled through: whoever has a small one loses none of it. */
const words = (frame: string) => frame.replaceAll(/[\s│❯]+/g, ' ');

describe.each(sizes)('at $columns x $rows', size => {
	test.each(clouds)('what is said of a field of %s is in sight, or it is said where it is', (_, moves) => {
		const driver = new Driver().press('enter', ...moves, 'enter');
		for (let count = 0; count < 40 && driver.at !== 'review'; count += 1) {
			const {cloud} = askedOf(driver.state);
			const isForm = driver.state.screen.name === 'step' && stepOf(driver.state.screen.step).kind === 'form';
			const field = isForm ? focusedField(driver.state) : undefined;
			if (field) {
				const help = wordsFor(field.help, cloud);
				const plain = new Driver(smallWorld);
				plain.state = driver.state;
				const narrow = draw(plain.send({type: 'resize', columns: Math.min(size.columns, 99), rows: size.rows}));
				const isTold = words(narrow).includes(words(help));
				expect(isTold || /more below|ctrl-g tells the rest/.test(narrow), narrow).toBe(true);
				plain.send({type: 'resize', columns: 80, rows: 60}).press('ctrl-g');
				expect(words(draw(plain))).toContain(words(help));
			}

			driver.press('enter');
		}
	});

	test.each(clouds)('every screen of %s is whole, and says where one is', (_, moves) => {
		const driver = new Driver().send({type: 'resize', ...size});
		expectSound(driver);
		driver.press('enter', ...moves, 'enter');
		for (let count = 0; count < 40 && driver.at !== 'review'; count += 1) {
			const frame = expectSound(driver);
			expect(frame.split('\n').at(-1), driver.at).toMatch(/^ (\? help|ctrl-g help)/);
			driver.press('ctrl-g');
			expect(expectSound(driver)).toMatch(/esc close/);
			driver.press('escape', 'enter');
		}

		expect(expectSound(driver)).toContain('Dry run');
		driver.press('ctrl-s');
		expect(expectSound(driver)).toContain('Save as a profile');
	});

	test('what is to be said of one of a hundred ranges stands in the review, and so do the other answers', () => {
		const ranges = Array.from({length: 100}, (_, index) => `10.${index}.0.0/24`).join('\n');
		const driver = new Driver()
			.send({type: 'resize', ...size})
			.enterUntil('routing')
			.press('static', 'enter');
		driver.send({type: 'paste', text: ranges}).enterUntil('review');
		const finding = {rule: 'x', severity: 'refuse', field: 'routing.prefixes', message: 'overlaps the VPC'} as const;
		driver.send({type: 'checked', findings: [finding]}).press('up', 'up', 'up', 'up');
		const frame = expectSound(driver);
		expect(frame).toMatch(/❯ Ranges +10\.0\.0\.0\/24/);
		if (size.rows < 15) return; // there it is the focused answer that fills the screen
		expect(frame.replaceAll(/\s+/g, ' ')).toContain('100 ranges');
		expect(frame.replaceAll(/\s+/g, ' ')).toContain('overlaps the VPC');
		if (size.columns > 40) for (const label of ['Cloud gateway', 'Security']) expect(frame).toContain(label);
	});

	test('the help names every key of the footer', () => {
		const driver = new Driver()
			.send({type: 'resize', ...size})
			.enterUntil('gateway')
			.press('?');
		const pages = Array.from({length: 12}, () => {
			const frame = expectSound(driver);
			driver.press('down', 'down', 'down', 'down');
			return frame;
		}).join('\n');
		for (const text of ['KEYS ON THIS SCREEN', 'ctrl-r', 'reload', 'esc shift-tab', 'back', 'ctrl-u'])
			expect(pages).toContain(text);
	});

	test('names that a cloud would let through draw no further than their column', () => {
		const world: World = {
			...smallWorld,
			gateways: {
				'aws:eu-central-1': hostileNames.map((name, index) => gateway({id: `vgw-${index}`, name, attachedTo: name})),
			},
			sites: {'aws:eu-central-1': hostileNames.map((name, index) => site(`cgw-${index}`, {name}))},
		};
		const driver = new Driver(world).send({type: 'resize', ...size});
		for (const step of ['gateway', 'site', 'routes', 'review']) expectSound(driver.enterUntil(step));
	});
});

describe('a list', () => {
	test('shows what it filters by and how many are left, and what to do where none is', () => {
		const many = Array.from({length: 300}, (_, index) => gateway({id: `vgw-${1000 + index}`, name: `edge ${index}`}));
		const driver = new Driver({...smallWorld, gateways: {'aws:eu-central-1': many}})
			.enterUntil('gateway')
			.press('edge 29');
		expect(draw(driver)).toMatch(/filter: edge 29_ {3}13 of 300/);
		expect(draw(driver.press('zzz'))).toContain('ctrl-u clears the filter');
	});

	test('says of a row why it can’t be chosen: in short in the list, in full below', () => {
		const driver = new Driver().enterUntil('gateway').press('home');
		expect(draw(driver)).toMatch(/vgw-0dead.*– deleting/);
		expect(draw(driver.press('enter'))).toContain('vgw-0dead can’t be chosen: deleting');
	});

	const attachedTo = 'vpc-09bba43ef23e4bb6f 10.20.0.0/16, 10.21.0.0/16';
	const cut = [
		gateway({id: 'vgw-0052c0361a3b891c8', name: 'an edge with a long name', attachedTo}),
		gateway({id: 'vgw-2', name: 'b', attachedTo: ''}),
		gateway({id: 'vgw-3', name: 'c', selectable: false, reason: 'it is being deleted: choose another one'}),
	];

	test.each(sizes.slice(0, 3))(
		'says in full at $columns x $rows what the columns cut off the highlighted row',
		size => {
			const driver = new Driver({...smallWorld, gateways: {'aws:eu-central-1': cut}});
			driver
				.send({type: 'resize', ...size})
				.enterUntil('gateway')
				.press('home');
			const question = draw(driver).replaceAll(/│.*/g, ''); // without what is being built, beside it
			const words = question.replaceAll(/\s+/g, ' ');
			expect(words).toContain(attachedTo);
			expect(words).toContain('an edge with a long name');
		},
	);

	test('does not move while the highlight does: a long row, a short one, one that can’t be chosen', () => {
		const driver = new Driver({...smallWorld, gateways: {'aws:eu-central-1': cut}}).enterUntil('gateway').press('home');
		const places = ['home', 'down', 'down'].map(key => {
			const lines = draw(driver.press(key)).split('\n');
			return ['vgw-2 ', '+ none yet', 'A virtual private gateway (VGW)'].map(text =>
				lines.findIndex(line => line.includes(text)),
			);
		});
		expect(places[0]).not.toContain(-1);
		expect(places).toEqual([places[0], places[0], places[0]]);
	});

	test('says what failed, and which key tries again', () => {
		const driver = new Driver(smallWorld, false).press('enter', 'enter');
		const load = driver.effects.findLast(effect => effect.type === 'load' && effect.reading.what === 'regions');
		if (load?.type !== 'load') throw new Error('regions were never asked for');
		const trouble = {message: 'the network can’t be reached', mend: 'check the line', detail: 'ECONNREFUSED'};
		driver.send({type: 'load-failed', slot: load.slot, request: load.request, trouble});
		const frame = draw(driver);
		for (const text of ['the network can’t be reached', 'check the line', 'ECONNREFUSED', 'ctrl-r tries again'])
			expect(frame).toContain(text);
	});

	test('keeps what was read when the network goes, with the time of it, on the first screen as well', () => {
		const driver = new Driver().press('down', 'down', 'enter');
		expect(draw(driver)).toContain('existing');
		const before = fleet.of(driver.state)?.snapshot;
		if (!before) throw new Error('what stands was never asked for');
		const error = {
			kind: 'network',
			cloud: 'aws',
			code: 'ECONNREFUSED',
			message: 'no network',
			retryable: true,
			ambiguous: false,
		} as const;
		const places = before.places.map(each => ({...each, asOf: 1000, error, failures: 1}));
		driver.send({type: 'fleet', request: driver.state.awaited.fleet ?? 0, snapshot: {...before, places}});
		// a time of the machine's own zone
		const readAt = clockTime(1000, 1000);
		expect(draw(driver)).toContain('existing');
		expect(draw(driver).replace(/\s+/g, ' ')).toContain('can’t be read, what it said last stays: no network');
		expect(draw(driver)).toContain(`as of ${readAt}`);
		expect(draw(driver.press('escape'))).toContain(`read at ${readAt}`);
	});
});

describe('a form', () => {
	test('masks a typed key, shows it on ctrl-t, and masks it again when the field is left', () => {
		const driver = new Driver().enterUntil('security').press('enter', 'down', 'enter', 'S3cret.key');
		expect(draw(driver)).not.toContain('S3cret');
		expect(draw(driver)).toContain('••••••••••');
		expect(draw(driver.press('ctrl-t'))).toContain('S3cret.key');
		expect(draw(driver.press('tab'))).not.toContain('S3cret');
	});

	test('says that a value is suggested, in every field, cell and prompt, until it is touched', () => {
		const suggested = /Suggested:\s+what\s+you\s+type\s+replaces\s+it/;
		const form = new Driver().enterUntil('name');
		expect(draw(form)).toMatch(suggested);
		expect(draw(form.press('tab'))).not.toMatch(suggested); // no tags are suggested
		expect(draw(form.press('shift-tab', 'end'))).not.toMatch(suggested);
		expect(draw(form.enterUntil('review').press('ctrl-s'))).toMatch(suggested);
		expect(draw(form.press('x'))).not.toMatch(suggested);
		const pairs = new Driver().press('enter', 'down', 'enter').enterUntil('pairs');
		expect(draw(pairs)).toMatch(suggested);
		expect(draw(pairs.press('9'))).not.toMatch(suggested);
		expect(draw(pairs.press('tab'))).toMatch(suggested);
	});

	test('says what is wrong while it is typed, beside the field', () => {
		const driver = new Driver().enterUntil('site').press('end', 'enter', 'ctrl-u', '203.0.113.999');
		expect(draw(driver)).toContain('"203.0.113.999" has 999');
	});

	test.each([
		['aws', '203.0.113.999', 'has 999'],
		['aws', '58.211.9.300', 'has 300'],
		['aws', '1.2.3', '"1.2.3" is'],
		['tencent', '203.0.113.999', 'has 999'],
		['tencent', '1.2.3', '"1.2.3" is'],
	])('says on %s still why it stays once Enter has stopped at %s', async (cloud, address, why) => {
		const driver = await checked();
		driver.press('enter', ...(cloud === 'tencent' ? ['down'] : []), 'enter').enterUntil('site');
		driver.press('end', 'enter');
		const field = () => driver.state.form.focus;
		while (field() !== 'site.address') driver.press('tab');
		driver.press('ctrl-u', address);
		for (const key of ['', 'enter', 'enter']) {
			if (key !== '') driver.press(key);
			expect(field()).toBe('site.address');
			expect(draw(driver).split(why).length, key).toBe(2);
		}
	});

	test('says it in every text field', async () => {
		const static_ = (await checked()).enterUntil('routing').press('Static', 'enter').enterUntil('routes');
		expect(draw(static_.press('ctrl-u', '10.0.0.0/99', 'enter'))).toContain('10.0.0.0/99" has');
		const bgp = (await checked()).enterUntil('routes');
		while (bgp.state.form.focus !== 'insideCidr2') bgp.press('tab');
		bgp.press('ctrl-u', '169.254.8.300/30');
		const typed = bgp.state.form.focus;
		expect(draw(bgp)).toContain('has 300');
		expect(draw(bgp.press('enter'))).toContain('has 300');
		expect(bgp.state.form.focus).toBe(typed);
	});

	test('shows a rule’s finding at its field, and at the answer in the review', () => {
		const driver = new Driver().enterUntil('name');
		const finding = {rule: 'x', severity: 'warn', field: 'name', message: 'another connection has this name'} as const;
		driver.send({type: 'checked', findings: [finding]});
		expect(draw(driver)).toContain('another connection has this name');
		driver.press('enter', 'enter').send({type: 'checked', findings: [finding]});
		expect(driver.at).toBe('review');
		expect(draw(driver)).toContain('another connection has this name');
	});
});

test('the editor shows what a rule says of a range right below its pair, empty rows before it or not', () => {
	const driver = new Driver()
		.press('enter', 'down', 'enter')
		.enterUntil('pairs')
		.press('ctrl-n', 'ctrl-n', '10.1.0.0/16', 'tab', '10.1.2.0/24');
	const finding = {
		rule: 'x',
		severity: 'refuse',
		field: 'ranges[1].siteSide[0]',
		message: '10.1.2.0/24 lies in the VPC',
	} as const;
	driver.send({type: 'checked', findings: [finding]});
	const lines = draw(driver).split('\n');
	const row = lines.findIndex(line => line.includes('10.1.0.0/16'));
	expect(lines[row + 1]).toContain('10.1.2.0/24 lies in the VPC');
	expect(draw(driver)).toContain('1 to mend before creating');
});

test('the editor says how many pairs there is no room for, and its columns stay while one is typed', () => {
	const driver = new Driver().press('enter', 'down', 'enter').enterUntil('pairs');
	const ranges = Array.from({length: 30}, (_, index) => `10.1.${index}.0/24 -> 192.168.${index}.0/24`);
	driver.press('ctrl-n').send({type: 'paste', text: ranges.join('\n')});
	expect(draw(driver)).toMatch(/\+ add a pair {3}.*\d+ below/);
	expect(draw(driver.press('end', ...Array.from({length: 29}, () => 'down')))).toMatch(/\+ add a pair {3}\d+ above/);
	const column = () =>
		draw(driver)
			.split('\n')
			.find(line => line.includes('SITE SIDE'))
			?.indexOf('SITE SIDE');
	const before = column();
	driver.press('tab', ...', 172.16.100.0/24, 172.16.200.0/24');
	expect(column()).toBe(before);
});

test('without Unicode every screen is plain ASCII but for words', () => {
	const driver = new Driver().press('enter', 'down', 'enter').enterUntil('pairs');
	expect(draw(driver, true)).not.toMatch(/[❯✔✖⇄─│⏎↑↓]/);
});

test('where a new gateway has no VPC to go to, that is said, and what to do', () => {
	const gateways = {...smallWorld.gateways, 'aws:eu-central-1': []};
	const driver = new Driver({...smallWorld, gateways, vpcs: []}).enterUntil('gateway-vpc');
	const words = expectSound(driver).replaceAll(/\s+/g, ' ');
	expect(words).toContain('There is no VPC in eu-central-1: make one and press ctrl-r, or go back');
});

test.each([80, 100, 120])('the id of a gateway is whole at %i columns, since it is what one compares', columns => {
	const long = gateway({
		id: 'vgw-0123456789abcdef0',
		name: 'a gateway of a long name indeed',
		asn: 4_200_000_512,
		attachedTo: 'vpc-0123456789abcdef0 10.0.0.0/16',
	});
	const gateways = {...smallWorld.gateways, 'aws:eu-central-1': [long]};
	const driver = new Driver({...smallWorld, gateways}).send({type: 'resize', columns, rows: 30}).enterUntil('gateway');
	const row = draw(driver)
		.split('\n')
		.find(text => text.includes('❯ vgw-'));
	expect(row).toContain('vgw-0123456789abcdef0 ');
});

describe('what does not all fit', () => {
	const places = (driver: Driver) => /(\d+)–(\d+) of (\d+)/.exec(draw(driver))?.slice(1).map(Number) ?? [];
	const many = Array.from({length: 45}, (_, index) => gateway({id: `vgw-${1000 + index}`, name: `edge ${index}`}));
	const atGateways = () => new Driver({...smallWorld, gateways: {'aws:eu-central-1': many}}).enterUntil('gateway');

	test('is said in a list by the rows that are in sight, and moves nothing', () => {
		const driver = atGateways().send({type: 'resize', columns: 80, rows: 24}).press('home');
		const [from, to, of] = places(driver);
		expect(from).toBe(1);
		expect(of).toBe(47); // with the two offers
		const row = draw(driver)
			.split('\n')
			.findIndex(line => line.includes('vgw-1000'));
		expect(places(driver.press('end'))[1]).toBe(47);
		expect(
			draw(driver.press('home'))
				.split('\n')
				.findIndex(line => line.includes('vgw-1000')),
		).toBe(row);
		expect((to ?? 0) - (from ?? 0)).toBeGreaterThan(8);
		expect(draw(driver, true)).toMatch(/1-\d+ of 47/); // where the locale is not UTF-8
	});

	test('no count stands alone: where all are in sight they are "in all"', () => {
		const driver = atGateways().send({type: 'resize', columns: 120, rows: 60});
		expect(draw(driver)).toContain('45 in all');
		expect(draw(driver)).not.toMatch(/ {3}45\s*(│|$)/m);
	});

	test.each([
		[40, 15],
		[40, 10],
		[80, 12],
	])(
		'is said in the review and on the first screen at %i x %i: the top is not hidden without a word',
		(columns, rows) => {
			const driver = new Driver().enterUntil('review').send({type: 'resize', columns, rows});
			expect(places(driver)[1]).toBe(places(driver)[2]);
			expect(places(driver)[0]).toBeGreaterThan(1);
			const home = new Driver(smallWorld, false, {sandbox: false}).send({type: 'resize', columns, rows: 10});
			const why = {problem: 'No credentials were found', tried: ['environment', 'a place '.repeat(30)], profiles: []};
			const about = {name: 'berlin', cloud: 'aws', region: 'eu-central-1'} as const;
			home.send({type: 'runs', runs: [{id: 'r', about, detail: 'after 1 of 5', usable: true}]});
			home.send({
				type: 'signed-in',
				signIns: {aws: why, tencent: why},
				credentials: {aws: '', tencent: ''},
				regions: {aws: undefined, tencent: undefined},
			});
			home.press('end');
			expect(draw(home)).toMatch(/❯ Tencent Cloud/);
			expect(places(home)[0]).toBeGreaterThan(1);
		},
	);

	test.each(sizes.slice(0, 3))('nothing of the first screen is cut where $columns x $rows has lines for it', size => {
		const home = new Driver(smallWorld, false, {sandbox: false}).send({type: 'resize', ...size});
		const names = Array.from({length: 3}, (_, index) => ({
			name: `office-${index}-on-the-second-floor`,
			where: '',
			detail: '',
			usable: true,
		}));
		home.send({type: 'profiles', profiles: names});
		const why = {problem: 'No credentials were found', tried: ['environment'], profiles: []};
		home.send({
			type: 'signed-in',
			signIns: {aws: why, tencent: why},
			credentials: {aws: '', tencent: ''},
			regions: {aws: undefined, tencent: undefined},
		});
		const whole = (frame: string) => frame.replaceAll(/[\s❯]+/g, ' ');
		const frame = draw(home);
		expect(whole(frame)).toContain('Try it without an account');
		if (size.columns >= 80) expect(frame, frame).not.toContain('…');
		const last = 'office-2-on-the-second-floor';
		if (size.columns >= 80) expect(whole(frame)).toContain(last);
		expect(whole(draw(home.press('down')))).toContain(last);
	});

	test('a list of two shows both on a small screen: help gives way to rows', () => {
		const frame = draw(new Driver().press('enter').send({type: 'resize', columns: 40, rows: 15}));
		expect(frame).toMatch(/❯ AWS/);
		expect(frame).toMatch(/^ {3}Tencent Cloud/m);
	});

	test('a form says which of its fields are in sight where not all are', () => {
		const driver = new Driver().enterUntil('site').press('end', 'enter');
		const form = draw(driver.send({type: 'resize', columns: 40, rows: 15}));
		expect(form).toMatch(/ 1–\d of \d$/m);
		expect(draw(driver.press('tab'))).toMatch(/ 2–\d of \d$/m);
		expect(draw(driver.send({type: 'resize', columns: 80, rows: 40}))).not.toMatch(/ of \d$/m);
	});

	test('the footer says what Enter does on the row that it is on, before all else', () => {
		const driver = new Driver().enterUntil('review').send({type: 'resize', columns: 40, rows: 15});
		expect(draw(driver).split('\n').at(-1)).toMatch(/⏎ go on .*ctrl-c leave/);
		expect(draw(driver.press('home')).split('\n').at(-1)).toMatch(/⏎ edit .*ctrl-c leave/);
		const options = new Driver().enterUntil('options').send({type: 'resize', columns: 40, rows: 15});
		expect(draw(options).split('\n').at(-1)).toMatch(/⏎ go on .*ctrl-c leave/);
		expect(draw(options.press('down')).split('\n').at(-1)).toMatch(/⏎ change .*ctrl-c leave/);
		const home = new Driver().send({type: 'resize', columns: 40, rows: 15});
		expect(draw(home).split('\n').at(-1)).toMatch(/⏎ choose .*ctrl-c leave/);
	});

	test('is said in the options, and while one is looked for it is said how many are left', () => {
		const driver = new Driver().enterUntil('options').send({type: 'resize', columns: 80, rows: 24}).press('end');
		expect(places(driver)[1]).toBe(places(driver)[2]);
		expect(draw(driver.press('/', 'dpd'))).toMatch(/find: dpd_ {3}\d+ of \d+/);
		expect(draw(driver.press('zzz'))).toContain('No option is called that');
	});

	test('from the tenth pair on its number stands apart from its range', () => {
		const driver = new Driver().press('enter', 'down', 'enter').enterUntil('pairs');
		const text = Array.from({length: 12}, (_, index) => `10.${index}.0.0/16 -> 172.16.${index}.0/24`).join('\n');
		driver.send({type: 'paste', text}).send({type: 'resize', columns: 120, rows: 60});
		const frame = draw(driver);
		for (let number = 1; number <= 12; number += 1)
			expect(frame).toMatch(new RegExp(`[ ❯] {1,2}${number} 10\\.${number - 1}\\.0\\.0/16`));
		expect(frame).toContain('ctrl-y undo');
		expect(draw(driver.press('ctrl-y'))).not.toContain('ctrl-y undo');
	});

	test('the places on the way are listed with their numbers, and what is not open yet says why', () => {
		const driver = new Driver().enterUntil('site').press('ctrl-p', 'end');
		const frame = draw(driver);
		expect(frame).toMatch(/3 {2}cloud gateway/);
		expect(frame).toMatch(/❯ 0 {2}review\n\s+first site gateway: choose a site gateway/);
	});
});

test.each(sizes)(
	'of many route tables the one that is pointed at is in sight at $columns x $rows, by its whole name',
	size => {
		const routeTables = Array.from({length: 40}, (_, index) => ({
			...(smallWorld.routeTables[0] as (typeof smallWorld.routeTables)[number]),
			id: `rtb-0a1b2c3d4e5f6000${String(index).padStart(2, '0')}`,
			name: `private-subnet-${index}-end`,
		}));
		const driver = new Driver({...smallWorld, routeTables}).send({type: 'resize', ...size}).enterUntil('routes');
		for (const moves of [0, 1, 19, 39]) {
			driver.press(...Array<string>(moves - driver.state.form.box).fill('down'));
			const frame = draw(driver).replaceAll(/\s+/g, ' ');
			expect(frame).toContain(`rtb-0a1b2c3d4e5f6000${String(moves).padStart(2, '0')}`);
			if (size.rows >= 15) expect(frame).toContain(`private-subnet-${moves}-end`);
			expectSound(driver);
		}
	},
);

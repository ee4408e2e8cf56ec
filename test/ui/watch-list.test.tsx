import {renderToString} from 'ink';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import type {CloudErrorInfo} from '../../src/clouds/contract/cloud.ts';
import {Screen} from '../../src/ui/app.tsx';
import {asciiGlyphs, Look, unicodeGlyphs} from '../../src/ui/look.tsx';
import {stripOf} from '../../src/ui/parts/history-strip.ts';
import {cells} from '../../src/ui/text-width.ts';
import type {FleetChange} from '../../src/watch/fleet/fleet.ts';
import {clockTime} from '../../src/wizard/core/clock-time.ts';
import {connectionOf, fleetNow, placeOf, placeState, snapshotOf} from '../watch/fake-fleet.ts';
import type {Driver} from '../wizard/driver.ts';
import {changing, later, watching} from '../wizard/screens/watch/watching.ts';
import {hostileNames} from './hostile-names.ts';

// plain JavaScript of the build: what is written of a line that changed
const {changedCells}: {changedCells: (previous: string, next: string, columns: number) => string | undefined} =
	await import(new URL('../../src/build/shims/changed-cells.mjs', import.meta.url).href);

const sizes = [
	{columns: 200, rows: 60},
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 40, rows: 15},
];

/** As it goes to the terminal, with its colours. */
function drawn(driver: Driver, size = {columns: 120, rows: 40}, glyphs = unicodeGlyphs): readonly string[] {
	driver.send({type: 'resize', ...size});
	const frame = renderToString(
		<Look glyphs={glyphs}>
			<Screen state={driver.state} />
		</Look>,
		{columns: size.columns},
	);
	return frame.split('\n');
}

const draw = (...given: Parameters<typeof drawn>): readonly string[] => drawn(...given).map(own => stripAnsi(own));

const flat = (lines: readonly string[]) => lines.join(' ').replace(/\s+/g, ' ');

const lab = placeOf({cloud: 'aws', region: 'eu-west-1', profile: 'lab'});
const guangzhou = placeOf({cloud: 'tencent', region: 'ap-guangzhou'});
const fleet = [
	connectionOf({id: 'vpn-1', name: 'berlin', tunnels: ['UP', 'DOWN'], tunnel: {acceptedRoutes: 5}}),
	connectionOf({id: 'vpn-2', name: 'hamburg', place: lab}),
	connectionOf({id: 'vpnx-3', name: 'shanghai', place: guangzhou, tunnels: ['DOWN'], history: {sinceFrom: 'seen'}}),
];
const refused: CloudErrorInfo = {
	cloud: 'aws',
	kind: 'api',
	code: 'UnauthorizedOperation',
	message: 'You are not authorized',
	retryable: false,
	ambiguous: false,
};

test('what part is in sight counts connections, and no titles between them', () => {
	const many = Array.from({length: 60}, (_, index) =>
		connectionOf({
			id: `vpn-${index}`,
			place: placeOf({cloud: 'aws', region: index % 2 ? 'eu-west-1' : 'eu-central-1'}),
		}),
	);
	const list = watching(many);
	expect(flat(draw(list))).toMatch(/1–\d+ of 60/);
	// by cloud, by account, by region
	list.press('g', 'g', 'g');
	const text = flat(draw(list));
	expect(text).toContain('by region');
	expect(text).toMatch(/1–\d+ of 60/);
});

describe.each(sizes)('the list at $columns x $rows', size => {
	const driver = () => watching(fleet);

	test('fills the screen and no more, and says how all stand, what is wrong, and how old that is', () => {
		const lines = draw(driver(), size);
		expect(lines.length).toBeLessThanOrEqual(size.rows);
		for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(size.columns);
		const text = flat(lines);
		for (const word of ['3 connections', '1 down', '1 degraded', '1 up', '3 of 5 tunnels UP', 'as of under 5 s ago'])
			expect(text).toContain(word);
		for (const name of ['berlin', 'hamburg', 'shanghai']) expect(text).toContain(name);
		expect(text.indexOf('shanghai')).toBeLessThan(text.indexOf('hamburg'));
	});

	test('draws names of any kind without a broken line', () => {
		const named = hostileNames.map((name, index) =>
			connectionOf({id: `vpn-${index}`, name, trouble: name, tags: {site: name}, tunnels: ['DOWN', 'UP']}),
		);
		const hostile = watching(named).press('g', 'g', 'g', 'g', 'g');
		for (const glyphs of [unicodeGlyphs, asciiGlyphs]) {
			const lines = draw(hostile, size, glyphs);
			expect(lines.length).toBeLessThanOrEqual(size.rows);
			for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(size.columns);
			expect(lines.join('')).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/);
		}
	});

	test('names a place that can’t be read, and the others stay', () => {
		const places = [
			placeState(placeOf()),
			placeState(lab, {error: refused, failures: 2, asOf: fleetNow - 3_600_000}),
			placeState(guangzhou),
		];
		const text = flat(draw(changing(driver(), fleet, {places}), size));
		expect(text).toContain('✖ AWS · lab · eu-west-1');
		expect(text).toContain('hamburg');
		expect(text).toContain('berlin');
	});
});

describe('a row', () => {
	test('tells each tunnel’s state, since when, and what is wrong in words', () => {
		const row = draw(watching(fleet), {columns: 200, rows: 60}).find(line => line.includes('berlin')) ?? '';
		expect(row).toMatch(/! degraded +berlin +vpn-1 +AWS +as found +eu-central-1 +● UP +○ DOWN +1 min, 2 min +5, 5/);
		expect(row).toMatch(/ IPSEC IS DOWN *$/);
	});

	test('marks a time that was seen here, and a state that is too old to be believed', () => {
		const stale = [placeState(placeOf()), placeState(lab), placeState(guangzhou, {isStale: true})];
		const driver = watching(fleet, {}, {places: stale});
		const row = draw(driver, {columns: 200, rows: 60}).find(line => line.includes('shanghai')) ?? '';
		expect(row).toContain('○ down ?');
		expect(row).toContain('~1 min');
		expect(row).toContain(`as of ${clockTime(fleetNow - 4000, fleetNow)}`);
		expect(flat(draw(driver, {columns: 200, rows: 60}))).toContain(
			'not up to date: Tencent Cloud · as found · ap-guangzhou',
		);
	});

	test('tells cloud and account whole where there is room, and a long name before what is blank', () => {
		const place = (cloud: 'aws' | 'tencent') => ({
			...placeOf({cloud, region: cloud === 'aws' ? 'ap-northeast-1' : 'na-siliconvalley', profile: 'staging'}),
			account: 'staging (111122223333)',
		});
		const rows = (['aws', 'tencent'] as const).map((cloud, index) =>
			connectionOf({
				id: `vpn-0123456789abcdef${index}`,
				name: 'warehouse-portland-01',
				place: place(cloud),
				tunnels: ['DOWN', 'UP'],
				history: {since: fleetNow - 60_000},
			}),
		);
		const other = {...rows[1]!, place: {...place('tencent'), account: 'retail (100000000002)'}};
		const lines = draw(watching([rows[0]!, other]), {columns: 200, rows: 60});
		expect(lines.find(each => each.includes('retail'))).toMatch(/Tencent Cloud {2,}retail \(100000000002\)/);
		expect(lines.find(each => each.includes('staging'))).toContain('staging (111122223333)');
		expect(draw(watching([rows[0]!, other]), {columns: 120, rows: 40}).join('\n')).toContain('warehouse-portland-01');
	});

	test('tells the first of two times whole where there is no room for both, never a piece of one', () => {
		const rows = [
			connectionOf({id: 'vpn-1', name: 'a-name-of-twenty-let', tunnels: ['UP', 'DOWN'], place: lab}),
			...fleet,
		];
		for (const columns of [40, 60, 80, 100])
			for (const row of draw(watching(rows), {columns, rows: 24}).filter(each => /[!○] (degraded|down)/.test(each)))
				expect(row).not.toMatch(/\d (m|mi|min,|s,|h,)?…/);
	});

	test('says below the list what its columns have no room for', () => {
		const lines = draw(watching(fleet), {columns: 80, rows: 24});
		expect(flat(lines.slice(-7))).toContain('vpnx-3 · ap-guangzhou · account as found · Tencent Cloud');
	});
});

describe('over a slow line', () => {
	const bytesOf = (text: string) => Buffer.byteLength(text);
	const all = Array.from({length: 1000}, (_, index) =>
		connectionOf({
			id: `vpn-${1000 + index}`,
			name: `store-${index}`,
			tunnels: index < 60 ? ['DOWN', 'UP'] : ['UP', 'UP'],
		}),
	);
	const fallen = (connection: (typeof all)[number], index: number, tick: number) =>
		index >= 500 && index < 510 + tick * 10
			? connectionOf({id: connection.status.id, name: connection.status.name, tunnels: ['UP', 'DOWN']})
			: connection;

	test('ticks that change 1 % of 1,000 connections write less than a twentieth of the screen, and seconds within the pace nothing', () => {
		const driver = watching(all);
		let before = drawn(driver);
		const whole = bytesOf(before.join('\n'));
		const written = Array.from({length: 5}, (_, tick) => {
			later(driver, 1);
			const places = [placeState(placeOf(), {asOf: driver.state.now, nextAt: driver.state.now + 2500})];
			const next = drawn(
				changing(
					driver,
					all.map((connection, index) => fallen(connection, index, tick)),
					{places},
				),
			);
			const bytes = next.map((own, index) =>
				own === before[index] ? '' : (changedCells(before[index] ?? '', own, 120) ?? own),
			);
			before = next;
			return bytes.reduce((sum, own) => sum + bytesOf(own), 0);
		});
		for (const bytes of written) expect(bytes).toBeLessThan(whole * 0.05);
		for (let second = 0; second < 3; second += 1) {
			later(driver, 1);
			expect(drawn(driver)).toEqual(before);
		}
	});
});

describe('what is wrong', () => {
	const message = 'no proposal chosen by the site’s gateway';
	const sick = (over: {readonly tunnel?: object} = {}) => [
		connectionOf({
			id: 'vpn-00e985d66380f2160',
			name: 'store-gdansk',
			tunnels: ['DOWN', 'DOWN'],
			tunnel: {message},
			trouble: `both tunnels DOWN: ${message}`,
			...over,
		}),
		connectionOf({id: 'vpn-00e985d66380f2161', name: 'store-lyon'}),
	];
	const rowAt = (columns: number, rows: number, connections = sick()) => draw(watching(connections), {columns, rows});

	test('stands in its cell in the cloud’s own words, without what the state says', () => {
		const row = rowAt(200, 60).find(line => line.includes('down  '));
		expect(row).toContain(message);
		expect(row).not.toContain('both tunnels');
	});

	test('is cut between words, and told in full below', () => {
		const lines = rowAt(80, 24);
		expect(lines.find(line => /down .*store-gdansk/.test(line))).toMatch(/ no proposal chosen( by( the)?)? … *$/);
		expect(flat(lines)).toContain(`both tunnels DOWN: ${message}`);
	});

	test.each([['connected, health check fails', 'health check fails']])(
		'of %s a narrow cell has the part that is wrong',
		(words, told) => {
			const lines = rowAt(80, 24, sick({tunnel: {message: words}}));
			expect(lines.find(line => /down .*store-gdansk/.test(line))).toContain(told);
		},
	);

	test('of many places that are old three are named, and the others counted', () => {
		const places = Array.from({length: 9}, (_, index) =>
			placeState(placeOf({cloud: 'aws', region: `xx-north-${index}`}), {isStale: true}),
		);
		const text = flat(draw(watching(fleet, {}, {places})));
		expect(text).toContain('xx-north-2, and 6 more');
		expect(text).not.toContain('xx-north-3');
	});

	test('on the smallest screen stands with since when, before ids and clouds, with the key that tells why', () => {
		const lines = rowAt(40, 15);
		expect(lines.find(line => line.includes('STATE'))).toContain('SINCE');
		expect(flat(lines)).toContain(`both tunnels DOWN: ${message}`);
		expect(lines.at(-1)).toMatch(/\? help +d why +\/ filter.* q leave/);
	});
});

describe('the strip of the last hour', () => {
	const minute = 60_000;
	const now = Date.UTC(2026, 10, 21, 17, 4);
	const strip = (
		spells: readonly {readonly state: 'UP' | 'DOWN' | 'unseen'; readonly from: number; readonly to: number}[],
	) => stripOf(connectionOf({id: 'vpn-1', tunnels: ['UP'], history: {spells}}), now, now, unicodeGlyphs);

	test('tells up, down, both, and that nobody looked', () => {
		expect(
			strip([
				{state: 'UP', from: now - 34 * minute, to: now - 19 * minute},
				{state: 'DOWN', from: now - 19 * minute, to: now - 7 * minute},
				{state: 'unseen', from: now - 7 * minute, to: now - 4 * minute},
				{state: 'UP', from: now - 4 * minute, to: now},
			]),
		).toBe('·····███▁▁▁█');
	});

	test('a short fall is seen', () => {
		expect(
			strip([
				{state: 'UP', from: now - 90 * minute, to: now - 10 * minute},
				{state: 'DOWN', from: now - 10 * minute, to: now - 9 * minute},
				{state: 'UP', from: now - 9 * minute, to: now},
			]),
		).toBe('█████████▄██');
	});
});

describe('what is said above and below', () => {
	const change = (number: number, over: Partial<FleetChange> = {}): FleetChange => ({
		number,
		at: fleetNow,
		connection: fleet[0]!.key,
		place: placeOf(),
		id: 'vpn-1',
		name: 'berlin',
		what: {kind: 'tunnel', number: 2, tunnel: 'x', from: 'UP', to: 'DOWN', message: 'IPSEC IS DOWN'},
		...over,
	});

	test('the newest change alone, and with those that came with it', () => {
		const time = clockTime(fleetNow, fleetNow);
		expect(flat(draw(watching(fleet, {}, {changes: [change(1)]})))).toContain(
			`${time} berlin tunnel 2 DOWN: IPSEC IS DOWN`,
		);
		const back = change(3, {what: {kind: 'tunnel', number: 1, tunnel: 'y', from: 'DOWN', to: 'UP', message: ''}});
		const old = change(0, {at: fleetNow - 600_000});
		expect(flat(draw(watching(fleet, {}, {changes: [back, change(2), change(1), old]})))).toContain(
			`${time} 3 tunnels changed: 2 DOWN, 1 UP · newest berlin tunnel 1`,
		);
	});

	test('that it is paused, that the machine slept, and the oldest of ages that differ', () => {
		const places = [placeState(placeOf()), placeState(lab, {asOf: fleetNow - 600_000}), placeState(guangzhou)];
		const clock = {kind: 'slept', at: fleetNow, ms: 600_000} as const;
		const text = flat(draw(watching(fleet, {}, {places, clock}).press('p')));
		expect(text).toContain('PAUSED');
		expect(text).toContain('as of under 5 s ago, the oldest 10 min (AWS · lab · eu-west-1) · paused');
		expect(text).toContain('this machine slept for 10 min');
	});

	test('problems that came further down, and the key that sorts', () => {
		const many = Array.from({length: 60}, (_, index) => connectionOf({id: `vpn-${100 + index}`}));
		const driver = changing(watching(many), [...many.slice(0, 59), connectionOf({id: 'vpn-159', tunnels: ['DOWN']})]);
		expect(flat(draw(driver))).toContain('1 new problem further down · . sorts now');
		expect(flat(draw(driver.press('.')))).not.toContain('new problem');
	});

	test('the column that rows are in order by, the filter, and how many it means', () => {
		const driver = watching(fleet).press('s');
		expect(flat(draw(driver))).toContain('NAME ↓');
		expect(flat(draw(driver.press('S')))).toContain('NAME ↑');
		const filtered = flat(draw(driver.press('/', 'ham')));
		expect(filtered).toContain('filter: ham_ 1 of 3');
		expect(filtered).not.toContain('berlin');
		expect(flat(draw(driver.press('escape')))).toContain('berlin');
	});

	test('an order by a column that has no room is told all the same', () => {
		const driver = watching(fleet).press('s', 's', 's', 's');
		expect(flat(draw(driver, {columns: 80, rows: 24}))).toContain('in order of account');
		expect(flat(draw(driver, {columns: 200, rows: 60}))).toContain('ACCOUNT ↓');
	});

	test('sections with their own counts', () => {
		const text = flat(draw(watching(fleet).press('g', 'g')));
		expect(text).toContain('- AWS · as found 1 degraded');
		expect(text).toContain('- AWS · lab ● 1 up');
	});

	test.each([
		['nothing is chosen', watching([], {}, {places: []}), 'Nothing is chosen to be watched: w chooses'],
		[
			'one of two places gives no answer',
			watching(
				[],
				{},
				{
					places: [
						placeState(placeOf()),
						placeState(placeOf({cloud: 'tencent', region: 'x'}), {error: refused, asOf: undefined}),
					],
				},
			),
			'No connection in what could be read',
		],
		['nothing stands there', watching([], {}, {places: [placeState(placeOf())]}), 'No connection in what is watched'],
		[
			'nothing can be read',
			watching([], {}, {places: [placeState(placeOf(), {error: refused, asOf: undefined})]}),
			'Nothing could be read yet',
		],
		['it is being found out what is meant', watching([], {}, {places: [], isFinding: true}), 'reading connections'],
		[
			'nothing has answered yet',
			watching([], {}, {places: [placeState(placeOf(), {asOf: undefined})]}),
			'reading connections',
		],
	])('why there is no row: %s', (_, driver, says) => {
		expect(flat(draw(driver))).toContain(says);
	});

	test('why nothing can be watched at all, and what can be done', () => {
		const driver = watching([]);
		const trouble = {message: 'no credentials were found', mend: 'run: aws configure sso'};
		driver.send({type: 'fleet-failed', request: driver.state.awaited.fleet ?? 0, trouble});
		const text = flat(draw(driver));
		for (const word of ['no credentials were found', 'aws configure sso', 'w chooses what is watched'])
			expect(text).toContain(word);
	});
});

test('the counts of the header are those of the connections', () => {
	const {counts, connections} = snapshotOf(fleet);
	expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(connections.length);
	expect(flat(draw(watching(fleet)))).toContain('3 connections · ○ 1 down · 1 degraded · ● 1 up');
});

test('a problem that is known says so in words, in the list and in the view of the connection, until it calls again', () => {
	const driver = watching([connectionOf({id: 'vpn-1', name: 'berlin', tunnels: ['UP', 'DOWN']})]);
	expect(flat(draw(driver))).not.toContain('known');
	driver.press('a');
	expect(flat(draw(driver))).toContain('known · tunnel 2 DOWN');
	driver.press('enter');
	for (const size of sizes) expect(flat(draw(driver, size))).toContain('known: calls nobody until');
	driver.press('a');
	expect(flat(draw(driver))).not.toContain('known');
	driver.press('a', 'escape');
	changing(driver, [connectionOf({id: 'vpn-1', name: 'berlin', tunnels: ['DOWN', 'DOWN']})]);
	expect(flat(draw(driver))).not.toContain('known');
});

test('that nothing can be changed stands above, on every screen', () => {
	const driver = watching([connectionOf({id: 'vpn-1'})], {readOnly: true});
	expect(draw(driver)[0]).toContain('read only');
	expect(draw(driver.press('enter'))[0]).toContain('read only');
});

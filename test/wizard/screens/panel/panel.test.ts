import {describe, expect, it, test} from 'vitest';
import type {ConnectionSight, Traffic} from '../../../../src/clouds/contract/sight.ts';
import {historyCells} from '../../../../src/wizard/core/history-cells.ts';
import type {PageLine} from '../../../../src/wizard/core/page-line.ts';
import {clockSpan, shortSpan} from '../../../../src/wizard/core/spans.ts';
import {panelKeys} from '../../../../src/wizard/screens/panel/keys.ts';
import {ageOf, openingPanel, type PanelModel} from '../../../../src/wizard/screens/panel/model.ts';
import {panelSummary, watchCommand} from '../../../../src/wizard/screens/panel/summary.ts';
import {rate} from '../../../../src/wizard/screens/panel/traffic-view.ts';
import {viewLines} from '../../../../src/wizard/screens/panel/view-lines.ts';
import {connectionOf, identity, press, snapshotOf, t0} from '../../../ui/fixtures.ts';
import {type PanelEvent, updatePanel} from '../../happenings.ts';
import {wizardAtHome} from '../../played.ts';

const start = {
	...{cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529', identity, accountOptions: {}, now: t0},
} as const;
const seen = (...given: Parameters<typeof snapshotOf>): PanelEvent => ({
	type: 'fleet',
	snapshot: snapshotOf(...given),
});
const one = (over: Parameters<typeof snapshotOf>[1] = {}) => seen([connectionOf('berlin-office')], over);
const happened = (model: PanelModel, event: PanelEvent | string) =>
	updatePanel(model, typeof event === 'string' ? {type: 'key', key: press(event)} : event);
const played = (...events: readonly (PanelEvent | string)[]): PanelModel =>
	events.reduce<PanelModel>((model, event) => happened(model, event).model, openingPanel(start));
const labels = (model: PanelModel) =>
	panelKeys(model, wizardAtHome()).flatMap(({label, disabled}) => (disabled ? [] : [label]));
const lines = (model: PanelModel) => viewLines(model, 60);
const words = (said: readonly PageLine[]) => JSON.stringify(said);
const factOf = (model: PanelModel, label: string) =>
	lines(model).flatMap(each => (each.kind === 'fact' && each.label === label ? [each.text] : []));

const sight: ConnectionSight = {
	at: t0,
	tunnels: [{key: '3.120.14.7', negotiated: {ikeVersion: 'ikev2', phase1Encryption: 'AES256', phase1DhGroup: '14'}}],
	routes: [{destination: '192.168.0.0/16', table: 'rtb-1', origin: 'learned', state: 'active', raw: 'active'}],
	notPropagated: [],
	gateways: [],
	unread: [],
};
const sightRead = (found: Partial<ConnectionSight> = {}): PanelEvent => ({
	...{type: 'view-read', view: 'sight', at: t0},
	found: {...sight, ...found},
});

describe('what is shown of one connection', () => {
	it('follows it in the fleet, whatever else is watched', () => {
		const others = [connectionOf('a', 2, 'vpn-1'), connectionOf('berlin-office'), connectionOf('b', 1, 'vpn-2')];
		const model = played(seen(others));
		expect(model.connection?.status.id).toBe('vpn-40f41529');
		expect(model.changes).toEqual([]);
		const moved = happened(model, seen([...others].reverse())).model;
		expect(moved.connection?.status.name).toBe('berlin-office');
	});

	it('stays, marked, when its cloud tells of it no more, and nothing can be done to it then', () => {
		const model = played(one(), seen([connectionOf('a', 2, 'vpn-1')]));
		expect(model).toMatchObject({isGone: true, connection: {status: {id: 'vpn-40f41529'}}});
		for (const label of ['hand-over', 'edit', 'delete', 'renew keys']) expect(labels(model)).not.toContain(label);
		expect(played(one(), one()).isGone).toBe(false);
		// that its place can't be asked is another thing
		const error = {cloud: 'aws', kind: 'network', code: 'X', message: 'm', retryable: true, ambiguous: false} as const;
		expect(played(one(), seen([], {place: {error}})).isGone).toBe(false);
	});

	it('tells the age of it, which grows with the clock, and when it is too old', () => {
		expect(ageOf(played(one()))).toBe('as of 4 s ago · next in 6 s');
		expect(ageOf(happened(played(one()), {type: 'clock', now: t0 + 120_000}).model)).toBe(
			'as of 2 min ago · next in 0 s',
		);
		expect(ageOf(played(one({place: {isStale: true, isThrottled: true}})))).toBe(
			'OLD · as of 4 s ago · throttled · next in 6 s',
		);
		expect(ageOf(played(one({isPaused: true})))).toBe('as of 4 s ago · paused');
		expect(ageOf(played(seen([], {place: {asOf: undefined, polling: true}})))).toBe('nothing read yet · asking now');
	});

	it('says since when a tunnel is as it is by the cloud, or else by what was seen here', () => {
		const told = (model: PanelModel) =>
			lines(model).flatMap(each => (each.kind === 'tunnel' ? [each.says] : []))[0] ?? '';
		expect(told(played(one()))).toMatch(/^for 12 min, since [\d:]+$/);
		const snapshot = snapshotOf([connectionOf('berlin-office')]);
		const [connection] = snapshot.connections;
		const silent = (sinceFrom: 'seen' | 'found') => {
			const history = connection!.history.map(each => ({...each, sinceFrom}));
			return {...snapshot, connections: [{...connection!, history}]};
		};
		expect(told(played({type: 'fleet', snapshot: silent('seen')}))).toMatch(/^for ~12 min, since ~[\d:]+$/);
		const found = told(played({type: 'fleet', snapshot: silent('found')}));
		expect(found).toMatch(/^for at least 12 min, found so at [\d:]+$/);
	});

	test.each([
		['tencent', 'bgp', true],
		['tencent', 'static', false],
		['aws', 'bgp', false],
	] as const)('of %s with %s routing it is said that BGP is not told of: %s', (cloud, routing, isSaid) => {
		const opening = openingPanel({...start, cloud});
		const model = happened(opening, seen([{...connectionOf('a'), cloud, routing}])).model;
		expect(words(lines(model)).includes('does not say whether its session is up')).toBe(isSaid);
	});

	test.each([
		[undefined, 'session is up: see the device'],
		[0, 'has learned no route by it: see the device'],
		[7, 'has learned 7 routes by it'],
	] as const)('of a session that is not told of, %s learned routes tell: %s', (acceptedRoutes, said) => {
		const {tunnels, ...rest} = connectionOf('a');
		const own = tunnels.map(({acceptedRoutes: _, ...tunnel}) => ({
			...tunnel,
			...(acceptedRoutes === undefined ? {} : {acceptedRoutes}),
		}));
		const only = {...rest, tunnels: own, cloud: 'tencent', routing: 'bgp'} as const;
		const model = happened(openingPanel({...start, cloud: 'tencent'}), seen([only])).model;
		expect(factOf(model, 'routing')[0]).toMatch(new RegExp(`${said}$`));
	});
});

describe('the views', () => {
	it('are opened by their numbers and by the arrows, around', () => {
		const at = (...keys: string[]) => played(one(), ...keys).view;
		expect([at(), at('2'), at('6'), at('right'), at('left'), at('6', 'right')]).toEqual([
			...['tunnels', 'traffic', 'maintenance', 'traffic', 'maintenance', 'tunnels'],
		]);
		expect(played(one(), 'down', 'down', '3').top).toBe(0);
	});

	it('are read when they are opened, and traffic at most once a minute while it is looked at', () => {
		const reads = (model: PanelModel, event: PanelEvent | string) =>
			happened(model, event).effects.flatMap(effect => (effect.type === 'read-view' ? [effect.view] : []));
		expect(reads(openingPanel(start), one())).toEqual(['sight', 'maintenance']);
		const open = played(one());
		expect(reads(open, one())).toEqual([]);
		expect(reads(open, '2')).toEqual(['traffic']);
		const found = {stepSeconds: 60, source: 's', series: []};
		const traffic = played(one(), '2', {type: 'view-read', view: 'traffic', at: t0, found});
		expect(reads(traffic, {type: 'clock', now: t0 + 59_000})).toEqual([]);
		expect(reads(traffic, {type: 'clock', now: t0 + 60_000})).toEqual(['traffic']);
		// not while another view is open
		expect(reads(happened(traffic, '4').model, {type: 'clock', now: t0 + 600_000})).toEqual([]);
		expect(reads(traffic, 'r')).toEqual(['traffic']);
	});

	it('of a connection that is gone are not read any more', () => {
		const gone = played(one(), '2', seen([connectionOf('a', 2, 'vpn-1')]));
		expect(happened(gone, {type: 'clock', now: t0 + 900_000}).effects).toEqual([]);
	});

	it('keep what was found beside why it could not be read again, each with its age', () => {
		const model = played(
			one(),
			'3',
			sightRead(),
			{type: 'clock', now: t0 + 30_000},
			{
				type: 'view-failed',
				view: 'sight',
				trouble: {message: 'not allowed', mend: 'allow it'},
			},
		);
		expect(words(lines(model))).toContain('the routes could not be read again: not allowed');
		expect(words(lines(model))).toContain('192.168.0.0/16');
		expect(lines(model)[0]).toMatchObject({kind: 'heading', says: 'read 30 s ago'});
		const failed = played(one(), '3', {type: 'view-failed', view: 'sight', trouble: {message: 'not allowed'}});
		expect(words(lines(failed))).toContain('the routes could not be read: not allowed');
	});

	it('say of what nobody could read that it is not known, and never that there is none', () => {
		expect(words(lines(played(one(), '3', sightRead({routes: undefined}))))).toContain('Not known');
		expect(words(lines(played(one(), '3', sightRead({routes: []}))))).toContain('nothing finds the way back');
		const blocked = sightRead({gateways: [{gateway: 'vpngw-1', kind: 'blocked', quote: 'IsAddressBlocked: true'}]});
		expect(words(lines(played(one(), '3', blocked)))).toContain('blocked · IsAddressBlocked: true');
	});

	it('begin with what is wrong with its gateway, how old that is, and why there is nothing newer', () => {
		const troubled = connectionOf('berlin-office');
		const quote = 'VpcAttachments: vpc-1 detached';
		const status = {...troubled, gatewayTroubles: [{gateway: 'vgw-1', kind: 'not available', quote}]} as const;
		const [place] = snapshotOf([troubled]).places;
		if (!place) throw new Error('no place');
		const told = (gateways: typeof place.gateways) =>
			played(seen([status], {places: [{...place, ...(gateways && {gateways})}]}));
		const model = told({asOf: t0 - 120_000, error: undefined});
		expect(lines(model)[0]).toMatchObject({kind: 'fact', tone: 'bad'});
		expect(factOf(model, 'its gateway')).toEqual([`vgw-1 not available · ${quote} · read 2 min ago`]);
		const error = {
			cloud: 'aws',
			kind: 'api',
			code: 'X',
			message: 'not allowed',
			retryable: false,
			ambiguous: false,
		} as const;
		expect(words(lines(told({asOf: undefined, error})))).toContain('the state of gateways can’t be read: not allowed');
		expect(words(lines(told({asOf: t0, error})))).toMatch(/can’t be read, what it was at [\d:]+ stays: not allowed/);
		expect(words(lines(played(one())))).not.toContain('gateways can’t be read');
	});

	it('tell what was negotiated at its own tunnel', () => {
		const model = played(one(), sightRead());
		expect(factOf(model, 'negotiated')).toEqual(['ikev2 · phase 1 AES256, group 14']);
	});

	it('tell changes with their times, and which of them nobody saw', () => {
		const snapshot = snapshotOf([connectionOf('berlin-office')]);
		const [newest, older] = snapshot.changes;
		if (newest?.what.kind !== 'tunnel' || !older) throw new Error('no changes');
		const unseen = {...newest, what: {...newest.what, unseen: true as const}};
		const model = played({type: 'fleet', snapshot: {...snapshot, changes: [unseen, older]}}, '4');
		expect(lines(model).filter(({kind}) => kind === 'change')).toMatchObject([
			{what: 'tunnel 2', from: 'UP', to: 'DOWN', says: 'IPSEC IS DOWN', isUnseen: true},
			{what: 'tunnel 1', from: 'DOWN', to: 'UP', isUnseen: false},
		]);
		expect(words(lines(model))).toContain('in which nobody looked');
	});
});

describe('traffic', () => {
	const points = (values: readonly (number | undefined)[]) =>
		values.flatMap((bytesPerSecond, index) =>
			bytesPerSecond === undefined ? [] : [{at: t0 - 3_600_000 + index * 300_000, bytesPerSecond}],
		);
	const shown = (traffic: Partial<Traffic>, bars = 60) =>
		viewLines(
			played(one(), '2', {
				...{type: 'view-read', view: 'traffic', at: t0},
				found: {stepSeconds: 300, source: 'CloudWatch AWS/VPN', series: [], ...traffic},
			} as PanelEvent),
			bars,
		);
	const barsOf = (said: readonly PageLine[]) => said.flatMap(each => (each.kind === 'bars' ? [each.bars] : []));

	it('has gaps where the cloud has no point, and nought where it counted none', () => {
		const series = [{tunnel: '3.120.14.7', direction: 'in', points: points([5, 0, undefined, 7])}] as const;
		const [bars] = barsOf(shown({series}));
		expect(bars).toMatchObject({values: [5, 0, undefined, 7], most: 7, says: 'last 7 B/s · most 7 B/s'});
	});

	it('of a series that ends before the others is not known at the end', () => {
		const series = [
			{direction: 'in', points: points([1, 2, 3])},
			{direction: 'out', points: points([1, 2])},
		] as const;
		const [into, out] = barsOf(shown({series}));
		expect([into?.values, out?.values]).toEqual([
			[1, 2, 3],
			[1, 2, undefined],
		]);
		expect(out?.says).toBe('last not known · most 2 B/s');
	});

	it('with more points than there is room for is the mean of some of them, over the same time', () => {
		const series = [{direction: 'in', points: points([2, 4, undefined, 6, undefined, undefined])}] as const;
		const other = [{direction: 'out', points: points([1, 1, 1, 1, 1, 1])}] as const;
		const [bars] = barsOf(shown({series: [...series, ...other]}, 3));
		expect(bars?.values).toEqual([3, 6, undefined]);
	});

	it('of which the cloud has no point at all is said to be unknown', () => {
		const said = words(shown({series: [{direction: 'in', points: []}], note: 'bytes move on a dead path too'}));
		expect(said).toContain('not the same as no traffic');
		expect(said).toContain('CloudWatch AWS/VPN');
		expect(said).toContain('bytes move on a dead path too');
	});

	test.each([
		[0, '0 B/s'],
		[999, '999 B/s'],
		[1500, '1.5 kB/s'],
		[125_000_000, '125 MB/s'],
		[2e15, '2000 TB/s'],
	])('%d bytes a second are %s', (value, said) => {
		expect(rate(value)).toBe(said);
	});
});

describe('the strip of the last hour', () => {
	const minute = 60_000;
	const cells = (...spells: readonly (readonly ['UP' | 'DOWN' | 'UNKNOWN', number, number])[]) =>
		historyCells(
			spells.map(([state, from, to]) => ({state, from: t0 - from * minute, to: t0 - to * minute})),
			...([t0, 60 * minute, 6] as const),
		);

	it('is UP only where that was seen, and DOWN however short that was', () => {
		expect(cells(['UP', 60, 41], ['DOWN', 41, 40.5], ['UP', 40.5, 30], ['UNKNOWN', 20, 10])).toEqual([
			...['UP', 'DOWN', 'UP', 'unseen', 'UNKNOWN', 'unseen'],
		]);
		expect(cells(['DOWN', 35, 35])[2]).toBe('DOWN');
	});
});

describe('leaving', () => {
	it('prints ids, addresses, what to do and how to watch again', () => {
		const text = panelSummary(played(seen([connectionOf('berlin\u001B[2J-office')]))).join('\n');
		for (const part of [
			...['berlin-office', 'vpn-40f41529', '3.120.14.7', '203.0.113.10', '169.254.58.232/30', 'device', 'for 12 min'],
			'tunnelwright status vpn-40f41529 --cloud aws --region eu-central-1 --watch',
		])
			expect(text).toContain(part);
		expect(text).not.toContain('\u001B');
	});

	it('does not promise that the sandbox is still there', () => {
		const sandbox = openingPanel({...start, identity: {...identity, sandbox: true}});
		expect(panelSummary(happened(sandbox, one()).model).join(' ')).toMatch(/sandbox ended/);
		expect(watchCommand(sandbox)).toContain('--sandbox');
	});

	it('works from every state', () => {
		for (const model of [played(), played(seen([])), played(one(), '2')])
			for (const key of ['q', 'ctrl-c'])
				expect(happened(model, key).effects.at(-1)).toMatchObject({type: 'leave', code: 0});
	});
});

describe('the cloud’s own maintenance', () => {
	const due = new Date(2026, 11, 5, 4, 30).getTime();
	const pending = (...keys: readonly string[]): PanelEvent => ({
		...{type: 'view-read', view: 'maintenance', at: t0},
		found: keys.map(key => ({key, pending: 'available', autoAppliedAfter: due})),
	});

	test('is told at its tunnel with the day when the cloud does it by itself, and how to do it oneself', () => {
		const model = played(one(), pending('18.185.90.201'));
		expect(factOf(model, 'maintenance')).toEqual([
			'maintenance is pending (available): AWS does it by itself after 5 Dec 2026, 04:30',
		]);
		const own = happened(model, '6').model;
		expect(factOf(own, 'by yourself')[0]).toContain('replace-tunnel vpn-40f41529 2');
		expect(factOf(own, 'tunnel 1')).toEqual(['not told of']);
		expect(factOf(played(one()), 'maintenance')).toEqual([]);
	});

	test('of both tunnels is warned of: done together it cuts the site off', () => {
		expect(words(lines(played(one(), pending('3.120.14.7', '18.185.90.201'))))).toContain('are both due');
		expect(words(lines(played(one(), pending('3.120.14.7'))))).not.toContain('are both due');
	});
});

it('durations read like a clock, and never negative', () => {
	expect([0, 42_000, 751_000, 86_399_000, 274_320_000, -5000].map(clockSpan)).toEqual([
		...['00:00:00', '00:00:42', '00:12:31', '23:59:59', '3 d 04:12', '00:00:00'],
	]);
	expect([0, 59_400, 60_000, 7_200_000, 172_800_000, -1].map(shortSpan)).toEqual([
		...['0 s', '59 s', '1 min', '2 h', '2 d', '0 s'],
	]);
});

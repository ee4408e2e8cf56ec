import {describe, expect, it, test} from 'vitest';
import {unicodeGlyphs} from '../../../../src/ui/look.tsx';
import {tunnelLines} from '../../../../src/ui/screens/panel-tunnels.ts';
import {detailLines} from '../../../../src/wizard/screens/panel/detail.ts';
import {panelKeys} from '../../../../src/wizard/screens/panel/keys.ts';
import {
	ageOf,
	clockSpan,
	openingPanel,
	type PanelModel,
	panelSummary,
	shortSpan,
	sinceOf,
	watchCommand,
} from '../../../../src/wizard/screens/panel/model.ts';
import {connectionOf, identity, press, snapshotOf, t0} from '../../../ui/fixtures.ts';
import {type PanelEvent, updatePanel} from '../../happenings.ts';

const start = {cloud: 'aws', region: 'eu-central-1', ids: ['vpn-40f41529'], identity, now: t0} as const;
const seen = (...connections: Parameters<typeof snapshotOf>[0]): PanelEvent => ({
	type: 'snapshot',
	snapshot: snapshotOf(connections),
});
const happened = (model: PanelModel, event: PanelEvent | string) =>
	updatePanel(model, typeof event === 'string' ? {type: 'key', key: press(event)} : event);
const played = (...events: readonly (PanelEvent | string)[]): PanelModel =>
	events.reduce<PanelModel>((model, event) => happened(model, event).model, openingPanel(start));
const labels = (model: PanelModel) => panelKeys(model).map(({label}) => label);

describe('the panel while answers come', () => {
	it('keeps the highlight on its tunnel when others come and go', () => {
		const one = connectionOf('a', 2, 'vpn-1');
		const two = connectionOf('b', 2, 'vpn-2');
		const model = played(seen(one, two), 'end', seen(two), 'r', seen(connectionOf('c', 2, 'vpn-0'), one, two));
		expect(model.rows[model.row]).toMatchObject({connection: {id: 'vpn-2'}, number: 2});
	});

	it('survives that everything is gone', () => {
		const model = played(seen(connectionOf('a')), 'end', 'enter', seen());
		expect(model).toMatchObject({rows: [], row: 0, open: undefined});
		expect(labels(model)).not.toContain('tunnel');
	});

	it('tells the age of what is shown, and it grows with the clock', () => {
		const model = played(seen(connectionOf('a')));
		expect(ageOf(model)).toBe('as of 4 s ago · next in 6 s');
		expect(ageOf(happened(model, {type: 'clock', now: t0 + 120_000}).model)).toBe('as of 2 min ago · next in 0 s');
		expect(ageOf(played({type: 'snapshot', snapshot: snapshotOf([], {asOf: undefined, polling: true})}))).toBe(
			'nothing read yet · asking now',
		);
	});

	it('offers d only where there is a reason to ask for', () => {
		const model = played(seen(connectionOf('a')));
		expect(labels(model)).not.toContain('why');
		expect(played(seen(connectionOf('a')), 'down', 'd').open).toBeDefined();
	});
});

describe('since when a tunnel is as it is', () => {
	const key = connectionOf('a').tunnels[0]?.key ?? '';
	const tunnels = connectionOf('a').tunnels.map(({since: _, ...tunnel}) => tunnel);
	const change = {connectionId: 'vpn-40f41529', tunnel: key, from: 'DOWN', to: 'UP', message: ''} as const;
	const silent = (changes: readonly {readonly at: number}[]) =>
		played({
			type: 'snapshot',
			snapshot: snapshotOf([{...connectionOf('a'), tunnels}], {changes: changes.map(({at}) => ({...change, at}))}),
		});
	const first = (model: PanelModel) => {
		const [row] = model.rows;
		return row && sinceOf(row, model);
	};

	it('is told by the cloud, or else by what was seen here', () => {
		expect(first(played(seen(connectionOf('a'))))).toMatch(/^[\d:]+$/);
		expect(first(silent([{at: t0 - 72_000}, {at: t0 - 900_000}]))).toBe('~00:01:12');
		expect(first(silent([]))).toBe('–');
	});
});

test.each([
	['tencent', 'bgp', true],
	['tencent', 'static', false],
	['aws', 'bgp', false],
] as const)('of %s with %s routing it is said that BGP is not told of: %s', (cloud, routing, isSaid) => {
	const one = {...connectionOf('a'), cloud, routing};
	const model = happened(openingPanel({...start, cloud}), seen(one)).model;
	expect(
		detailLines(model)
			.map(({text}) => text)
			.join('\n')
			.includes('does not say whether its session is up'),
	).toBe(isSaid);
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
	const one = {...rest, tunnels: own, cloud: 'tencent', routing: 'bgp'} as const;
	const model = happened(openingPanel({...start, cloud: 'tencent'}), seen(one)).model;
	expect(detailLines(model).find(({label}) => label === 'routing')?.text).toMatch(new RegExp(`${said}$`));
});

test.each([
	['tencent', 'static', 'destination routes'],
	['tencent', 'policy', 'SPD policy'],
	['aws', 'static', 'static routes'],
	['aws', 'bgp', 'BGP'],
] as const)('of %s the details call %s routing what its cloud does: %s', (cloud, routing, words) => {
	const model = happened(openingPanel({...start, cloud}), seen({...connectionOf('a'), cloud, routing})).model;
	expect(detailLines(model)).toContainEqual({label: 'routing', text: words});
});

describe('leaving', () => {
	it('prints ids, addresses, what to do and how to watch again', () => {
		const text = panelSummary(played(seen(connectionOf('berlin\u001B[2J-office')))).join('\n');
		for (const part of [
			'berlin-office',
			'vpn-40f41529',
			'3.120.14.7',
			'203.0.113.10',
			'169.254.58.232/30',
			'device',
			'tunnelwright status vpn-40f41529 --cloud aws --region eu-central-1 --watch',
		])
			expect(text).toContain(part);
		expect(text).not.toContain('\u001B');
	});

	it('does not promise that the sandbox is still there', () => {
		const sandbox = openingPanel({...start, identity: {...identity, sandbox: true}});
		expect(panelSummary(happened(sandbox, seen(connectionOf('a'))).model).join(' ')).toMatch(/sandbox ended/);
		expect(watchCommand(sandbox)).toContain('--sandbox');
	});

	it('works from every state', () => {
		for (const model of [played(), played(seen()), played(seen(connectionOf('a')), 'enter')])
			for (const key of ['q', 'ctrl-c'])
				expect(happened(model, key).effects.at(-1)).toMatchObject({type: 'leave', code: 0});
	});
});

it('durations read like a clock, and never negative', () => {
	expect([0, 42_000, 751_000, 86_399_000, 274_320_000, -5000].map(clockSpan)).toEqual([
		'00:00:00',
		'00:00:42',
		'00:12:31',
		'23:59:59',
		'3 d 04:12',
		'00:00:00',
	]);
	expect([0, 59_400, 60_000, 7_200_000, 172_800_000, -1].map(shortSpan)).toEqual([
		'0 s',
		'59 s',
		'1 min',
		'2 h',
		'2 d',
		'0 s',
	]);
});

describe('the cloud’s own maintenance', () => {
	const due = new Date(2026, 11, 5, 4, 30).getTime();
	const pending = (tunnels: readonly number[]) => {
		const connection = connectionOf('a', 2, 'vpn-1');
		return {
			...connection,
			tunnels: connection.tunnels.map((tunnel, index) =>
				tunnels.includes(index + 1)
					? {...tunnel, maintenance: {key: tunnel.key, pending: 'available', autoAppliedAfter: due}}
					: tunnel,
			),
		};
	};
	const drawn = (...numbers: readonly number[]) =>
		tunnelLines(played(seen(pending(numbers))), 100, 20, unicodeGlyphs)
			.lines.map(line => line.map(({text}) => text).join(''))
			.join('\n');

	test('is told at its tunnel with the day when the cloud does it by itself', () => {
		expect(drawn(2)).toMatch(/maintenance is pending \(available\): AWS does it by itself after 5 Dec 2026, 04:30/);
		expect(drawn()).not.toContain('maintenance');
		const model = played(seen(pending([1])), 'enter');
		expect(detailLines(model)).toContainEqual(expect.objectContaining({label: 'maintenance'}));
	});

	test('of both tunnels is warned of: done together it cuts the site off', () => {
		expect(drawn(1, 2)).toContain('are both due');
		expect(drawn(1)).not.toContain('are both due');
	});
});

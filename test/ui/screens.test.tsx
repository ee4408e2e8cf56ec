import {renderToString} from 'ink';
import {render} from 'ink-testing-library';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {describe, expect, it} from 'vitest';
import type {Check} from '../../src/clouds/contract/cloud.ts';
import {Screen} from '../../src/ui/app.tsx';
import {asciiGlyphs, Look} from '../../src/ui/look.tsx';
import {openConfirm} from '../../src/wizard/screens/confirm/model.ts';
import {type DryRunModel, openingDryRun} from '../../src/wizard/screens/dry-run/model.ts';
import {openingPanel, type PanelModel} from '../../src/wizard/screens/panel/model.ts';
import {panelViews} from '../../src/wizard/screens/panel/views.ts';
import {openingRun, type RunModel} from '../../src/wizard/screens/run/model.ts';
import {openingUndo, type UndoModel} from '../../src/wizard/screens/undo/model.ts';
import type {WhyModel} from '../../src/wizard/screens/why/model.ts';
import {
	type DryRunEvent,
	type PanelEvent,
	type RunViewEvent,
	type UndoViewEvent,
	updateDryRun,
	updatePanel,
	updateRun,
	updateUndo,
} from '../wizard/happenings.ts';
import {played, wizardAtHome} from '../wizard/played.ts';
import {DryRunScreen, PanelScreen, RunScreen, UndoScreen, WhyScreen} from './drawn-screens.tsx';
import {checkOf, commandLines, connectionOf, identity, planOf, press, snapshotOf, t0} from './fixtures.ts';
import {hostileNames} from './hostile-names.ts';

const sizes = [
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 40, rows: 15},
	{columns: 40, rows: 10},
] as const;
type Size = (typeof sizes)[number];
const draw = (node: ReactNode, {columns}: {columns: number}) => stripAnsi(renderToString(node, {columns}));

/** Exactly the terminal's size, footer and banner present, nothing that steers a terminal. */
function expectSound(frame: string, {columns, rows}: Size): void {
	const drawn = frame.split('\n');
	expect(drawn).toHaveLength(rows);
	for (const row of drawn) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
	expect(frame).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
	expect(drawn[0]).toContain('SANDBOX');
	expect(drawn.at(-1)).toMatch(/^ (\?|ctrl-g) help/);
}

const dryRun = (events: readonly DryRunEvent[]): DryRunModel =>
	events.reduce((model, event) => updateDryRun(model, event).model, openingDryRun);
const planned = (name?: string): DryRunEvent => ({
	type: 'planned',
	plan: planOf(name),
	commandLines,
	secrets: new Map(),
	expected: 11,
});
const run = (events: readonly RunViewEvent[], name?: string): RunModel =>
	events.reduce((model, event) => updateRun(model, event).model, openingRun(planOf(name), t0));
const panel = (events: readonly PanelEvent[]): PanelModel =>
	events.reduce(
		(model, event) => updatePanel(model, event).model,
		openingPanel({cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529', identity, accountOptions: {}, now: t0}),
	);
const confirm = (keys: readonly string[], size: Size, name?: string) =>
	played(openConfirm(wizardAtHome({size}), {plan: planOf(name), secrets: new Map(), account: {}}), keys).state;

/** A connection is deleted: everything that is said of it has this name. */
const undo = (name: string, events: readonly UndoViewEvent[]): UndoModel =>
	events.reduce(
		(model, event) => updateUndo(model, event).model,
		openingUndo({
			runId: '',
			name,
			region: 'eu-central-1',
			subject: {kind: 'connection', place: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'}, sandbox: false},
		}),
	);
const deletion = (name: string) =>
	({
		type: 'read',
		runId: '',
		steps: ['route', 'connection'].map(id => ({
			id,
			title: `delete ${id}`,
			detail: name,
			call: 'Delete',
			parameters: {Id: id},
		})),
		told: {
			cloud: 'aws',
			region: 'eu-central-1',
			steps: [],
			connection: {id: 'vpn-40f41529', name, state: 'available'},
			goesWith: [
				{title: 'tunnel', detail: name},
				{title: 'tunnel', detail: name},
			].map(each => ({...each, why: name})),
			stays: [
				{title: 'customer gateway', detail: 'cgw-0e11f167', why: `used by ${name}`},
				{title: 'virtual private gateway', detail: 'vgw-9a4cacf3', why: name},
				{title: 'pre-shared keys', detail: name, why: name},
			],
			notes: [`2 of 2 tunnels are UP ${name}`],
		},
	}) as const;

const failure = (name: string) =>
	({
		type: 'run',
		event: {
			type: 'action-failed',
			action: 'connection',
			at: t0 + 4000,
			error: {
				cloud: 'aws',
				kind: 'api',
				code: 'VpnConnectionLimitExceeded',
				message: `The maximum number of VPN connections has been reached. ${name}`,
				requestId: '1a2b-3c4d',
				call: 'CreateVpnConnection',
				retryable: false,
				ambiguous: true,
				says: 'this region has all the connections it may have',
				mend: 'delete one, or ask AWS for more',
			},
		},
	}) as const;

/** All that can be read of one connection, with one name in all of its places. */
function readsOf(name: string): readonly PanelEvent[] {
	const at = t0 - 12_000;
	const key = '3.120.14.7';
	const points = [1, 0, 4_000_000].map((bytesPerSecond, index) => ({
		at: t0 - 900_000 + index * 300_000,
		bytesPerSecond,
	}));
	const error = failure(name).event.error;
	return [
		{
			type: 'view-read',
			at,
			view: 'sight',
			found: {
				at,
				tunnels: [
					{
						key,
						negotiated: {ikeVersion: 'ikev2', phase1Encryption: name, phase1DhGroup: '14'},
						provisioningFailure: name,
					},
				],
				routes: [{destination: '192.168.0.0/16', table: name, origin: 'learned', state: 'active', raw: name}],
				notPropagated: [name],
				gateways: [{gateway: name, kind: 'blocked', quote: name}],
				unread: [{what: name, error}],
			},
		},
		{
			type: 'view-read',
			at,
			view: 'traffic',
			found: {
				stepSeconds: 300,
				source: name,
				note: name,
				series: [
					{tunnel: key, direction: 'in', points},
					{tunnel: key, direction: 'out', points: points.slice(1)},
				],
				lostShare: [{at: t0 - 300_000, share: 0.02}],
			},
		},
		{type: 'view-read', at, view: 'maintenance', found: [{key, pending: name, autoAppliedAfter: t0, lastApplied: t0}]},
		{type: 'view-read', at, view: 'configuration', found: {lines: ['{', `  "name": "${name}"`, '}'], notes: [name]}},
	];
}

/** Why a connection is down, with one name in all that is quoted. */
function whyOf(name: string, over: Partial<WhyModel> = {}): WhyModel {
	const sure = ['proved', 'likely', 'possible'] as const;
	const verdicts = sure.map(sureness => ({
		cause: {id: 'wrong-key', title: name || 'The two ends have different pre-shared keys'},
		sureness,
		tunnels: [1, 2],
		evidence: [{from: 'site log', text: name, writer: name, line: 3, at: t0, fromGuide: true} as const],
		mend: [name, name],
		prove: [{where: 'on the device', command: `swanctl ${name}`, shows: name}],
	}));
	return {
		place: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'},
		name,
		accountOptions: {},
		whose: undefined,
		isReading: true,
		askedAt: t0 - 4000,
		answer: {
			connection: connectionOf(name),
			tunnels: [1, 2],
			why: {verdicts, lookedAt: [name], missing: [name]},
		},
		at: t0 - 60_000,
		trouble: {message: name, mend: name, detail: name},
		site: {kind: 'file', path: name},
		answeredWith: {kind: 'file', path: name},
		typed: '',
		row: 0,
		top: 0,
		now: t0,
		...over,
	};
}

/** Every late screen in every state worth a look, with one name in all of its places. */
function screens(name: string, size: Size): readonly ReactNode[] {
	const checks = (['pass', 'warn', 'unknown', 'refuse'] as const).map(
		(result, index): DryRunEvent => ({
			type: 'check',
			check: checkOf(result, {
				title: name,
				detail: `${name} ${name}`,
				mend: name,
				field: 'site.asn',
				...(index === 0 ? {action: 'connection'} : {}),
			}),
		}),
	);
	const started = {type: 'run', event: {type: 'started', runId: 'r1', actions: planOf(name).actions}} as const;
	const made = {
		type: 'run',
		event: {
			type: 'action-done',
			action: 'site-gateway',
			at: t0 + 2000,
			result: {id: 'cgw-0e11f167', existed: false, detail: name},
		},
	} as const;
	const going = {type: 'run', event: {type: 'action-started', action: 'connection', at: t0 + 2000}} as const;
	const waiting = {
		type: 'run',
		event: {type: 'action-waiting', action: 'connection', why: `throttled, again in 2 s ${name}`},
	} as const;
	const stopped = {
		type: 'run',
		event: {type: 'stopped', after: 'site-gateway', made: [{action: 'site-gateway', id: 'cgw-0e11f167'}]},
	} as const;
	const error = failure(name).event.error;
	const key = (text: string) => ({type: 'key', key: press(text)}) as const;
	const common = {size};
	return [
		...[
			[],
			[planned(name)],
			[planned(name), ...checks],
			[planned(name), ...checks, {type: 'done'} as const, key('right'), key('down')],
			[planned(name), key('enter'), key('down')],
			[planned(name), ...checks, key('end'), key('d')],
			[
				{
					type: 'failed',
					trouble: {message: name, mend: name, detail: name},
					problems: [{rule: 'r', severity: 'refuse', field: 'name', message: name}],
				} as const,
			],
		].map(events => <DryRunScreen key="d" model={dryRun(events)} {...common} />),
		...[[], ['enter'], ['b', 'e']].map(keys => <Screen key="c" state={confirm(keys, size, name)} />),
		...[
			[],
			[started, going],
			[started, made, going, waiting, key('ctrl-c')],
			[started, made, going, failure(name), stopped],
			[{type: 'failed', trouble: {message: name}} as const],
			[started, made, {type: 'run', event: {type: 'finished', connectionId: 'vpn-1', made: []}} as const],
		].map(events => <RunScreen key="r" model={run(events, name)} {...common} />),
		...[
			[],
			[{type: 'fleet', snapshot: snapshotOf([])} as const],
			...panelViews.map((_, index) => [
				{type: 'fleet', snapshot: snapshotOf([connectionOf(name)])} as const,
				...readsOf(name),
				key(String(index + 1)),
			]),
			[
				{
					type: 'fleet',
					snapshot: snapshotOf([connectionOf(name)], {place: {error, isStale: true, isThrottled: true}}),
				} as const,
				...(['sight', 'traffic', 'maintenance', 'configuration'] as const).map(
					view => ({type: 'view-failed', view, trouble: {message: name, mend: name, detail: name}}) as const,
				),
				key('2'),
			],
			[
				{type: 'fleet', snapshot: snapshotOf([connectionOf(name, 0)])} as const,
				{
					type: 'fleet',
					snapshot: snapshotOf([], {clock: {kind: 'slept', at: t0 - 60_000, ms: 7_200_000}}),
				} as const,
			],
		].map(events => <PanelScreen key="p" model={panel(events)} {...common} />),
		...[{}, {row: 3, top: 4}, {answer: undefined, at: undefined}].map(over => (
			<WhyScreen key="w" model={whyOf(name, over)} {...common} />
		)),
		...[
			[],
			[deletion(name), key('enter')],
			[deletion(name), {type: 'paste', text: name} as const, key('enter')],
			[deletion(name), {type: 'undo', event: {type: 'undo-finished'}} as const],
			[deletion(name), {type: 'failed', trouble: {message: name, mend: name, detail: name}} as const],
		].map(events => <UndoScreen key="u" model={undo(name, events)} {...common} />),
	];
}

describe('late screens', () => {
	it.each(sizes)('fill %o exactly, with banner and footer, whatever the names', size => {
		// The worst of them together in one name, and the longest: each frame takes a while to draw.
		const names = [hostileNames.slice(1, 8).join(' '), 'w'.repeat(300), ''];
		for (const name of names) for (const screen of screens(name, size)) expectSound(draw(screen, size), size);
	});

	it('are plain ASCII where the terminal cannot do better', () => {
		for (const screen of screens('prod-edge', sizes[1])) {
			const frame = draw(<Look glyphs={asciiGlyphs}>{screen}</Look>, sizes[1]);
			expect(frame).toMatch(/^[\u0020-\u007E\n]*$/);
		}
	});
});

describe('dry run', () => {
	it('says why a check refuses, however long that is', () => {
		const title =
			'tunnel core-to-foshan (vpnx-bgpgz001) joins these two gateways already, with other settings than these';
		const checked = {type: 'check', check: checkOf('refuse', {title})} as const;
		for (const size of sizes.slice(0, 3)) {
			const model = dryRun([planned(), checked, {type: 'done'}, {type: 'key', key: press('end')}]);
			const here = {...model, row: 3};
			const frame = draw(<DryRunScreen model={here} size={size} />, size);
			expect(frame.replaceAll(/\s+/g, ' ')).toContain(title);
		}
	});

	it.each(sizes)('never cuts what will be done, in %o', size => {
		const {actions} = planOf();
		const detail = 'default: 172.31.100.0/24, 172.16.10.0/24, 172.16.20.0/24, 192.168.0.0/20 and 12 more of the site';
		const plan = planOf('berlin', {actions: actions.map(action => ({...action, detail}))});
		const model = dryRun([{type: 'planned', plan, commandLines, secrets: new Map(), expected: 11}]);
		const frame = draw(<DryRunScreen model={model} size={size} />, size);
		expect(frame.replaceAll(/\s+/g, ' ')).toContain(detail);
	});

	it.each(sizes.slice(0, 3))('names every action in full in %o, here and while it is carried out', size => {
		const title = 'route to the VPN gateway in the VPC, for each of its tables';
		const plan = planOf('berlin-office-second-floor-edge-b', {
			actions: planOf().actions.map(action => ({...action, title})),
		});
		const model = dryRun([{type: 'planned', plan, commandLines, secrets: new Map(), expected: 1}]);
		const frames = [
			draw(<DryRunScreen model={model} size={size} />, size),
			draw(<RunScreen model={openingRun(plan, t0)} size={size} />, size),
		].map(frame => frame.replaceAll(/\s+/g, ' '));
		for (const frame of frames) expect(frame.replaceAll(/ (no dry run|not asked)\b/g, ''), frame).toContain(title);
		expect(frames[1]).toContain('Creating berlin-office-second-floor-edge-b 0 of 3 done');
	});

	it('shows actions, checks as they come, costs and what is left, and how far it is', () => {
		const model = dryRun([
			planned(),
			{type: 'check', check: checkOf('pass')},
			{type: 'check', check: checkOf('warn', {id: 'q', title: '49 of 50 connections used', action: 'connection'})},
		]);
		const frame = draw(<DryRunScreen model={model} size={sizes[1]} />, sizes[1]);
		for (const text of [
			'nothing has been made',
			'checked 2 of 11',
			'create customer gateway',
			'asking',
			'no dry run',
			'look at it',
			'! 49 of 50 connections used',
			'rule aws.asn.distinct',
			'COSTS',
			'also while DOWN',
			'LEFT TO YOU',
		])
			expect(frame).toContain(text);
		// while checks run there is nothing to go on to
		expect(frame).not.toContain('go on to confirm');
	});

	it('says that a check refuses, and offers no way on, before any key is pressed', () => {
		const refused = dryRun([planned(), {type: 'check', check: checkOf('refuse', {field: 'site.asn'})}, {type: 'done'}]);
		for (const size of sizes) {
			const frame = draw(<DryRunScreen model={refused} size={size} />, size).replaceAll(/\s+/g, ' ');
			expect(frame).toContain('one check refuses: enter mends it');
			expect(frame).not.toMatch(/go on/);
		}
	});

	it.each(sizes)('says in %o that all is fine only where all of it is known', size => {
		const frameWith = (check: Check) =>
			draw(
				<DryRunScreen
					model={dryRun([planned(), {type: 'check', check: checkOf('pass')}, {type: 'check', check}, {type: 'done'}])}
					size={size}
				/>,
				size,
			);
		expect(frameWith(checkOf('pass', {id: 'other'}))).toContain('all fine');
		expect(frameWith(checkOf('unknown'))).toContain('1 not known');
		const silent = frameWith(checkOf('unknown', {unanswered: true}));
		expect(silent).toContain('1 could not be asked, r asks again');
		expect(silent).not.toContain('1 not known');
		for (const check of [checkOf('unknown'), checkOf('unknown', {unanswered: true}), checkOf('warn')])
			expect(frameWith(check)).not.toContain('all fine');
	});

	it.each(sizes.slice(0, 3))('says in %o of every check what proves it', size => {
		const proves = 'rule aws.gateway.ready, and read of the account';
		const results = ['pass', 'warn', 'refuse', 'unknown'] as const;
		const checks = results.map(result => {
			const title = `a check that ends in ${result}`;
			return {type: 'check', check: checkOf(result, {title, proves})} as const;
		});
		const model = dryRun([planned(), ...checks, {type: 'done'}]);
		for (const [index, result] of results.entries()) {
			const here = {...model, row: 3 + index};
			const frame = draw(<DryRunScreen model={here} size={size} />, size);
			const own = frame.replaceAll(/\s+/g, ' ').split(`ends in ${result}`)[1] ?? '';
			expect(own, frame).toMatch(/^.{0,80}rule aws\.gateway\.ready, and read of the account/);
		}
	});

	it.each(sizes)('cuts costs and what is left in %o only with a word on how to read them', size => {
		const leftByHand = Array.from({length: 9}, (_, index) => `what is left for your own hands, part ${index + 1}`);
		const model = dryRun([
			{type: 'planned', plan: planOf('b', {leftByHand}), commandLines, secrets: new Map(), expected: 1},
			{type: 'done'},
		]);
		const last = {...model, row: 4};
		const frame = draw(<DryRunScreen model={last} size={size} />, size);
		const isWhole = frame.replaceAll(/\s+/g, ' ').includes('part 9');
		if (!isWhole) expect(frame).toMatch(/… ⏎ here shows all|\d+ more below\n[\s\S]*⏎ details/);
		if (size.rows >= 40) expect(isWhole, frame).toBe(true);
		const details = dryRun([
			{type: 'planned', plan: planOf('b', {leftByHand}), commandLines, secrets: new Map(), expected: 1},
			{type: 'done'},
			...['end', 'enter', 'end'].map(name => ({type: 'key', key: press(name)}) as const),
		]);
		const end = draw(<DryRunScreen model={details} size={size} />, size);
		expect(end.replaceAll(/\s+/g, ' '), 'the last key leads to the end of the details').toContain('part 9');
	});

	it('says why it cannot go on', () => {
		const model = dryRun([
			planned(),
			{type: 'check', check: checkOf('refuse', {mend: 'choose another ASN'})},
			{type: 'done'},
			{type: 'key', key: press('right')},
		]);
		const frame = draw(<DryRunScreen model={model} size={sizes[1]} />, sizes[1]);
		expect(frame).toContain('one check refuses');
		expect(frame).toContain('choose another ASN');
		expect(frame).toContain('1 refused');
	});

	it('shows exact parameters, with secrets named and not shown, and the command', () => {
		const down = {type: 'key', key: press('down')} as const;
		const model = dryRun([planned(), down, down, {type: 'key', key: press('enter')}]);
		const frame = draw(<DryRunScreen model={model} size={sizes[0]} />, sizes[0]);
		for (const text of [
			'"VpnGatewayId": "vgw-9a4cacf3"',
			'"PreSharedKey": "[secret: tunnel1]"',
			'[id made by action 1]',
			'aws ec2 create-vpn-connection',
		])
			expect(frame).toContain(text);
	});
});

describe('confirm', () => {
	it.each(sizes)('shows at %o what will be made, and always the word to type and where', size => {
		const frame = draw(<Screen state={confirm(['b'], size)} />, size);
		expect(frame).toContain('Type berlin-office');
		expect(frame).toContain('❯ b');
		expect(frame).toContain('Create berlin-office?');
		if (size.rows >= 15) expect(frame).toContain('eu-central-1');
		if (size.rows >= 24) expect(frame).toContain('123456789012');
	});
});

describe('run', () => {
	it('says an id once', () => {
		const done = {
			type: 'run',
			event: {
				type: 'action-done',
				action: 'site-gateway',
				at: t0,
				result: {id: 'cgw-0e11f167', existed: false, detail: 'cgw-0e11f167, available'},
			},
		} as const;
		const frame = draw(<RunScreen model={run([done])} size={sizes[1]} />, sizes[1]);
		expect(frame.match(/cgw-0e11f167/g)).toHaveLength(1);
		expect(frame).toMatch(/^ +available$/m);
	});

	it('keeps on the screen what exists, the cloud’s words with code and request id, and what to do', () => {
		const events: readonly RunViewEvent[] = [
			{type: 'run', event: {type: 'started', runId: 'r1', actions: planOf().actions}},
			{type: 'run', event: {type: 'action-started', action: 'site-gateway', at: t0}},
			{
				type: 'run',
				event: {
					type: 'action-done',
					action: 'site-gateway',
					at: t0 + 2000,
					result: {id: 'cgw-0e11f167', existed: false, detail: 'cgw-0e11f167'},
				},
			},
			{type: 'run', event: {type: 'action-started', action: 'connection', at: t0 + 2000}},
			failure(''),
			{type: 'run', event: {type: 'stopped', after: 'site-gateway', made: []}},
		];
		const frame = draw(<RunScreen model={run(events)} size={sizes[1]} />, sizes[1]);
		for (const text of [
			'1 of 3 done',
			'customer gateway cgw-0e11f167',
			'VpnConnectionLimitExceeded',
			'request 1a2b-3c4d',
			'The maximum number',
			'delete one, or ask AWS',
			'nothing is made twice',
			'r go on from here',
			'2 s',
		])
			expect(frame.replaceAll(/\s+/g, ' ')).toContain(text);
	});
});

describe('one connection', () => {
	const seen = {type: 'fleet', snapshot: snapshotOf([connectionOf('berlin-office')])} as const;
	const key = (name: string) => ({type: 'key', key: press(name)}) as const;

	it('shows each tunnel with its status, since when, addresses, history and what is likely, and the age of it all', () => {
		const frame = draw(<PanelScreen model={panel([seen])} size={sizes[0]} />, sizes[0]);
		for (const text of [
			...['berlin-office  vpn-40f41529  available', 'as of 4 s ago · next in 6 s', '[1 tunnels]', 'for 12 min, since'],
			...['● tunnel 1  UP', '3.120.14.7 ⇄ 203.0.113.10', '169.254.58.232/30', '○ tunnel 2  DOWN', 'IPSEC IS DOWN'],
			...['nothing initiates', 'UP → DOWN  IPSEC IS DOWN', 'd why'],
		])
			expect(frame).toContain(text);
		// what was not seen is no bar, and the rest is
		expect(frame).toMatch(/last hour +·+▁+·+█+/);
	});

	it.each(sizes)('keeps the last good answer through an error in %o, and says both', size => {
		const error = {...failure('').event.error, says: 'the cloud cannot be reached', code: 'ECONNREFUSED'};
		const failed = {
			type: 'fleet',
			snapshot: snapshotOf([connectionOf('berlin-office')], {place: {error, isStale: true}}),
		} as const;
		const frame = draw(
			<PanelScreen model={panel([seen, failed, {type: 'clock', now: t0 + 60_000}])} size={size} />,
			size,
		);
		expect(frame).toContain('OLD');
		if (size.rows > 10) expect(frame).toContain('the cloud cannot be reached');
		if (size.rows >= 24) for (const text of ['as of 1 min ago', '3.120.14.7', 'UP']) expect(frame).toContain(text);
	});

	it.each(sizes)('says in %o which view is open, and leads to the end of each', size => {
		for (const [index, {title}] of panelViews.entries()) {
			const opened = panel([seen, ...readsOf('edge'), key(String(index + 1))]);
			const frame = draw(<PanelScreen model={opened} size={size} />, size);
			expect(frame).toContain(`[${index + 1} ${title}]`);
			const lines = Array.from({length: 60}, (_, top) =>
				draw(<PanelScreen model={{...opened, top}} size={size} />, size),
			).join('\n');
			if (lines.includes('more below')) expect(lines).toContain('the end');
		}
	});

	it('draws nought as the lowest bar and a time without a point as none', () => {
		const opened = panel([seen, ...readsOf('edge'), key('2')]);
		const frame = draw(<PanelScreen model={opened} size={sizes[1]} />, sizes[1]);
		expect(frame).toMatch(/in \(from the site\) +▂▁█/);
		expect(frame).toMatch(/out \(to the site\) +·▁█/);
		expect(frame).toMatch(/last 4\.0 MB\/s · most 4\.0 MB\/s/);
	});

	it('lives: what is drawn follows the model', () => {
		const screen = render(<PanelScreen model={panel([])} size={sizes[1]} />);
		expect(screen.lastFrame()).toContain('asking');
		screen.rerender(<PanelScreen model={panel([seen])} size={sizes[1]} />);
		expect(screen.lastFrame()).toContain('3.120.14.7');
		screen.unmount();
	});
});

describe('deletion', () => {
	it.each(sizes)('says in %o, on the way down to what stays, that tunnels are UP', size => {
		const frames: string[] = [];
		let model = undo('berlin', [deletion('berlin')]);
		for (let count = 0; count < 24; count += 1) {
			frames.push(draw(<UndoScreen model={model} size={size} />, size));
			model = updateUndo(model, {type: 'key', key: press('down')}).model;
		}
		const shown = frames.join('\n');
		const [up, stays] = [shown.indexOf('2 of 2 tunnels are UP'), shown.indexOf('STAYS')];
		expect(up).toBeGreaterThan(0);
		expect(stays).toBeGreaterThan(up);
		expect(shown).toContain('pre-shared keys');
	});

	it.each(sizes)('of a run that made nothing asks in %o for no deletion', size => {
		const opened = openingUndo({
			runId: 'r',
			name: 'berlin',
			region: 'eu-central-1',
			subject: {kind: 'run', sandbox: false},
		});
		const model = updateUndo(opened, {type: 'previewed', steps: [], inDoubt: []}).model;
		const typed = [...'delete'].reduce(
			(before, key) => updateUndo(before, {type: 'key', key: press(key)}).model,
			model,
		);
		const frames = [model, typed].map(each => draw(<UndoScreen model={each} size={size} />, size));
		for (const frame of frames)
			expect(frame.replaceAll(/\s+/g, ' ')).toContain('to look once more, and close the run.');
		expect(frames.join(' ')).not.toMatch(/to delete it|deletes it now/);
	});

	it('does not say that something went where nothing did', () => {
		const {stopped, begun} = {
			stopped: undo('berlin', [{type: 'failed', trouble: {message: 'berlin is not there any more'}}]),
			begun: undo('berlin', [
				deletion('berlin'),
				{type: 'begun', runId: '20261121T170400-00000001'},
				{type: 'undo', event: {type: 'undo-stopped', left: []}},
			]),
		};
		const drawn = (model: UndoModel) => draw(<UndoScreen model={model} size={sizes[1]} />, sizes[1]);
		expect(drawn(stopped)).toMatch(/Nothing was deleted: berlin/);
		expect(drawn(stopped)).not.toMatch(/whole|What is left/);
		expect(drawn(begun)).toMatch(/Not deleted whole: berlin[\s\S]*What is left stays/);
	});
});

import fc from 'fast-check';
import {renderToString} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../src/ui/app.tsx';
import {cellText, tableWidths} from '../../src/ui/parts/table.tsx';
import {keptDraft} from '../../src/wizard/answers/kept-draft.ts';
import type {WizardState} from '../../src/wizard/core/state.ts';
import {openingDryRun} from '../../src/wizard/screens/dry-run/model.ts';
import type {HandoverModel} from '../../src/wizard/screens/handover/model.ts';
import {openingHandover} from '../../src/wizard/screens/handover/steps.ts';
import {openingPanel} from '../../src/wizard/screens/panel/model.ts';
import {fleet} from '../../src/wizard/screens/watch/fleet.ts';
import {fleetList} from '../../src/wizard/screens/watch/model.ts';
import {Driver, gateway, site, smallWorld, viewHere, type World} from '../wizard/driver.ts';
import {updateDryRun, updateHandover, updatePanel} from '../wizard/happenings.ts';
import {DryRunScreen, HandoverScreen, PanelScreen} from './drawn-screens.tsx';
import {checkOf, commandLines, connectionOf, identity, planOf, press, snapshotOf, t0} from './fixtures.ts';

const widths = [40, 50, 60, 72, 80, 99, 100, 110, 120, 140, 160, 200, 250] as const;
const rows = 60;
const long = 'berlin-office-second-floor-edge-b';
const reason = 'it is not attached to a VPC: attach it in the console, or choose another one';

const world: World = {
	...smallWorld,
	regions: {
		aws: [
			{id: 'ap-east-1', name: 'Hong Kong', state: '', selectable: false, reason: 'not enabled for this account'},
			{id: 'eu-central-1', name: 'Frankfurt', state: '', selectable: true},
		],
		tencent: [{id: 'ap-guangzhou', name: 'Guangzhou', state: '', selectable: true}],
	},
	gateways: {
		'aws:eu-central-1': [
			gateway({
				id: 'vgw-0052c0361a3b891c8',
				name: long,
				attachedTo: 'vpc-09bba43ef23e4bb6f 10.20.0.0/16, 10.21.0.0/16',
			}),
			gateway({id: 'vgw-2', name: '東京オフィス', asn: 4_200_000_512}),
			gateway({id: 'vgw-3', name: 'c', selectable: false, reason}),
		],
		'tencent:ap-guangzhou': [gateway({id: 'vpngw-1w9tue3d', kind: 'vpc', vpcId: 'vpc-gapcv96p', name: long})],
	},
	sites: {
		'aws:eu-central-1': [site('cgw-0a1b2c3d4e5f60718', {name: long}), site('cgw-2', {asn: 4_200_000_001})],
		'tencent:ap-guangzhou': [site('cgw-qa9sxpy7', {name: long})],
	},
	connections: {
		'aws:eu-central-1': ['vpn-0a1b2c3d4e5f60718', 'vpn-1'].map((id, index) => ({
			id,
			name: index === 0 ? long : 'short',
			state: 'available',
			cloudGatewayId: 'tgw-05b34d91f965be521',
			siteGatewayId: 'cgw-0a1b2c3d4e5f60718',
			routing: 'bgp' as const,
			ranges: [],
			insideCidrs: [],
		})),
	},
	vpcs: [
		{id: 'vpc-09bba43ef23e4bb6f', name: long, selectable: true, networks: ['10.20.0.0/16', '10.21.0.0/16']},
		{id: 'vpc-2', name: 'free', selectable: false, reason, networks: []},
	],
};

const ofTencent = (driver: Driver) => driver.press('enter', 'down', 'enter');
const profiles = [long, 'lab'].map(name => ({
	name,
	where: 'Tencent Cloud · ap-guangzhou',
	detail: 'saved yesterday at 17:04 by another terminal',
	usable: true,
}));

/** Every list of the wizard's own, each with short texts and long ones. */
const lists: readonly (readonly [string, (driver: Driver) => Driver])[] = [
	['the first screen', driver => driver],
	['clouds', driver => driver.press('enter')],
	['regions of AWS', driver => driver.press('enter', 'enter')],
	['regions of Tencent Cloud', ofTencent],
	['gateways of AWS', driver => driver.enterUntil('gateway')],
	['gateways of Tencent Cloud', driver => ofTencent(driver).press('enter')],
	['VPCs', driver => driver.enterUntil('gateway').press('end', 'up', 'enter')],
	['site gateways', driver => driver.enterUntil('site')],
	['routing modes', driver => driver.enterUntil('routing')],
	['pairs', driver => ofTencent(driver).enterUntil('pairs')],
	['options of AWS', driver => driver.enterUntil('options')],
	['options of Tencent Cloud', driver => ofTencent(driver).enterUntil('options')],
	['connections', driver => driver.press('down', 'down', 'enter')],
	['profiles', driver => driver.send({type: 'profiles', profiles}).press('down', 'enter')],
	[
		'drafts',
		driver => {
			const kept = keptDraft(new Driver(world).enterUntil('site').state);
			if (!kept) throw new Error('nothing was kept');
			const offer = (name: string) => ({file: name, when: '17:04 today', where: 'AWS · eu-central-1', name, kept});
			return driver.send({type: 'drafts-found', offers: [offer(long), offer('b')]}).press('down', 'down', 'enter');
		},
	],
	[
		'runs',
		driver => {
			const about = {name: long, cloud: 'aws', region: 'eu-central-1'} as const;
			const run = {about, detail: 'after 2 of 5 actions · yesterday at 17:04'};
			return driver
				.send({
					type: 'runs',
					runs: [
						{...run, id: '20261121-170000-a1b2c3', usable: true},
						{...run, id: 'b', usable: false, reason},
					],
				})
				.press('down', 'down', 'down', 'enter');
		},
	],
	[
		'accounts',
		driver => {
			const profile = {kind: 'sso', region: 'eu-central-1', detail: 'signs in with SSO as NetworkAdministrator'};
			const found = {
				tried: [],
				profiles: [
					{...profile, name: long},
					{...profile, name: 'lab'},
				],
			};
			return driver
				.send({
					type: 'signed-in',
					signIns: {aws: found},
					credentials: {aws: 'x', tencent: 'y'},
					regions: {aws: undefined, tencent: undefined},
				})
				.press('enter', 'ctrl-o');
		},
	],
];

const drawn = (node: ReactNode, columns: number): string => stripAnsi(renderToString(node, {columns}));

/** Whoever sees a name cut off beside an empty half of the screen was told less than there was room for. */
function expectNoWaste(frame: string, columns: number): void {
	const body = frame.split('\n').slice(2, -2);
	const cut = body.filter(line => line.includes('…'));
	if (cut.length === 0) return;
	for (const line of cut) {
		expect(line, frame).not.toMatch(/…\s{5,}\S/);
		if (/…\s*$/.test(line)) expect(stringWidth(line.trimEnd()), frame).toBeGreaterThanOrEqual(columns - 3);
	}

	expect(Math.max(...body.map(line => stringWidth(line.trimEnd()))), frame).toBeGreaterThanOrEqual(columns - 3);
	expect(frame, 'what is being built takes the room').not.toContain('WHAT IS BEING BUILT');
}

const squeezed = (text: string) => text.replaceAll(/\s/g, '');

/** Whoever stands on a row reads all of it: in its columns, or below the list where they cut it. */
function expectReadable(frame: string, cells: readonly string[]): void {
	for (const cell of cells) expect(squeezed(frame), frame).toContain(squeezed(cell.replace(/^– /, '')));
}

const small = [
	[40, 15],
	[80, 24],
	[120, 40],
	[200, 60],
] as const;

describe.each(small)('%i x %i', (columns, rows) => {
	test.each(lists.filter(([name]) => name !== 'pairs' && !name.startsWith('options')))(
		'every row of the list of %s can be read in full',
		(_, open) => {
			const driver = open(new Driver(world).send({type: 'resize', columns, rows})).press('home');
			const all = rowsHere(driver.state);
			expect(all.length).toBeGreaterThan(0);
			for (const row of all) {
				expectReadable(drawn(<Screen state={driver.state} />, columns), row.cells);
				driver.press('down');
			}
		},
	);

	test('so can every device of the hand-over', () => {
		let model = devicesOf('Integrated Services Router');
		const {rows: all} = model.lists.device;
		for (const {cells} of all) {
			const size = {columns, rows};
			expectReadable(drawn(<HandoverScreen model={model} size={size} />, columns), cells);
			model = updateHandover(model, {type: 'key', key: press('down')}).model;
		}
	});
});

/** What each row of the list on the screen has to tell. */
function rowsHere(state: WizardState): readonly {readonly cells: readonly string[]}[] {
	const connections = fleet.of(state)?.snapshot?.connections ?? [];
	if (state.screen.name !== 'watch') return viewHere(state)?.rows ?? [];
	const byKey = new Map(connections.map(each => [each.key, each]));
	return (fleetList.of(state)?.entries ?? []).flatMap(entry => {
		const each = entry.kind === 'connection' ? byKey.get(entry.id) : undefined;
		if (!each) return [];
		const {place, status, trouble, health} = each;
		return [{cells: [health, status.name, status.id, place.region, place.account, trouble]}];
	});
}

/** The list of devices to choose from. */
function devicesOf(platform: string): HandoverModel {
	const devices = ['short', long].map((vendor, index) => ({
		id: `${index}`,
		slug: `aws:${vendor}`,
		vendor,
		platform,
		software: 'IOS 12.4 and newer',
	}));
	const {model: opening} = openingHandover({
		place: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'},
		name: long,
		sandbox: true,
	});
	return updateHandover(opening, {type: 'heard', event: {heard: 'devices', devices}}).model;
}

describe.each(widths)('%i columns', columns => {
	test.each(lists)('the list of %s cuts nothing beside blank columns', (_, open) => {
		const driver = open(new Driver(world).send({type: 'resize', columns, rows}));
		const frame = drawn(<Screen state={driver.state} />, columns);
		expectNoWaste(frame, columns);
		// the footer leaves out whole keys, and ? has them all
		if (columns >= 200) expect(frame.split('\n').slice(0, -1).join('\n')).not.toContain('…');
	});

	test('nor do the tunnels, the devices and the dry run', () => {
		const {model: panel} = updatePanel(
			openingPanel({cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529', identity, accountOptions: {}, now: t0}),
			{type: 'fleet', snapshot: snapshotOf([connectionOf(long)])},
		);
		const handover = devicesOf('Integrated Services Router, all of its models');
		const dryRun = [
			{type: 'planned', plan: planOf(long), commandLines, secrets: new Map(), expected: 2} as const,
			{type: 'check', check: checkOf('pass')} as const,
			{type: 'check', check: checkOf('refuse', {title: `${long}: ${reason}`, detail: reason})} as const,
			{type: 'done'} as const,
		].reduce((model, event) => updateDryRun(model, event).model, openingDryRun);
		const size = {columns, rows};
		for (const node of [
			<PanelScreen key="panel" model={panel} size={size} />,
			<HandoverScreen key="devices" model={handover} size={size} />,
			<DryRunScreen key="dry-run" model={dryRun} size={size} />,
		])
			expectNoWaste(drawn(node, columns), columns);
		expect(updateHandover(handover, {type: 'key', key: press('end')}).model.phase).toBe('choosing');
	});
});

test('a table of any columns and texts uses all of its width before it cuts, and never more', () => {
	const column = fc.record({
		min: fc.option(fc.integer({min: 1, max: 30}), {nil: undefined}),
		max: fc.option(fc.integer({min: 1, max: 60}), {nil: undefined}),
		drop: fc.nat({max: 3}),
	});
	fc.assert(
		fc.property(
			fc.array(column, {minLength: 1, maxLength: 6}),
			fc.array(fc.array(fc.nat({max: 80}), {minLength: 6, maxLength: 6}), {minLength: 1, maxLength: 5}),
			fc.integer({min: 30, max: 250}),
			(given, lengths, width) => {
				const columns = given.map((each, index) => ({...each, id: String(index), title: `C${index}`}));
				const table = lengths.map((cells, key) => ({
					key: String(key),
					cells: Object.fromEntries(cells.map((length, index) => [String(index), 'x'.repeat(length)])),
				}));
				const sizes = tableWidths(columns, table, width);
				const shown = sizes.filter(size => size > 0);
				const total = 2 + shown.reduce((sum, size) => sum + size, 0) + 2 * Math.max(0, shown.length - 1);
				expect(total).toBeLessThanOrEqual(width);
				const longest = columns.map(({id, title}) =>
					Math.max(title.length, ...table.map(({cells}) => cellText(cells[id]).length)),
				);
				const isCut = sizes.some((size, index) => size > 0 && size < (longest[index] ?? 0));
				if (!isCut) return;
				expect(total).toBe(width);
				for (const [index, size] of sizes.entries()) expect(size).toBeLessThanOrEqual(longest[index] ?? 0);
			},
		),
	);
});

import {describe, expect, it} from 'vitest';
import type {DeviceKind} from '../../../../src/connection/device-side.ts';
import {pageLines} from '../../../../src/connection/steps-page.ts';
import type {Effect} from '../../../../src/wizard/core/effect.ts';
import type {HandoverHeard, HandoverWant, SideSeen} from '../../../../src/wizard/screens/handover/event.ts';
import {handoverKeys} from '../../../../src/wizard/screens/handover/keys.ts';
import {suggestedFolder} from '../../../../src/wizard/screens/handover/kinds.ts';
import {type HandoverModel, handingOver, handoverFields} from '../../../../src/wizard/screens/handover/model.ts';
import {openingHandover} from '../../../../src/wizard/screens/handover/steps.ts';
import {handoverSummary} from '../../../../src/wizard/screens/handover/text.ts';
import {connectionOf, press} from '../../../ui/fixtures.ts';
import {atPanelOf} from '../../at-panel.ts';
import {Driver} from '../../driver.ts';
import {updateHandover} from '../../happenings.ts';

/* What a user would lose: files for another device or site than they meant, a folder that is not theirs, a key on the screen. */

const place = {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'} as const;
const start = {place, name: 'berlin-office', sandbox: false} as const;
const bgp: SideSeen = {routing: 'bgp', namesSite: false, namesCloud: false, bgpTunnels: 1, keysElsewhere: []};
const kinds: readonly DeviceKind[] = [
	{id: '1', slug: 'aws:cisco-asa', vendor: 'Cisco', platform: 'ASA', software: '9.7'},
	{id: '2', slug: 'aws:juniper-srx', vendor: 'Juniper', platform: 'SRX', software: '11'},
];
const trouble = {message: 'no answer', mend: 'try later'};

type Happening = string | HandoverHeard | {readonly paste: string};

class Played {
	model: HandoverModel;
	readonly wants: HandoverWant[] = [];
	/** All that keys asked for beside. */
	readonly effects: Effect[] = [];
	at: string = 'handover';

	constructor(...happenings: readonly Happening[]) {
		const opened = openingHandover(start);
		this.model = opened.model;
		this.wants.push(...opened.wants);
		this.on(...happenings);
	}

	on(...happenings: readonly Happening[]): this {
		for (const each of happenings) {
			const event =
				typeof each === 'string'
					? ({type: 'key', key: press(each)} as const)
					: 'paste' in each
						? ({type: 'paste', text: each.paste} as const)
						: ({type: 'heard', event: each} as const);
			const {model, effects, state} = updateHandover(this.model, event);
			this.model = model;
			this.at = state.screen.name;
			this.effects.push(...effects);
			this.wants.push(...effects.flatMap(effect => (effect.type === 'handover' ? [effect.wanted] : [])));
		}

		return this;
	}

	wanted<What extends HandoverWant['want']>(want: What): readonly Extract<HandoverWant, {want: What}>[] {
		return this.wants.flatMap(
			wanted => (wanted.want === want ? [wanted as Extract<HandoverWant, {want: What}>] : []), // just compared
		);
	}
}

const devices: HandoverHeard = {heard: 'devices', devices: kinds};
const side = (over: Partial<SideSeen> = {}): HandoverHeard => ({heard: 'side', side: {...bgp, ...over}});
const folder = (path: string, problem?: string): HandoverHeard => ({
	heard: 'folder',
	asked: path,
	path,
	says: 'will be made',
	...(problem === undefined ? {} : {problem}),
});
const written = {
	title: 'strongSwan',
	folder: '~/x',
	files: [{name: 'STEPS.md', what: 'this page'}],
	left: [],
	steps: '## Apply\n\n1. Do.\n',
};

describe('which device', () => {
	it('is asked of our own at once, and of the cloud’s when they are read', () => {
		const played = new Played();
		expect(played.model.lists.device.rows.map(({id}) => id)).toEqual(['strongswan', 'libreswan']);
		played.on('down', devices);
		expect(played.model.lists.device.rows.map(({id}) => id)).toEqual([
			'strongswan',
			'libreswan',
			'aws:cisco-asa',
			'aws:juniper-srx',
		]);
		expect(played.model.lists.device.cursor).toBe(1);
	});

	it('is found by typing, q and n included', () => {
		const {model} = new Played(side(), devices, ...'juniper');
		expect(model.lists.device.matches).toHaveLength(1);
		expect(new Played(side(), devices, 'q', 'n').model.lists.device.filter).toBe('qn');
	});

	it('is not gone on with before the connection is read, and says why', () => {
		expect(new Played(devices, 'enter').model).toMatchObject({
			phase: 'choosing',
			blocked: expect.stringContaining('still being read'),
		});
	});

	it('is gone on with by itself once it is read, unless another key came first', () => {
		expect(new Played(devices, 'down', 'enter', side()).model).toMatchObject({
			phase: 'answering',
			choice: {kind: 'device', id: 'libreswan'},
		});
		expect(new Played(devices, 'enter', 'down', side()).model.phase).toBe('choosing');
		expect(new Played(devices, 'enter', {heard: 'side-failed', trouble}).model).toMatchObject({phase: 'choosing'});
	});

	it.each([
		['side-failed', ['side']],
		['devices-failed', ['devices']],
	] as const)('%s is read again with ctrl-r, and only that', (heard, again) => {
		const played = new Played(heard === 'side-failed' ? devices : side(), {heard, trouble});
		played.wants.length = 0;
		played.on('ctrl-r');
		expect(played.wants).toEqual(again.map(want => ({want, place})));
		expect(played.model[again[0]].status).toBe('reading');
	});

	it('our own can be had though the cloud’s can’t be read', () => {
		expect(new Played(side(), {heard: 'devices-failed', trouble}, 'enter').model.phase).toBe('answering');
	});
});

describe('what is asked of the site', () => {
	const fields = (over: Partial<SideSeen>, ...keys: readonly string[]) =>
		handoverFields(new Played(side(over), devices, ...keys, 'enter').model);

	it('is only what the connection does not say', () => {
		expect(fields({})).toEqual(['nat', 'siteRanges', 'cloudRanges', 'folder']);
		expect(fields({namesSite: true, namesCloud: true})).toEqual(['nat', 'folder']);
		expect(fields({routing: 'static', namesCloud: false})).toEqual(['nat', 'cloudRanges', 'folder']);
		expect(fields({}, 'down', 'down')).toEqual(['nat', 'folder']);
		expect(fields({}, 'tab')).toEqual(['folder']);
		expect(fields({bgpTunnels: 2, namesSite: true, namesCloud: true})).toEqual(['nat', 'prefer', 'folder']);
	});

	it('goes into the files as it was answered', () => {
		const played = new Played(
			side(),
			devices,
			'enter',
			'down',
			'enter',
			{paste: '10.0.1.7/16\n2001:db8::/48'},
			'enter',
		);
		played.on(...'172.16.0.0/12', 'enter', folder('berlin-office-strongswan'), 'enter');
		expect(played.wanted('write')).toEqual([
			{
				want: 'write',
				place,
				choice: {kind: 'device', id: 'strongswan'},
				site: {nat: false, siteRanges: ['10.0.0.0/16', '2001:db8::/48'], cloudRanges: ['172.16.0.0/12']},
				path: 'berlin-office-strongswan',
			},
		]);
		expect(played.model.phase).toBe('writing');
	});

	it('is not answered by passing over it: a device is behind NAT only when that was chosen', () => {
		const played = new Played(side(), devices, 'enter', 'down', 'down', 'down', 'up', 'up', 'tab', 'shift-tab');
		expect(played.model.form).toMatchObject({field: 'nat', nat: 'unknown', box: 0});
		expect(played.on('down', 'down', ' ').model.form).toMatchObject({field: 'nat', nat: 'yes'});
	});

	it('which of two BGP tunnels is preferred is neither until the first is chosen', () => {
		const two = side({bgpTunnels: 2, namesSite: true, namesCloud: true});
		const written = (...keys: readonly string[]) =>
			new Played(two, devices, 'enter', 'enter', ...keys, folder('office'), 'enter').wanted('write')[0]?.site;
		expect(written('enter')).toEqual({prefer: 'equal'});
		expect(written('down', 'enter')).toEqual({prefer: 'first'});
	});

	it('a range that is none stays where it was typed', () => {
		const played = new Played(side(), devices, 'enter', 'enter', ...'10.0.0.0/33', 'enter');
		expect(played.model.form).toMatchObject({field: 'siteRanges', blocked: expect.stringContaining('prefix length')});
		// and from the last field nothing is written over it
		played.on('down', 'down', 'enter');
		expect(played.model.form).toMatchObject({field: 'siteRanges'});
		expect(played.wanted('write')).toEqual([]);
	});
});

describe('the folder', () => {
	const atFolder = () => new Played(side({namesSite: true, namesCloud: true}), devices, 'enter', 'enter');

	it('is suggested by the connection’s name, and a free one takes its place', () => {
		const played = atFolder();
		expect(played.wanted('folder')[0]).toMatchObject({path: 'berlin-office-strongswan', fresh: true});
		played.on({...folder('berlin-office-strongswan'), path: 'berlin-office-strongswan-2'} as HandoverHeard);
		expect(played.model.form.texts.folder.value).toBe('berlin-office-strongswan-2');
	});

	it('is looked at with every letter, and late answers about another are dropped', () => {
		const played = atFolder().on('end', 'x');
		expect(played.wanted('folder').at(-1)).toMatchObject({path: 'berlin-office-strongswanx', fresh: false});
		played.on(folder('berlin-office-strongswan', 'taken'));
		expect(played.model.form.folder).toBeUndefined();
	});

	it('that can’t be written stops Enter; a word of the user’s own is never replaced', () => {
		const played = atFolder().on(
			'end',
			'x',
			folder('berlin-office-strongswanx', 'it holds swanctl.conf already'),
			'enter',
		);
		expect(played.model.form.blocked).toContain('holds swanctl.conf');
		expect(played.wanted('write')).toEqual([]);
		expect(played.on('ctrl-u', 'enter').model.form.blocked).toContain('name a folder');
	});

	it('where nothing could be written says so, and keeps every answer', () => {
		const played = atFolder().on('enter', {heard: 'write-failed', trouble});
		expect(played.model).toMatchObject({phase: 'answering', trouble});
		expect(played.model.form.texts.folder.value).toBe('berlin-office-strongswan');
	});

	it.each([
		['berlin-office', 'strongswan', 'berlin-office-strongswan'],
		['../../etc', 'terraform', 'etc-terraform'],
		['总部', 'aws:juniper-networks-inc-srx-routers-junos-11-0', 'vpn-1-juniper-networks-inc-srx'],
	])('of %s for %s is %s', (name, target, suggested) => {
		expect(suggestedFolder(name, 'vpn-1', target)).toBe(suggested);
	});
});

describe('the steps', () => {
	const done = () =>
		new Played(side({namesSite: true, namesCloud: true}), devices, 'enter', 'enter', 'enter', {
			heard: 'written',
			written,
		});

	it('are scrolled, lead back to the list that it was opened from, and forget what was read', () => {
		expect(done().model.phase).toBe('written');
		const back = done().on('escape');
		expect([back.wants.at(-1), back.at]).toEqual([{want: 'stop'}, 'watch']);
		expect(done().on('n').model.phase).toBe('choosing');
	});

	it('are printed on leaving, without their Markdown', () => {
		const page =
			'# T\n\n## Apply\n\n1. Run `it`:\n\n   ```sh\n   ls -l\n   ```\n\n## t1\n\n| | |\n|---|---|\n| A\\|B | c |\n';
		expect(handoverSummary({phase: 'written', written: {...written, steps: page}}).join('\n')).toBe(
			'\n  Apply\n  1. Run it:\n       ls -l',
		);
		expect(pageLines(page).at(-1)).toEqual({kind: 'fact', label: 'A|B', text: 'c', indent: 0});
		expect(handoverSummary({phase: 'answering', written})).toEqual([]);
	});

	it('have no escape sequence, whatever the file holds', () => {
		expect(JSON.stringify(pageLines('# a\u001B[2Jb\n\n| x | \u202Ey |\n'))).not.toMatch(/\\u001b|\u202E/i);
	});
});

it('every phase has keys, and Ctrl-C leaves from each of them', () => {
	const phases = [
		new Played(),
		new Played(side(), devices, 'enter'),
		new Played(side({namesSite: true, namesCloud: true}), devices, 'enter', 'enter', 'enter'),
		new Played(side(), {heard: 'written', written}),
	];
	for (const played of phases) {
		expect(handoverKeys(played.model).length).toBeGreaterThan(1);
		expect(played.on('ctrl-c').effects.at(-1)).toMatchObject({type: 'leave'});
	}
});

describe('from the panel', () => {
	/** A panel on the second of two connections that stand. */
	const atPanel = () => {
		const driver = new Driver();
		const connections = [connectionOf('a', 2, 'vpn-0001'), connectionOf('b', 2, 'vpn-0002')];
		return atPanelOf(driver, connections, 'vpn-0002');
	};

	it('h hands the highlighted connection over, and Esc leads back to the tunnels', () => {
		const driver = atPanel();
		driver.press('h');
		const wanted = driver.effects.filter(effect => effect.type === 'handover');
		expect(wanted).toMatchObject([
			{wanted: {want: 'side', place: {id: 'vpn-0002'}}},
			{wanted: {want: 'devices', place: {id: 'vpn-0002'}}},
		]);
		expect(driver.state.screen.name).toBe('handover');
		expect(driver.press('escape').state.screen.name).toBe('panel');
	});

	it('answers of a hand-over that was left are dropped', () => {
		const driver = atPanel();
		driver.press('h');
		const first = driver.state.awaited.handover!;
		driver.press('escape', 'h');
		driver.send({type: 'handover', request: first, event: side()});
		expect(handingOver.of(driver.state)?.side.status).toBe('reading');
	});

	it('what was written is said on leaving, wherever that is', () => {
		const driver = atPanel();
		driver.press('h');
		driver.send({type: 'handover', request: driver.state.awaited.handover!, event: {heard: 'written', written}});
		driver.press('escape', 'ctrl-c');
		const left = driver.effects.find(effect => effect.type === 'leave');
		expect(left?.type === 'leave' ? left.summary.join('\n') : '').toContain('in order: ~/x/STEPS.md');
	});
});

import {describe, expect, test} from 'vitest';
import type {Plan} from '../../../src/clouds/contract/cloud.ts';
import type {ConnectionDraft} from '../../../src/connection/document.ts';
import {hintsOf} from '../../../src/wizard/core/keys.ts';
import {changingMany, type Member, memberOf} from '../../../src/wizard/screens/many/model.ts';
import {changedDraft, sharedOptions} from '../../../src/wizard/screens/many/one-change.ts';
import {downText, manySummary, memberSays, warnings, whyRefused} from '../../../src/wizard/screens/many/text.ts';
import {screenOf} from '../../../src/wizard/screens/registry.ts';
import type {Driver} from '../driver.ts';
import {change, draftOf, keysKept, marked, tell} from './marked.ts';

const options = (draft: ConnectionDraft) => ({
	both: draft.security?.options as Readonly<Record<string, unknown>> | undefined,
	apart: (draft as {tunnels?: readonly {options?: Readonly<Record<string, unknown>>}[]}).tunnels?.map(
		tunnel => tunnel.options,
	),
});

describe('one change on any connection', () => {
	test('leaves all else of it as it stands', () => {
		const before = draftOf({both: {dpdTimeoutSeconds: 60}, tags: {team: 'network'}});
		const after = changedDraft(before, [{kind: 'set', path: 'security.options.phase1LifetimeSeconds', value: '3600'}]);
		expect(options(after).both).toEqual({dpdTimeoutSeconds: 60, phase1LifetimeSeconds: 3600});
		expect(after.tags).toEqual({team: 'network'});
		expect({...after, security: before.security}).toEqual(before);
	});

	test('takes the place of what each tunnel had of its own', () => {
		const before = draftOf({apart: [{dpdTimeoutSeconds: 31}, {dpdTimeoutSeconds: 61}]});
		const after = changedDraft(before, [{kind: 'set', path: 'security.options.dpdTimeoutSeconds', value: '45'}]);
		expect(options(after).both).toMatchObject({dpdTimeoutSeconds: 45});
		expect(JSON.stringify(options(after).apart)).not.toContain('dpdTimeoutSeconds');
	});

	test('takes one cipher out of those that each connection allows, and no other', () => {
		const path = 'security.options.phase1Encryption';
		const change = [{kind: 'forbid', path, value: 'AES128'}] as const;
		const some = changedDraft(draftOf({both: {phase1Encryption: ['AES128', 'AES256']}}), change);
		expect(options(some).both?.phase1Encryption).toEqual(['AES256']);
		const all = changedDraft(draftOf({}), change);
		expect(options(all).both?.phase1Encryption).toEqual(['AES256', 'AES128-GCM-16', 'AES256-GCM-16']);
		const apart = changedDraft(draftOf({apart: [{phase1Encryption: ['AES128', 'AES256-GCM-16']}, {}]}), change);
		expect(options(apart).apart?.[0]?.phase1Encryption).toEqual(['AES256-GCM-16']);
	});

	test('sets a tag, and takes one off', () => {
		const before = draftOf({tags: {team: 'network', old: 'yes'}});
		expect(
			changedDraft(before, [
				{kind: 'tag', key: 'owner', value: 'berlin'},
				{kind: 'untag', key: 'old'},
			]).tags,
		).toEqual({
			team: 'network',
			owner: 'berlin',
		});
	});
});

function memberAt(driver: Driver, id: string) {
	const member = changingMany.of(driver.state)?.members.find(each => each.id === id);
	if (!member) throw new Error(`no ${id}`);
	return member;
}

const requestOf = (driver: Driver) => driver.state.awaited.many ?? 0;
/** Two connections with a tag asked for and both dry runs done. */
function checkedTwo(): Driver {
	const driver = marked().press('ctrl-o');
	driver.press('Set a tag', 'enter').press('owner=berlin', 'enter');
	for (const [index, id] of ['vpn-1', 'vpn-2'].entries()) {
		tell(driver, index, {
			heard: 'planned',
			plan: change(id, `office-${index + 1}`),
			secrets: new Map(),
			notes: [],
			unknown: [],
		});
		tell(driver, index, {heard: 'checked'});
	}

	return driver;
}

describe('several connections are changed alike', () => {
	test('the key is there only while some are marked', () => {
		expect(keysKept(marked(0))).not.toContain('ctrl-o');
		expect(keysKept(marked())).toContain('ctrl-o');
	});

	test('what only a new connection has is no question, once that is read', () => {
		const driver = marked().press('ctrl-o');
		expect(driver.at).toBe('many-option');
		expect(driver.effects.filter(({type}) => type === 'read-many')).toMatchObject([
			{places: [{id: 'vpn-1', region: 'eu-central-1'}, {id: 'vpn-2'}]},
		]);
		const offered = () => driver.state.lists['many-option aws']?.rows.find(({id}) => id === 'acceleration')?.selectable;
		const fixed = [{field: 'acceleration', why: 'it is chosen when a connection is made'}];
		expect(offered()).toBe(true);
		tell(driver, 0, {heard: 'fixed', fixed});
		expect(offered()).toBe(false);
		// another of them can be given it
		tell(driver, 1, {heard: 'fixed', fixed: []});
		expect(offered()).toBe(true);
	});

	test('the change is asked for, never a document of before: each is read when it is checked, and checked again', () => {
		const driver = marked().press('ctrl-o');
		driver.press('Set a tag', 'enter').press('owner=berlin', 'enter');
		const asked = {
			type: 'check-many',
			cloud: 'aws',
			region: 'eu-central-1',
			ids: ['vpn-1', 'vpn-2'],
			changes: [{kind: 'tag', key: 'owner', value: 'berlin'}],
		};
		expect(driver.effects.at(-1)).toEqual({...asked, request: requestOf(driver)});
		driver.press('r');
		expect(driver.effects.at(-1)).toEqual({...asked, request: requestOf(driver)});
	});

	test('a number is asked for with its limits, and one outside of them is refused before anything is read', () => {
		const driver = marked().press('ctrl-o').press('dpd timeout', 'enter');
		expect(driver.state.prompt?.called).toBe('DPD timeout, 30 s or more');
		driver.press('20', 'enter');
		expect(driver.state.prompt?.trouble).toBe('DPD timeout is 30 s or more');
		expect(driver.effects.filter(({type}) => type === 'check-many')).toEqual([]);
		driver.press('ctrl-u', '45', 'enter');
		expect(driver.effects.at(-1)).toMatchObject({type: 'check-many', changes: [{value: '45'}]});
	});

	test('a change that was gone back from is in no dry run', () => {
		const driver = checkedTwo().press('a', 'Set a tag', 'enter').press('team=net', 'enter');
		driver.press('escape');
		expect(driver.at).toBe('many-option');
		driver.press('escape');
		expect(driver.at).toBe('many');
		expect(driver.effects.at(-1)).toMatchObject({type: 'check-many', changes: [{key: 'owner'}]});
	});

	test('the list of options is whole each time it is opened', () => {
		const driver = marked().press('ctrl-o').press('dpd timeout', 'enter').press('45', 'enter');
		expect(driver.at).toBe('many');
		driver.press('a');
		expect(driver.state.lists['many-option aws']).toMatchObject({filter: '', cursor: 0});
	});

	test('one that can’t be changed holds all of them up, until it is left out', () => {
		const driver = checkedTwo();
		driver.press('r');
		tell(driver, 0, {heard: 'planned', plan: change('vpn-1', 'office-1'), secrets: new Map(), notes: [], unknown: []});
		tell(driver, 0, {heard: 'checked'});
		tell(driver, 1, {heard: 'failed', trouble: {message: 'a rule refuses it'}});
		driver.press('enter');
		expect(changingMany.of(driver.state)).toMatchObject({
			phase: 'checking',
			blocked: expect.stringMatching(/leaves out/),
		});
		driver.press('down', 'x', 'enter');
		expect(changingMany.of(driver.state)).toMatchObject({phase: 'asking', members: [{id: 'vpn-1'}]});
	});

	test('an end’s identity is no option of several: it belongs to one connection', () => {
		const paths = sharedOptions('tencent').map(({path}) => path);
		expect(paths.filter(path => /Identity/.test(path))).toEqual([]);
		expect(paths).toContain('security.options.ikeVersion');
	});

	test('Enter alone changes nothing: how many has to be typed', () => {
		const driver = checkedTwo().press('enter', 'enter');
		expect(driver.effects.filter(({type}) => type === 'run-many')).toEqual([]);
		driver.press('change 3', 'enter');
		expect(driver.effects.filter(({type}) => type === 'run-many')).toEqual([]);
		driver.press('backspace', '2', 'enter');
		const [run] = driver.effects.filter(effect => effect.type === 'run-many');
		expect(run?.plans.map(({id, plan}) => [id, plan.exists?.id])).toEqual([
			['vpn-1', 'vpn-1'],
			['vpn-2', 'vpn-2'],
		]);
	});

	test('of the warnings of a dry run those are told that the change brings', () => {
		const driver = marked().press('ctrl-o').press('dpd timeout', 'enter').press('45', 'enter');
		tell(driver, 0, {heard: 'planned', plan: change('vpn-1', 'office-1'), secrets: new Map(), notes: [], unknown: []});
		const warned = (id: string, field?: string) => ({
			id,
			title: id,
			result: 'warn' as const,
			detail: 'd',
			proves: '',
			...(field === undefined ? {} : {field}),
		});
		for (const check of [
			warned('differs:security.options.dpdTimeoutSeconds:0', 'security.options.dpdTimeoutSeconds'),
			warned('rule:weak', 'security.options.phase1Encryption'),
			warned('rule:short', 'security.options.dpdTimeoutSeconds'),
			warned('change:alone'),
		])
			tell(driver, 0, {heard: 'check', check});
		tell(driver, 0, {heard: 'checked'});
		const {changes = []} = changingMany.of(driver.state) ?? {};
		expect(warnings(memberAt(driver, 'vpn-1'), changes)).toEqual(['rule:short: d', 'change:alone: d']);
		expect(memberAt(driver, 'vpn-1').state).toBe('ready');
	});

	test('a tunnel that is DOWN and would have to carry the traffic refuses, and what to do names it', () => {
		const driver = marked().press('ctrl-o').press('dpd timeout', 'enter').press('45', 'enter');
		tell(driver, 0, {heard: 'planned', plan: change('vpn-1', 'office-1'), secrets: new Map(), notes: [], unknown: []});
		const check = {
			id: 'carries:vpn-2',
			title: 'tunnel 2 carries the traffic',
			result: 'refuse' as const,
			detail: 'it is DOWN',
			proves: '',
			mend: 'Bring tunnel 2 UP',
		};
		tell(driver, 0, {heard: 'check', check});
		tell(driver, 0, {heard: 'checked'});
		expect(memberAt(driver, 'vpn-1').state).toBe('refused');
		expect(whyRefused(memberAt(driver, 'vpn-1'))).toEqual([
			'nothing would carry its traffic meanwhile. Bring tunnel 2 UP',
		]);
	});

	test('what the cloud does not show is not said to be so already', () => {
		const driver = marked().press('ctrl-o').press('dpd timeout', 'enter').press('45', 'enter');
		const {actions: _, comparison, ...plan} = change('vpn-1', 'office-1');
		const same = {...plan, actions: [], comparison: {...comparison, differences: []}} as unknown as Plan;
		const why = 'the cloud does not show it';
		const unknown = [{field: 'security.options.dpdTimeoutSeconds', why}];
		tell(driver, 0, {heard: 'planned', plan: same, secrets: new Map(), notes: [], unknown});
		tell(driver, 0, {heard: 'checked'});
		tell(driver, 1, {heard: 'planned', plan: same, secrets: new Map(), notes: [], unknown: []});
		tell(driver, 1, {heard: 'checked'});
		expect(memberSays(memberAt(driver, 'vpn-1'))).toBe(`not known: ${why}`);
		expect(memberSays(memberAt(driver, 'vpn-2'))).toBe('is so already');
		driver.press('enter');
		expect(changingMany.of(driver.state)).toMatchObject({
			phase: 'checking',
			blocked: 'nothing is to be changed, as far as the cloud shows',
		});
	});

	test('what goes down is told whole: of a tunnel that nothing stands beside, all of its traffic', () => {
		const tunnel = (id: string, needs: number): Member => {
			const plan = change(id, id);
			const change_ = {
				values: [],
				interrupts: {kind: 'tunnel' as const, tunnel: {connectionId: id, key: id, number: 1}},
				needsUp: Array.from({length: needs}, () => ({connectionId: 'other', key: 'other', number: 1})),
				backUp: [],
			};
			const actions = plan.actions.map(action => ({...action, change: change_}));
			return {...memberOf({id, name: id}), plan: {...plan, actions}, state: 'ready'};
		};
		expect(downText([tunnel('a', 1)])).toBe('tunnel 1 is interrupted');
		expect(downText([tunnel('a', 0)])).toBe('all traffic is interrupted');
		expect(downText([tunnel('a', 1), tunnel('b', 1)])).toBe('tunnel 1 is interrupted at each');
		expect(downText([tunnel('a', 1), tunnel('b', 0)])).toBe(
			'tunnel 1 is interrupted at each; at 1 of them all traffic, for nothing else carries it',
		);
	});

	test('a stop leaves the rest as it was, and says so', () => {
		const driver = checkedTwo().press('enter', 'change 2', 'enter');
		const {actions} = change('vpn-1', 'office-1');
		tell(driver, 0, {heard: 'run', event: {type: 'started', runId: 'run-1', actions}});
		driver.press('ctrl-c');
		expect(driver.effects.at(-1)).toEqual({type: 'stop-run'});
		expect(driver.state.leaving).toBe(false);
		tell(driver, 0, {heard: 'run', event: {type: 'stopped', after: undefined, made: []}});
		driver.send({type: 'many-ended', request: requestOf(driver)});
		const model = changingMany.of(driver.state);
		if (!model) throw new Error('no model');
		expect(model.phase).toBe('stopped');
		expect(model.members.map(memberSays)).toEqual(['stopped after 0 of 1 step', 'not begun, left as it was']);
		expect(manySummary(model).join('\n')).toMatch(/0 of 2 changed[\s\S]*office-2 {2}vpn-2 {2}left as it was/);
	});

	test('what stopped can be gone on with, what is done put back, and the rest asked for, from where they stand', () => {
		const driver = marked(3).press('ctrl-o').press('Set a tag', 'enter').press('owner=berlin', 'enter');
		for (const id of ['vpn-1', 'vpn-2', 'vpn-3']) {
			const index = Number(id.slice(-1)) - 1;
			tell(driver, index, {heard: 'planned', plan: change(id, id), secrets: new Map(), notes: [], unknown: []});
			tell(driver, index, {heard: 'checked'});
		}

		driver.press('enter', 'change 3', 'enter');
		const {actions} = change('vpn-1', 'office-1');
		const [action] = actions;
		if (!action) throw new Error('no action');
		tell(driver, 0, {heard: 'run', event: {type: 'started', runId: 'run-1', actions}});
		const result = {id: '', existed: false, detail: ''};
		tell(driver, 0, {heard: 'run', event: {type: 'action-done', action: action.id, result, at: 1}});
		tell(driver, 0, {heard: 'run', event: {type: 'finished', connectionId: 'vpn-1', made: []}});
		tell(driver, 1, {heard: 'run', event: {type: 'started', runId: 'run-2', actions}});
		tell(driver, 1, {heard: 'run', event: {type: 'stopped', after: undefined, made: []}});
		driver.send({type: 'many-ended', request: requestOf(driver)});
		expect(changingMany.of(driver.state)).toMatchObject({phase: 'stopped', row: 1});
		expect(keysKept(driver)).toEqual(expect.arrayContaining(['r', 'c']));
		driver.press('r');
		expect(driver.effects.at(-1)).toMatchObject({type: 'open-run', runId: 'run-2'});
		const opened = {
			runId: 'run-2',
			plan: change('vpn-2', 'vpn-2'),
			results: [],
			inDoubt: [],
			state: 'unfinished',
		} as const;
		driver.send({type: 'run-opened', request: driver.state.awaited.run ?? 0, opened});
		expect(driver.at).toBe('run');
		driver.press('escape');
		expect(driver.at).toBe('many');
		driver.press('up', 'u');
		expect(driver.effects.at(-1)).toMatchObject({type: 'preview-undo', runId: 'run-1'});
		driver.press('escape');
		expect(driver.at).toBe('many');
		driver.press('c');
		expect(driver.effects.at(-1)).toMatchObject({type: 'check-many', ids: ['vpn-3']});
	});

	test('one that somebody else changed since is not begun, says why, and is checked again with the rest', () => {
		const driver = checkedTwo().press('enter', 'change 2', 'enter');
		tell(driver, 0, {heard: 'failed', trouble: {message: 'somebody else has changed it'}});
		driver.send({type: 'many-ended', request: requestOf(driver)});
		const model = changingMany.of(driver.state);
		expect(model?.members.map(({state}) => state)).toEqual(['left', 'left']);
		expect(model && manySummary(model).join('\n')).toMatch(/vpn-1 {2}left as it was: somebody else has changed it/);
		driver.press('c');
		expect(driver.effects.at(-1)).toMatchObject({type: 'check-many', ids: ['vpn-1', 'vpn-2']});
	});

	test('what was changed is told on leaving, from wherever that is', () => {
		const driver = checkedTwo().press('enter', 'change 2', 'enter');
		for (const [index, id] of ['vpn-1', 'vpn-2'].entries()) {
			const {actions} = change(id, id);
			tell(driver, index, {heard: 'run', event: {type: 'started', runId: `run-${index}`, actions}});
			tell(driver, index, {heard: 'run', event: {type: 'finished', connectionId: id, made: []}});
		}

		driver.send({type: 'many-ended', request: requestOf(driver)}).press('enter');
		expect(driver.at).toBe('watch');
		expect(driver.effects.findLast(({type}) => type === 'watch-fleet')).toMatchObject({
			choice: {ids: ['vpn-1', 'vpn-2']},
		});
		driver.press('ctrl-c');
		const left = driver.effects.findLast(effect => effect.type === 'leave');
		expect(left?.summary.join('\n')).toMatch(/2 of 2 changed in eu-central-1[\s\S]*vpn-1 {2}stands as asked/);
	});

	test('a connection that does not stand as it was asked for is not said to, and the rest is left', () => {
		const driver = checkedTwo().press('enter', 'change 2', 'enter');
		const {actions} = change('vpn-1', 'office-1');
		tell(driver, 0, {heard: 'run', event: {type: 'started', runId: 'run-1', actions}});
		const unlike = ['DPD timeout: 30 → 45'];
		tell(driver, 0, {heard: 'run', event: {type: 'finished', connectionId: 'vpn-1', made: [], unlike}});
		expect(memberSays(memberAt(driver, 'vpn-1'))).toMatch(/stands otherwise/);
		driver.send({type: 'many-ended', request: requestOf(driver)});
		const model = changingMany.of(driver.state);
		expect(model?.phase).toBe('stopped');
		expect(model && manySummary(model).join('\n')).toMatch(
			/not as the document says: DPD timeout: 30 → 45[\s\S]*left as it was/,
		);
	});

	test('each connection is told to have a run of its own, which is put back by itself', () => {
		const driver = checkedTwo();
		driver.state = {...driver.state, options: {...driver.state.options, sandbox: false}};
		driver.press('enter', 'change 2', 'enter');
		for (const [index, id] of ['vpn-1', 'vpn-2'].entries()) {
			const {actions} = change(id, id);
			tell(driver, index, {heard: 'run', event: {type: 'started', runId: `run-${index}`, actions}});
			tell(driver, index, {heard: 'run', event: {type: 'finished', connectionId: id, made: []}});
		}

		driver.send({type: 'many-ended', request: requestOf(driver)});
		const model = changingMany.of(driver.state);
		const said = (model ? manySummary(model) : []).join('\n');
		expect(said).toMatch(/a run of its own/);
		expect(said).toMatch(/office-1: tunnelwright runs undo run-0 --yes/);
		expect(said).toMatch(/office-2: tunnelwright runs undo run-1 --yes/);
	});

	test('the list that is confirmed has the order in which they are changed', () => {
		const driver = checkedTwo();
		driver.send({type: 'many-ordered', request: requestOf(driver), ids: ['vpn-2', 'vpn-1']});
		driver.press('enter', 'change 2', 'enter');
		const [run] = driver.effects.filter(effect => effect.type === 'run-many');
		expect(run?.plans.map(({plan}) => plan.exists?.id)).toEqual(['vpn-2', 'vpn-1']);
	});

	test('the footer never shows a key that does nothing', () => {
		const driver = checkedTwo();
		const labels = hintsOf(screenOf(driver.state).keys(driver.state)).map(({label}) => label);
		expect(labels).toEqual(expect.arrayContaining(['confirm', 'leave out', 'one more']));
	});
});

describe('one is left out while others are still looked at', () => {
	/** Three of them, a tag asked for. */
	const three = () => marked(3).press('ctrl-o').press('Set a tag', 'enter').press('owner=berlin', 'enter');

	test('what is told of another stays that one’s own', () => {
		const driver = three();
		tell(driver, 0, {heard: 'failed', trouble: {message: 'no answer'}});
		driver.press('x');
		tell(driver, 1, {heard: 'planned', plan: change('vpn-2', 'office-2'), secrets: new Map(), notes: [], unknown: []});
		tell(driver, 1, {heard: 'checked'});
		tell(driver, 2, {heard: 'planned', plan: change('vpn-3', 'office-3'), secrets: new Map(), notes: [], unknown: []});
		tell(driver, 2, {heard: 'checked'});
		driver.press('enter', 'change 2', 'enter');
		const [run] = driver.effects.filter(effect => effect.type === 'run-many');
		expect(run?.plans.map(({id, plan}) => [id, plan.exists?.id])).toEqual([
			['vpn-2', 'vpn-2'],
			['vpn-3', 'vpn-3'],
		]);
	});

	test('the others are asked for anew, and nobody waits for the one that hangs', () => {
		const checking = three();
		checking.press('down', 'x');
		expect(checking.effects.at(-1)).toMatchObject({type: 'check-many', ids: ['vpn-1', 'vpn-3']});
	});
});

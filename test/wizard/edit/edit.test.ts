import {describe, expect, test} from 'vitest';
import type {Plan, TunnelName} from '../../../src/clouds/contract/cloud.ts';
import type {Difference} from '../../../src/clouds/contract/comparison.ts';
import {allRules} from '../../../src/clouds/contract/rule-registry.ts';
import {trafficChecks} from '../../../src/clouds/contract/traffic-checks.ts';
import {checkRules} from '../../../src/clouds/engine/check-rules.ts';
import type {ConnectionDraft} from '../../../src/connection/document.ts';
import {planReport} from '../../../src/handover/report/report.ts';
import {draftedPart} from '../../../src/profiles/drafts.ts';
import {bannerOf, summaryOf} from '../../../src/ui/chrome.ts';
import {notesOfItself} from '../../../src/ui/effects/standing.ts';
import {askedOf} from '../../../src/wizard/answers/asked.ts';
import {fromDraft, toDraft} from '../../../src/wizard/answers/draft.ts';
import {readKept} from '../../../src/wizard/answers/kept-draft.ts';
import {rebased} from '../../../src/wizard/answers/rebase.ts';
import {changedText} from '../../../src/wizard/core/change-texts.ts';
import {hintsOf} from '../../../src/wizard/core/keys.ts';
import {goTo, placesOf} from '../../../src/wizard/overlays/go-to/places.ts';
import {confirming, openConfirm} from '../../../src/wizard/screens/confirm/model.ts';
import {whyNotBegun} from '../../../src/wizard/screens/dry-run/even-if-down.ts';
import {dryRunKeys} from '../../../src/wizard/screens/dry-run/keys.ts';
import {dryRunning, openingDryRun} from '../../../src/wizard/screens/dry-run/model.ts';
import {detailLines} from '../../../src/wizard/screens/dry-run/rows.ts';
import {whyNotConfirm} from '../../../src/wizard/screens/dry-run/why-not.ts';
import {reviewLines} from '../../../src/wizard/screens/review/review.ts';
import {standingNotes} from '../../../src/wizard/screens/review/standing-again.ts';
import {missing} from '../../../src/wizard/steps/flow.ts';
import {stepOf, visibleFields, visibleSteps} from '../../../src/wizard/steps/steps.ts';
import {tencentDocument} from '../../clouds/tencent/documents.ts';
import {connectionOf, planOf} from '../../ui/fixtures.ts';
import {Driver} from '../driver.ts';

const standing = planOf().document;
const difference: Difference = {
	field: 'security.options.dpdTimeoutSeconds',
	what: 'DPD timeout',
	was: '30',
	wanted: '45',
	interrupts: {kind: 'connection'},
};

/** The connection of the account, opened by `e` in Watch and read back. */
function editing(): Driver {
	const driver = new Driver();
	driver.state = {...driver.state, screen: {name: 'watch'}, awaited: {'read-back': 7}};
	const found = {id: 'vpn-0000aaaa', draft: standing, notes: [], itself: true} as const;
	driver.send({type: 'read-back', request: 7, found});
	driver.effects.length = 0;
	return driver;
}

const typeOf = (driver: Driver, type: string) => driver.effects.filter(effect => effect.type === type);

describe('a connection that stands is edited', () => {
	test('ctrl-e on its row reads it back as itself, and opens the review', () => {
		const driver = new Driver();
		driver.press('down', 'down', 'enter').press('ctrl-e');
		expect(driver.at).toBe('watch');
		expect(typeOf(driver, 'read-back')).toMatchObject([{itself: true, id: 'vpn-0000aaaa', region: 'eu-central-1'}]);
		expect(editing().at).toBe('review');
	});

	test.each(['aws', 'tencent'] as const)(
		'one of %s that stands without a static route is edited as it stands',
		cloud => {
			const own: ConnectionDraft = cloud === 'aws' ? standing : tencentDocument();
			const draft: ConnectionDraft = {...own, routing: {mode: 'static', prefixes: []}};
			const driver = new Driver();
			driver.state = {...driver.state, screen: {name: 'watch'}, awaited: {'read-back': 7}};
			const id = cloud === 'aws' ? 'vpn-0000aaaa' : 'vpnx-0000aaaa';
			driver.send({type: 'read-back', request: 7, found: {id, draft, notes: [], itself: true}});
			const asked = askedOf(driver.state);
			expect(missing(stepOf('routes'), asked, driver.state)).toBeUndefined();
			const refused = checkRules(allRules, draft, {}).filter(({severity}) => severity === 'refuse');
			expect(refused.filter(({field}) => field.startsWith('routing.prefixes'))).toEqual([]);
			// a new one is not asked for without
			expect(missing(stepOf('routes'), {...asked, edits: undefined}, driver.state)).toMatch(/at least one range/);
		},
	);

	test('every screen of the way says which connection it is', () => {
		const driver = editing();
		expect(bannerOf(driver.state).text).toContain('editing vpn-0000aaaa');
		driver.press('up', 'enter');
		expect(bannerOf(driver.state).text).toContain('editing vpn-0000aaaa');
		driver.press('ctrl-l');
		expect(bannerOf(driver.state).text).not.toContain('editing');
	});

	test('its cloud and region can’t be asked again, and its keys are not: a new key has a screen of its own', () => {
		const {state} = editing();
		const asked = askedOf(state);
		expect(visibleSteps(asked).map(({id}) => id)).not.toEqual(expect.arrayContaining(['cloud']));
		expect(visibleSteps(asked).map(({id}) => id)).not.toEqual(expect.arrayContaining(['region']));
		expect(placesOf(state).slice(0, 2)).toMatchObject([{why: /only a new connection/}, {why: /only a new connection/}]);
		expect(visibleFields(stepOf('security'), asked).map(({id}) => id)).toEqual(['preset']);
	});

	test('a draft that is left behind knows still what it edits, and what that was', () => {
		const driver = editing().press('ctrl-c');
		const saved = driver.effects.findLast(effect => effect.type === 'save-draft');
		const kept = saved && readKept(JSON.parse(JSON.stringify(saved.kept)), draftedPart);
		if (!kept) throw new Error('nothing was kept');
		expect(kept.answers.edits).toMatchObject({id: 'vpn-0000aaaa', was: {name: standing.name}});
		const again = new Driver().send({
			type: 'drafts-found',
			offers: [{file: 'draft', when: 'now', where: 'AWS', name: 'berlin-office', kept}],
		});
		expect(again.state.lists.home?.rows.find(({id}) => id === 'draft')?.cells[1]).toContain('editing vpn-0000aaaa');
		again.press('down', 'enter');
		expect(again.state.answers.edits?.id).toBe('vpn-0000aaaa');
		expect(again.at).toBe('review');
	});

	test('a draft of before edits nothing', () => {
		const kept = readKept({answers: {cloud: 'aws', of: {aws: {mode: 'bgp'}}}, step: 'review'}, draftedPart);
		expect(kept?.answers.edits).toBeUndefined();
	});

	test('a new connection that is begun after it edits nothing', () => {
		const driver = editing().press('ctrl-l', 'home', 'enter');
		expect(driver.at).toBe('cloud');
		expect(driver.state.answers.edits).toBeUndefined();
	});

	test('nothing is suggested that nobody asked for: what stands stays', () => {
		const {state} = editing();
		expect(state.answers.of.aws?.routeTables).toEqual({'vgw-9a4cacf3': []});
	});

	test('the rules, the facts and the dry run hear which connection it is', () => {
		const driver = editing();
		driver.send({type: 'check-again'});
		expect(typeOf(driver, 'check')).toMatchObject([{edits: {id: 'vpn-0000aaaa'}}]);
		driver.press('enter');
		expect(typeOf(driver, 'preflight')).toMatchObject([{converge: {connectionId: 'vpn-0000aaaa', prune: true}}]);
	});

	test('the review has each change at its answer, was and will be', () => {
		const driver = editing().send({type: 'checked', findings: [], changes: [difference]});
		const lines = reviewLines(driver.state);
		expect(lines.filter(({changes}) => changes.length > 0)).toMatchObject([{step: 'options', changes: [difference]}]);
	});

	test('has a row for each change of one answer: a small screen shows all of them', () => {
		const both = [difference, {...difference, what: 'tunnel 2: DPD timeout'}];
		const driver = editing().send({type: 'checked', findings: [], changes: both});
		const lines = reviewLines(driver.state).filter(({changes}) => changes.length > 0);
		expect(lines.map(({changes}) => changes)).toEqual([[both[0]], [both[1]]]);
		expect(lines.map(({goesOn}) => goesOn)).toEqual([undefined, true]);
		expect(summaryOf(driver.state).filter(({changed}) => changed)).toHaveLength(1);
	});

	test('its connection is gone: the draft says so as it is gone on with', () => {
		const driver = editing();
		driver.state = {...driver.state, awaited: {standing: 9}};
		const trouble = {message: 'vpn-0000aaaa is not in eu-central-1', mend: 'look in Watch'};
		driver.send({type: 'standing-failed', request: 9, trouble});
		expect(driver.state.notice).toEqual({tone: 'bad', text: `${trouble.message} · look in Watch`});
	});

	test('its cloud is said to stay, not to be opened later', () => {
		const {state} = goTo(editing().state, 1);
		expect(state.notice?.text).toMatch(/^cloud can’t be changed · it stays as it is/);
	});

	test('values are said with their units', () => {
		expect(changedText({...difference, unit: 's'})).toBe('DPD timeout: 30 s → 45 s');
		expect(changedText({...difference, was: '', unit: 's'})).toBe('DPD timeout: nothing → 45 s');
	});

	test('an answer that puts nothing else in place of what stands leads to no dry run', () => {
		const driver = editing().send({type: 'checked', findings: [], changes: []});
		driver.press('enter');
		expect(driver.at).toBe('review');
		expect(driver.state.notice?.text).toMatch(/nothing is changed yet/);
		driver.send({type: 'checked', findings: [], changes: [difference]}).press('enter');
		expect(driver.at).toBe('dry-run');
	});
});

describe('what somebody else changed while it was edited', () => {
	type Draft = typeof standing & {tags: Record<string, string>; name: string};
	/** As it stood, with some of it otherwise. */
	function stands(change: (draft: Draft) => void): Draft {
		const draft = structuredClone(standing) as Draft;
		change(draft);
		return draft;
	}

	const told = (driver: Driver, draft: Draft, kind = 'standing') =>
		driver.send({
			type: 'standing-read',
			request: driver.state.awaited[kind] ?? 0,
			id: 'vpn-0000aaaa',
			draft,
			notes: [],
		});
	/** A draft of last week that gives it another name, gone on with now. */
	function continued(): Driver {
		const left = editing();
		left.state = {
			...left.state,
			answers: {...fromDraft({...standing, name: 'mine'}), edits: {id: 'vpn-0000aaaa', was: standing}},
		};
		left.press('up').press('ctrl-c');
		const saved = left.effects.findLast(effect => effect.type === 'save-draft');
		const kept = saved && readKept(JSON.parse(JSON.stringify(saved.kept)), draftedPart);
		if (!kept) throw new Error('nothing was kept');
		const offers = [{file: 'draft', when: 'now', where: 'AWS', name: 'mine', kept}];
		return new Driver().send({type: 'drafts-found', offers}).press('down', 'enter');
	}

	test('is read when the draft is gone on with, and before the dry run', () => {
		const driver = continued();
		expect(typeOf(driver, 'read-standing')).toMatchObject([{id: 'vpn-0000aaaa', region: 'eu-central-1'}]);
		driver.send({type: 'checked', findings: [], changes: [difference]}).press('enter');
		expect(typeOf(driver, 'preflight')).toMatchObject([{edits: {id: 'vpn-0000aaaa'}}]);
	});

	test('is taken over, and told; what was changed here stays', () => {
		const driver = told(
			continued(),
			stands(draft => {
				draft.tags = {team: 'theirs'};
			}),
		);
		expect(toDraft(driver.state.answers)).toMatchObject({name: 'mine', tags: {team: 'theirs'}});
		expect(standingNotes(driver.state).join('\n')).toMatch(
			/somebody else changed tag team: nothing → theirs; taken over/,
		);
		// a second read finds nothing more
		const {answers} = driver.state;
		expect(
			told(
				driver,
				stands(draft => {
					draft.tags = {team: 'theirs'};
				}),
			).state.answers,
		).toBe(answers);
	});

	test('where both changed the same, the answer stays, and it is told', () => {
		const driver = told(
			continued(),
			stands(draft => {
				draft.name = 'theirs';
			}),
		);
		expect(toDraft(driver.state.answers)).toMatchObject({name: 'mine'});
		expect(standingNotes(driver.state).join('\n')).toMatch(/theirs; your answer stays/);
	});

	test('of another tunnel, another range or another tag stays as they made it: nobody answered for it here', () => {
		type Whole = ConnectionDraft & {security: {options: object}; tunnels: {options?: object}[]; ranges: object[]};
		const made = (change: (draft: Whole) => void): Draft => {
			// cast: a document that has what the tests write into it
			const draft = structuredClone({...standing, tags: {team: 'ours'}}) as unknown as Whole;
			draft.security = {...draft.security, options: {dpdTimeoutSeconds: 30}};
			draft.tunnels = [{...draft.tunnels[0]}, {...draft.tunnels[1]}];
			draft.ranges = [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.0.0/24']}];
			change(draft);
			return draft as unknown as Draft;
		};
		const was = made(() => {});
		const mine = made(draft => {
			draft.tunnels[0] = {...draft.tunnels[0], options: {dpdTimeoutSeconds: 45}};
			draft.ranges = [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.0.0/24', '192.168.1.0/24']}];
			draft.tags = {team: 'ours', mine: '1'};
		});
		const now = made(draft => {
			// they set tunnel 2: read back, the value that both shared may be either tunnel's
			draft.security = {...draft.security, options: {dpdTimeoutSeconds: 60}};
			draft.tunnels[0] = {...draft.tunnels[0], options: {dpdTimeoutSeconds: 30}};
			draft.ranges = [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.0.0/24', '192.168.2.0/24']}];
			draft.tags = {team: 'ours', theirs: '1'};
		});
		const {draft, moved} = rebased(mine, was, now);
		expect(draft).toMatchObject({
			tunnels: [{options: {dpdTimeoutSeconds: 45}}, {options: {dpdTimeoutSeconds: 60}}],
			ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.0.0/24', '192.168.2.0/24', '192.168.1.0/24']}],
			tags: {team: 'ours', mine: '1', theirs: '1'},
		});
		expect(draft.security).not.toHaveProperty('options');
		expect(moved).toEqual([
			{field: 'ranges', was: '', now: '10.0.0.0/16 ⇄ 192.168.2.0/24', kept: false},
			{field: 'tunnels[1].options.dpdTimeoutSeconds', was: '30', now: '60', kept: false},
			{field: 'tags.theirs', was: '', now: '1', kept: false},
		]);
	});

	test('is told in the words of the form, with units', () => {
		const driver = editing();
		const moved = [
			{field: 'tunnels[1].options.dpdTimeoutSeconds', was: '30', now: '60', kept: false},
			{field: 'tunnels[0].options.lifecycleControl', was: 'false', now: 'true', kept: true},
		];
		driver.state = {
			...driver.state,
			answers: {...driver.state.answers, edits: {id: 'vpn-0000aaaa', was: standing, moved}},
		};
		const said = standingNotes(driver.state).join('\n');
		expect(said).toContain('Tunnel 2: DPD timeout: 30 s → 60 s; taken over');
		expect(said).not.toMatch(/true|tunnels\[/);
	});

	test('is nobody else’s where it is what these answers ask for: a run of theirs has made it', () => {
		const asked = continued();
		const after = told(
			asked,
			stands(draft => {
				draft.name = 'mine';
			}),
		);
		expect(standingNotes(after.state)).toEqual([]);
		expect(after.state.notice?.text ?? '').not.toMatch(/somebody else/);
	});

	test('takes nothing away that is typed and not valid yet', () => {
		const driver = continued();
		const own = driver.state.answers.of.aws;
		if (!own) throw new Error('no answers');
		const typed = {
			...own,
			texts: {...own.texts, tags: 'a=1, =bad'},
			options: {...own.options, 'security.options.dpdTimeoutSeconds': '7x'},
		};
		driver.state = {...driver.state, answers: {...driver.state.answers, of: {aws: typed}}};
		told(
			driver,
			stands(draft => {
				draft.tags = {theirs: '1'};
			}),
		);
		const {texts, options} = driver.state.answers.of.aws ?? own;
		expect(texts.tags?.split(', ').toSorted()).toEqual(['=bad', 'a=1', 'theirs=1']);
		expect(options['security.options.dpdTimeoutSeconds']).toBe('7x');
	});

	test('leads from the dry run back to the review, and the account is read anew', () => {
		const driver = continued()
			.send({type: 'checked', findings: [], changes: [difference]})
			.press('enter');
		expect(driver.at).toBe('dry-run');
		const change = (draft: Draft) => {
			draft.tags = {team: 'theirs'};
		};
		driver.effects.length = 0;
		told(driver, stands(change), 'preflight');
		expect(driver.at).toBe('review');
		expect(driver.state.notice?.text).toMatch(/changed meanwhile by somebody else/);
	});

	test('is nothing to a run that is under way', () => {
		const driver = continued();
		driver.state = {...driver.state, screen: {name: 'run'}};
		const {answers} = driver.state;
		const after = told(
			driver,
			stands(draft => {
				draft.name = 'theirs';
			}),
		);
		expect(after.state.answers).toBe(answers);
	});
});

describe('what of it is not in the answers', () => {
	test('is told in the review, and kept with the draft: nobody chose to leave it out', () => {
		const driver = new Driver();
		driver.state = {...driver.state, screen: {name: 'watch'}, awaited: {'read-back': 7}};
		const notes = ['not in the answers: Routes: the route to 10.9.0.0/16 is turned off'];
		driver.send({type: 'read-back', request: 7, found: {id: 'vpn-0000aaaa', draft: standing, notes, itself: true}});
		expect(standingNotes(driver.state)).toEqual(notes);
		driver.press('ctrl-c');
		const saved = driver.effects.findLast(effect => effect.type === 'save-draft');
		expect(saved && readKept(JSON.parse(JSON.stringify(saved.kept)), draftedPart)?.answers.edits?.notes).toEqual(notes);
	});

	test('keys, which stay as they are in any case, are not among it', () => {
		const leftOut = [
			{field: 'PreShareKey', why: 'it stays', stays: true},
			{field: 'Routes', why: 'they could not be read'},
		] as const;
		expect(notesOfItself({leftOut, assumed: []})).toEqual(['not in the answers: Routes: they could not be read']);
	});

	test('a draft whose connection can’t be read back is no draft of a new one', () => {
		const driver = editing().press('ctrl-c');
		const saved = driver.effects.findLast(effect => effect.type === 'save-draft');
		const kept = JSON.parse(JSON.stringify(saved?.kept ?? {}));
		kept.answers.edits.was = {cloud: 7};
		expect(readKept(kept, draftedPart)).toBeUndefined();
	});
});

const other: TunnelName = {connectionId: 'vpn-1', key: '198.51.100.2', number: 2};
const first: TunnelName = {connectionId: 'vpn-1', key: '198.51.100.1', number: 1};

/** A plan of a connection that stands: tunnel 1 is changed while tunnel 2 is to carry its traffic. */
function change(second: 'UP' | 'DOWN', name = 'berlin-office'): Plan {
	const {actions, ...plan} = planOf(name);
	return {
		...plan,
		costs: [],
		actions: actions.slice(0, 1).map(action => ({
			...action,
			id: 'tunnel:1',
			title: 'change tunnel 1',
			call: 'ModifyVpnTunnelOptions',
			makes: '',
			change: {
				values: [{field: difference.field, what: 'DPD timeout', was: '30', wanted: '45'}],
				interrupts: {kind: 'tunnel', tunnel: first},
				needsUp: [other],
				backUp: [first],
			},
		})),
		exists: {
			id: 'vpn-1',
			name,
			state: 'available',
			routing: 'bgp',
			ranges: [],
			insideCidrs: [],
			tunnels: [
				{key: first.key, state: 'UP'},
				{key: other.key, state: second},
			],
		},
	};
}

describe('the dry run of a change', () => {
	const model = (plan: Plan) => ({...openingDryRun, phase: 'done', plan}) as const;

	test('goes on where the other tunnel is UP', () => {
		expect(whyNotConfirm(model(change('UP')))).toBeUndefined();
		expect(hintsOf(dryRunKeys(model(change('UP')))).map(({key}) => key)).not.toContain('i');
	});

	test('is refused where nothing would carry the traffic, and goes on all the same once the word is typed', () => {
		expect(whyNotConfirm(model(change('DOWN')))).toMatch(/tunnel 2 .* is not UP/);
		const driver = editing().press('enter');
		driver.state = dryRunning.put(driver.state, model(change('DOWN')));
		driver.effects.length = 0;
		driver.press('i').press('yes', 'enter');
		expect(driver.state.prompt?.trouble).toMatch(/interrupt/);
		expect(typeOf(driver, 'preflight')).toEqual([]);
		driver.press('ctrl-u').press(...Array.from({length: 3}, () => 'backspace'), 'interrupt', 'enter');
		expect(typeOf(driver, 'preflight')).toMatchObject([{converge: {connectionId: 'vpn-0000aaaa', evenIfDown: true}}]);
	});

	test('what mends it names a key here, and an option beside a command', () => {
		const [check] = trafficChecks(change('DOWN'));
		if (!check) throw new Error('no check');
		const shown = {...model(change('DOWN')), checks: [check]};
		const said = detailLines(shown, 1).map(({text}) => text);
		expect(said.join('\n')).toMatch(/; i changes it all the same/);
		expect(said.join('\n')).not.toContain('--even-if-down');
		const report = planReport({plan: change('DOWN'), checks: [check], commandLines: [], identity: undefined}, 'text');
		expect(report).toContain('--even-if-down changes it all the same');
		expect(report).not.toContain('; i changes');
	});

	test('is confirmed as a change: the name, or the word', () => {
		const {state} = editing();
		const asked = (plan: Plan) => confirming.of(openConfirm(state, {plan, secrets: new Map(), account: {}}).state);
		expect(asked(change('UP'))?.expected).toBe('berlin-office');
		expect(asked(change('UP', 'büro'))?.expected).toBe('change');
		expect(asked(planOf('büro'))?.expected).toBe('create');
		// one that stands is changed, also where that only adds a route to it
		const {actions, ...adds} = change('UP', 'büro');
		expect(asked({...adds, actions: actions.map(({change: _, ...action}) => action)})?.expected).toBe('change');
		// the new name is another's as well as its own
		expect(asked({...change('UP'), name: 'hamburg-hub'})?.expected).toBe('berlin-office');
	});
});

test('a tunnel of another connection that is to carry the traffic and is DOWN refuses it too, as the list tells it', () => {
	const standby = connectionOf('standby', 2, 'vpn-2');
	const plan = change('UP');
	const {
		exists,
		actions: [action],
	} = plan;
	if (!action?.change || !exists) throw new Error('no change');
	const needsUp = standby.tunnels.map(({key}, index) => ({connectionId: 'vpn-2', key, number: index + 1}));
	const leaning = {...plan, actions: [{...action, change: {...action.change, needsUp}}]};
	expect(whyNotBegun(leaning)).toBeUndefined();
	expect(whyNotBegun(leaning, {statuses: [standby]})).toMatch(/tunnel 2 .*is not UP/);
	// the dry run has read the account, and may be the first to know
	const checks = trafficChecks(leaning, [
		{...exists, id: 'vpn-2', tunnels: needsUp.map(({key}) => ({key, state: 'DOWN' as const}))},
	]);
	expect(whyNotBegun(leaning, {checks})).toMatch(/tunnel 1 .*is not UP/);
});

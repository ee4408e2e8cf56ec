import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {draftedPart} from '../../../src/profiles/drafts.ts';
import {answersOf} from '../../../src/wizard/answers/answers.ts';
import {toDraft} from '../../../src/wizard/answers/draft.ts';
import {type KeptDraft, ownRun, readKept} from '../../../src/wizard/answers/kept-draft.ts';
import type {Effect} from '../../../src/wizard/core/effect.ts';
import {openingRun, running} from '../../../src/wizard/screens/run/model.ts';
import {planOf} from '../../ui/fixtures.ts';
import {Driver, rowHere} from '../driver.ts';

type Save = Extract<Effect, {type: 'save-draft'}>;

/** Ctrl-C, and what it leaves on the disk, as it comes back from there. */
function leftBehind(driver: Driver): KeptDraft | undefined {
	driver.press('ctrl-c');
	expect(driver.state.leaving).toBe(true);
	const saved = driver.effects.findLast((effect): effect is Save => effect.type === 'save-draft');
	return saved && readKept(JSON.parse(JSON.stringify(saved.kept)), draftedPart);
}

function reopened(kept: KeptDraft): Driver {
	return offered(kept).press('down', 'enter');
}

const offer = (kept: KeptDraft, file = 'draft') => ({file, when: '17:04 today', where: 'AWS', name: file, kept});

function offered(...kept: readonly KeptDraft[]): Driver {
	const offers = kept.map((each, index) => offer(each, `draft-${index + 1}`));
	return new Driver().send({type: 'drafts-found', offers});
}

function keptAt(step: string): KeptDraft {
	const kept = leftBehind(new Driver().enterUntil(step));
	if (!kept) throw new Error(`nothing was kept at ${step}`);
	return kept;
}

/** A pre-shared key is being typed. */
const atSecret = () => new Driver().enterUntil('security').press('enter', 'down', 'enter', 'S3cret.key');

const rowsAt = ({state}: Driver) => state.lists.home?.rows.map(({id}) => id);

/** What is done with the drafts on the disk, in short. */
function done(driver: Driver): readonly string[] {
	return driver.effects.flatMap(effect => {
		if (effect.type === 'park-draft') return [effect.kept ? 'save and park' : 'park'];
		if (effect.type === 'take-draft' || effect.type === 'delete-draft') return [`${effect.type} ${effect.file}`];
		return effect.type === 'clear-draft' ? [effect.type] : [];
	});
}

describe('a wizard that is left with Ctrl-C', () => {
	const steps = ['site', 'site-new', 'routing', 'pairs', 'routes', 'security', 'name', 'review'];
	test.each([
		['AWS', [], steps.filter(step => step !== 'pairs')],
		['Tencent Cloud', ['down'], steps.filter(step => step !== 'routes')],
	] as const)('at any step of %s goes on there, with all that was answered', (_, moves, ofCloud) => {
		for (const step of ofCloud) {
			const driver = new Driver().press('enter', ...moves, 'enter');
			if (step === 'site-new') driver.enterUntil('site').press('end', 'enter');
			else driver.enterUntil(step);
			// half-typed, and wrong
			if (step === 'site-new' || step === 'pairs' || step === 'routes' || step === 'name') driver.press('999.');
			const {answers} = driver.state;
			const kept = leftBehind(driver);
			if (!kept) throw new Error(`nothing was kept at ${step}`);
			const again = reopened(kept);
			expect(again.at).toBe(step);
			expect(again.state.answers).toEqual(answers);
		}
	});

	test('keeps the other cloud’s answers too', () => {
		const driver = new Driver().press('enter', 'down', 'enter').enterUntil('pairs').press('ctrl-n', '10.9.');
		const tencent = driver.state.answers.of.tencent;
		while (driver.at !== 'cloud') driver.press('escape');
		driver.press('up', 'enter').enterUntil('site');
		const kept = leftBehind(driver);
		expect(kept?.answers.cloud).toBe('aws');
		expect(kept?.answers.of.tencent).toEqual(tencent);
	});

	test('at home, after Esc all the way, still loses nothing; and home leads back to where one was', () => {
		const driver = new Driver().enterUntil('security');
		while (driver.at !== 'home') driver.press('escape');
		driver.press('home', 'down', 'enter');
		expect(driver.at).toBe('cloud');
		driver.enterUntil('routing');
		const {answers} = driver.state;
		while (driver.at !== 'home') driver.press('escape');
		expect(leftBehind(driver)?.answers).toEqual(answers);
	});

	test('never keeps a typed key', () => {
		const driver = atSecret();
		expect(Object.keys(driver.state.typedKeys)).not.toEqual([]);
		driver.press('ctrl-c');
		expect(JSON.stringify(driver.effects.filter(({type}) => type === 'save-draft'))).not.toContain('S3cret');
	});
});

test('the draft is on the disk with each step, for a crash asks nobody', () => {
	const driver = new Driver().enterUntil('routing');
	const saved = driver.effects.findLast((effect): effect is Save => effect.type === 'save-draft');
	expect(saved?.kept.step).toBe('routing');
	expect(saved?.kept.answers).toEqual(driver.state.answers);
});

describe('what is typed within a step', () => {
	const count = ({effects}: Driver, type: Effect['type']) => effects.filter(effect => effect.type === type).length;
	const atName = () => new Driver().enterUntil('name');

	test('is on the disk once typing rests, and not with every key', () => {
		const driver = atName();
		const [before, waits] = [count(driver, 'save-draft'), count(driver, 'await-rest')];
		driver.press('berlin-9');
		expect(count(driver, 'await-rest') - waits).toBe('berlin-9'.length);
		expect(count(driver, 'save-draft')).toBe(before);
		driver.send({type: 'rested'});
		const saved = driver.effects.at(-1);
		expect(saved).toMatchObject({type: 'save-draft', kept: {step: 'name', answers: driver.state.answers}});
		expect(driver.state.answers.of.aws?.texts.name).toContain('berlin-9');
		// it is kept once, and asked for by nothing that is no answer
		const {length} = driver.effects;
		driver.send({type: 'rested'}).press('left', 'ctrl-g', 'escape').send({type: 'rested'});
		expect(driver.effects.slice(length)).toEqual([]);
	});

	test('is no draft of nothing, and never a key', () => {
		const driver = new Driver().press('enter', 'enter', 'a', 'enter', 'escape').send({type: 'rested'});
		const secret = atSecret().send({type: 'rested'});
		expect(count(driver, 'save-draft') + count(driver, 'await-rest')).toBe(0);
		expect(JSON.stringify(secret.effects.filter(({type}) => type === 'save-draft'))).not.toContain('S3cret');
	});

	test('is not kept any more once its draft is gone', () => {
		const driver = atName().press('x', 'escape');
		while (driver.at !== 'home') driver.press('escape');
		driver.press('home', 'down', 'ctrl-d', 'y');
		const before = count(driver, 'save-draft');
		driver.send({type: 'rested'});
		expect(count(driver, 'save-draft')).toBe(before);
		const left = atName().press('x', 'ctrl-c');
		const {length} = left.effects;
		expect(left.send({type: 'rested'}).effects).toHaveLength(length);
	});
});

test('a cloud and a region that were looked at leave no draft: nobody is offered "(no name yet)"', () => {
	const driver = new Driver();
	for (const steps of [[], ['enter'], ['enter']]) {
		driver.press('enter', 'enter', ...steps);
		while (driver.at !== 'home') driver.press('escape');
		expect(rowsAt(driver)).not.toContain('draft');
	}

	driver.press('home', 'enter', 'enter', 'enter', 'ctrl-c'); // left while it asks for the gateway
	expect(driver.effects.filter(({type}) => type === 'save-draft' || type === 'park-draft')).toEqual([]);
	expect(driver.effects.findLast(({type}) => type === 'leave')).toMatchObject({draft: false});
});

test('a draft of nothing that an earlier version kept is not offered', () => {
	const nothing = {answers: {cloud: 'aws', aws: {region: 'eu-central-1', seen: []}, tencent: {}}, step: 'gateway'};
	expect(readKept(nothing, draftedPart)).toBeUndefined();
	const one = {...nothing, answers: {...nothing.answers, aws: {region: 'eu-central-1', mode: 'bgp'}}};
	expect(readKept(one, draftedPart)).toBeDefined();
});

describe('New connection', () => {
	const isEmpty = (driver: Driver) => {
		expect(driver.at).toBe('cloud');
		expect(driver.state.answers).toEqual(new Driver().state.answers);
		expect(driver.state.typedKeys).toEqual({});
		const filtered = Object.entries(driver.state.lists).filter(([, {filter}]) => filter !== '');
		expect(filtered.map(([key]) => key)).toEqual([]);
	};

	test('after one was made, watched and deleted has none of its answers, and no list is filtered as for it', () => {
		const driver = new Driver().press('enter', 'aws', 'enter').enterUntil('gateway').press('vgw-9a', 'enter');
		driver.enterUntil('security').press('enter', 'down', 'enter', 'S3cret.of.tunnel1', 'enter', 'S3cret.of.tunnel2');
		driver.enterUntil('review');
		const run = openingRun(planOf(), 0);
		const confirmed = {...run, runId: 'r1', connectionId: 'vpn-40f41529', phase: 'finished'} as const;
		driver.state = ownRun.put(running.put(driver.state, confirmed), {runId: 'r1', answers: driver.state.answers});
		// the deletion of what was made takes its run off the end's words
		driver.state = running.put({...driver.state, place: undefined, screen: {name: 'home'}}, undefined);
		isEmpty(driver.press('home', 'enter'));
	});

	test('over half-typed answers begins empty all the same, and keeps those as a draft', () => {
		const driver = new Driver().press('enter', 'tencent', 'enter').enterUntil('routing');
		const {answers} = driver.state;
		while (driver.at !== 'home') driver.press('escape');
		driver.press('home', 'enter');
		isEmpty(driver);
		expect(driver.state.notice?.text).toContain('kept as a draft');
		const kept = driver.effects.findLast(({type}) => type === 'save-draft' || type === 'park-draft');
		expect(kept && 'kept' in kept ? kept.kept?.answers : answers).toEqual(answers);
		expect(done(driver)).toHaveLength(1);
	});
});

test('a new connection is kept beside the drafts that are there', () => {
	const driver = offered(keptAt('security')).press('enter').enterUntil('routing');
	expect(driver.effects.some(({type}) => type === 'save-draft')).toBe(true);
	expect(done(driver)).toEqual([]);
	while (driver.at !== 'home') driver.press('escape');
	expect(driver.state.drafts).toHaveLength(1);
});

test.each([
	['the draft it came from goes', false],
	['one that it did not come from stays', true],
])('when all is made, %s', (_, isNew) => {
	const kept = keptAt('security');
	const driver = isNew ? offered(kept).press('enter') : reopened(kept);
	driver.enterUntil('review');
	const plan = planOf();
	const run = openingRun(plan, 0);
	driver.state = running.put({...driver.state, screen: {name: 'run'}, awaited: {run: 1}}, run);
	driver.send({type: 'run', request: 1, event: {type: 'started', runId: 'r1', actions: plan.actions}});
	driver.send({type: 'run', request: 1, event: {type: 'finished', connectionId: 'vpn-1', made: []}});
	expect(done(driver)).toEqual([...(isNew ? [] : ['take-draft draft-1']), 'clear-draft']);
	expect(driver.state.drafts.map(draft => draft.kept)).toEqual(isNew ? [kept] : []);
	const saves = () => driver.effects.filter(({type}) => type === 'save-draft').length;
	const before = saves();
	driver.press('ctrl-c');
	expect(saves()).toBe(before);
});

describe('of several drafts', () => {
	const drafts = () => [keptAt('security'), keptAt('routing'), keptAt('name')];

	test('the newest is one key away, and the others are in a list', () => {
		expect(offered(...drafts()).press('down', 'enter').at).toBe('security');
		const driver = offered(...drafts()).press('down', 'down', 'enter');
		expect(driver.at).toBe('drafts');
		driver.press('down', 'enter');
		expect(driver.at).toBe('routing');
		expect(done(driver)).toEqual(['take-draft draft-2']);
		expect(driver.state.drafts.map(({file}) => file)).toEqual(['draft-1', 'draft-3']);
	});

	test('one that is not continued stays, whatever takes the place of what was being asked', () => {
		const driver = offered(...drafts())
			.press('down', 'enter')
			.enterUntil('name')
			.press('x');
		while (driver.at !== 'home') driver.press('escape');
		driver.press('home', 'down', 'down', 'enter', 'enter');
		expect(driver.at).toBe('routing');
		expect(done(driver)).toEqual(['take-draft draft-1', 'park', 'take-draft draft-2']);
		const saved = driver.effects.findLast((effect): effect is Save => effect.type === 'save-draft');
		expect(saved?.kept.answers.of.aws?.texts.name).toMatch(/x$/);
	});

	test('one is deleted after a question, on the first screen and in the list', () => {
		const atHome = offered(...drafts()).press('down', 'ctrl-d');
		expect(atHome.state.prompt?.purpose).toBe('delete-draft');
		expect(done(atHome.press('n'))).toEqual([]);
		expect(done(atHome.press('ctrl-d', 'y'))).toEqual(['delete-draft draft-1']);
		const inList = offered(...drafts()).press('down', 'down', 'enter', 'end', 'ctrl-d', 'y');
		expect(done(inList)).toEqual(['delete-draft draft-3']);
		expect(offered(...drafts()).press('ctrl-d').state.prompt).toBeUndefined();
	});

	test('that which one is at can be deleted too: the next connection begins with nothing', () => {
		const driver = new Driver().enterUntil('name').press('x');
		while (driver.at !== 'home') driver.press('escape');
		driver.press('home', 'down', 'ctrl-d', 'y');
		expect(done(driver)).toEqual(['clear-draft']);
		expect(driver.state.answers).toEqual(new Driver().state.answers);
		driver.press('ctrl-c');
		expect(driver.effects.at(-1)).toMatchObject({type: 'leave', draft: false});
	});
});

describe('a profile', () => {
	const load = (driver: Driver) => {
		const draft = toDraft(keptAt('review').answers);
		if (!draft) throw new Error('there is no draft');
		return driver.send({type: 'profile-loaded', name: 'berlin', draft});
	};

	test('leaves what was being asked on the disk, as a draft of its own', () => {
		const driver = new Driver().enterUntil('name').press('half-typed');
		load(driver);
		expect(done(driver)).toEqual(['save and park']);
		expect(driver.state.notice?.text).toMatch(/loaded.* · what you were at is kept as a draft$/);
		const parked = driver.effects.find(({type}) => type === 'park-draft');
		expect(parked).toMatchObject({kept: {step: 'name'}});
		expect(JSON.stringify(parked)).toContain('half-typed');
	});

	test('that was only looked at makes no draft when another is loaded', () => {
		expect(done(load(load(new Driver())))).toEqual(['clear-draft']);
		const driver = load(offered(keptAt('security')));
		while (driver.at !== 'home') driver.press('escape');
		driver.press('home', 'down', 'down', 'enter', 'enter');
		expect(driver.at).toBe('security');
		expect(done(driver)).toEqual(['clear-draft', 'take-draft draft-1']);
		const changed = load(new Driver()).press('end', 'up', 'enter').press('y');
		expect(changed.at).not.toBe('review');
		expect(done(load(changed))).not.toEqual([]);
	});
});

test('whatever a damaged draft holds, it is read without a throw, and a wizard stands on it', () => {
	const kept = leftBehind(new Driver().press('enter', 'down', 'enter').enterUntil('review'));
	if (!kept) throw new Error('nothing was kept');
	const own = answersOf(kept.answers, 'tencent');
	const names = Object.keys(own);
	fc.assert(
		fc.property(fc.constantFrom(...names, 'unknown'), fc.jsonValue(), (name, value) => {
			const damaged = {...kept, answers: {...kept.answers, of: {tencent: {...own, [name]: value}}}};
			const read = readKept(damaged, draftedPart);
			if (!read) throw new Error('the rest was lost too');
			expect(toDraft(read.answers)?.cloud).toBe('tencent');
			expect(['review', 'region', 'gateway']).toContain(reopened(read).at);
		}),
		{numRuns: 200},
	);
	fc.assert(
		fc.property(fc.jsonValue(), value => {
			expect(() => readKept(value, draftedPart)).not.toThrow();
		}),
	);
});

describe('the draft of a run that was broken off', () => {
	const begun = () => {
		const driver = new Driver().enterUntil('review');
		const run = openingRun(planOf(), 0);
		driver.state = running.put({...driver.state, screen: {name: 'run'}, awaited: {run: 1}}, run);
		return driver.send({type: 'run', request: 1, event: {type: 'started', runId: 'r1', actions: planOf().actions}});
	};
	const saved = ({effects}: Driver) => effects.findLast(effect => effect.type === 'save-draft')?.kept;
	const finished = (driver: Driver) => {
		const opened = {runId: 'r1', plan: planOf(), results: [], inDoubt: [], state: 'unfinished'} as const;
		driver.state = {...driver.state, awaited: {...driver.state.awaited, run: 7}};
		driver.send({type: 'run-opened', request: 7, opened}).press('r');
		const request = driver.state.awaited.run!;
		return driver.send({type: 'run', request, event: {type: 'finished', connectionId: 'vpn-1', made: []}});
	};

	test('is kept with that run, until its answers ask for something else', () => {
		const driver = begun();
		expect(saved(driver)).toMatchObject({run: 'r1', step: 'review'});
		driver.send({type: 'run', request: 1, event: {type: 'stopped', after: 'site-gateway', made: []}});
		driver.press('e').enterUntil('review').press('up', 'enter', 'ctrl-u', 'another', 'ctrl-l');
		expect(leftBehind(driver)?.answers.of.aws?.texts.name).toBe('another');
		expect(leftBehind(driver)).not.toHaveProperty('run');
	});

	test('goes when the next start finishes the run, and comes back from the disk as it was kept', () => {
		const kept = readKept(JSON.parse(JSON.stringify(saved(begun()))), draftedPart);
		expect(kept?.run).toBe('r1');
		if (!kept) throw new Error('nothing was kept');
		expect(finished(offered(kept)).effects).toContainEqual({type: 'drop-draft-of', runId: 'r1'});
		// gone on with first, it is this terminal's own
		const continued = finished(reopened(kept).press('ctrl-l'));
		expect(done(continued)).toEqual(['take-draft draft-1', 'clear-draft']);
		expect(continued.state.place).toBeUndefined();
	});
});

test('on the first screen the cursor goes to what is new, not to what slid into the place of a row that is gone', () => {
	const driver = offered(keptAt('security'));
	expect(rowHere(driver.press('down').state)?.id).toBe('draft');
	expect(rowHere(driver.send({type: 'drafts-found', offers: []}).state)?.id).toBe('new');
});

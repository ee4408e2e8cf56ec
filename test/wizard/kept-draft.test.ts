import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {draftedPart} from '../../src/profiles/drafts.ts';
import {toDraft} from '../../src/wizard/draft.ts';
import type {Effect} from '../../src/wizard/effect.ts';
import {type KeptDraft, readKept} from '../../src/wizard/kept-draft.ts';
import {openingRun} from '../../src/wizard/run-model.ts';
import {planOf} from '../ui/late-fixtures.ts';
import {Driver} from './driver.ts';

type Save = Extract<Effect, {type: 'save-draft'}>;

/** Ctrl-C, and what it leaves on the disk, as it comes back from there. */
function leftBehind(driver: Driver): KeptDraft | undefined {
	driver.press('ctrl-c');
	expect(driver.state.leaving).toBe(true);
	const saved = driver.effects.findLast((effect): effect is Save => effect.type === 'save-draft');
	return saved && readKept(JSON.parse(JSON.stringify(saved.kept)), draftedPart);
}

function reopened(kept: KeptDraft): Driver {
	const driver = new Driver();
	driver.send({type: 'draft-found', offer: {when: '17:04 today', where: 'AWS', kept}});
	return driver.press('down', 'enter');
}

describe('a wizard that is left with Ctrl-C', () => {
	const steps = ['region', 'gateway', 'site', 'site-new', 'routing', 'pairs', 'routes', 'security', 'name', 'review'];
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
		const tencent = driver.state.answers.tencent;
		while (driver.at !== 'cloud') driver.press('escape');
		driver.press('up', 'enter').enterUntil('site');
		const kept = leftBehind(driver);
		expect(kept?.answers.cloud).toBe('aws');
		expect(kept?.answers.tencent).toEqual(tencent);
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
		const driver = new Driver().enterUntil('security').press('enter', 'down', 'enter', 'S3cret.key');
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

test('a new connection replaces the draft on offer only when one leaves it', () => {
	const kept = leftBehind(new Driver().enterUntil('security'));
	if (!kept) throw new Error('nothing was kept');
	const driver = new Driver();
	driver.send({type: 'draft-found', offer: {when: '17:04 today', where: 'AWS', kept}});
	driver.press('enter').enterUntil('routing');
	expect(driver.effects.some(({type}) => type === 'save-draft')).toBe(false);
	driver.press('ctrl-c');
	expect(driver.effects.some(({type}) => type === 'save-draft')).toBe(true);
});

test.each([
	['the draft it came from goes', false],
	['a draft that is still on offer stays', true],
])('when all is made, %s', (_, onOffer) => {
	const kept = leftBehind(new Driver().enterUntil('security'));
	if (!kept) throw new Error('nothing was kept');
	const driver = onOffer ? new Driver() : reopened(kept);
	if (onOffer) driver.send({type: 'draft-found', offer: {when: '17:04 today', where: 'AWS', kept}}).press('enter');
	driver.enterUntil('review');
	const plan = planOf();
	const {late} = driver.state;
	const run = openingRun(plan, 0);
	driver.state = {...driver.state, screen: {name: 'run'}, late: {...late, run, requests: {...late.requests, run: 1}}};
	driver.send({type: 'run', request: 1, event: {type: 'started', runId: 'r1', actions: plan.actions}});
	driver.send({type: 'run', request: 1, event: {type: 'finished', connectionId: 'vpn-1', made: []}});
	expect(driver.effects.some(({type}) => type === 'clear-draft')).toBe(!onOffer);
	expect(driver.state.draft?.kept).toEqual(onOffer ? kept : undefined);
	const saves = () => driver.effects.filter(({type}) => type === 'save-draft').length;
	const before = saves();
	driver.press('ctrl-c');
	expect(saves()).toBe(before);
});

test('whatever a damaged draft holds, it is read without a throw, and a wizard stands on it', () => {
	const kept = leftBehind(new Driver().press('enter', 'down', 'enter').enterUntil('review'));
	if (!kept) throw new Error('nothing was kept');
	const names = Object.keys(kept.answers.tencent);
	fc.assert(
		fc.property(fc.constantFrom(...names, 'unknown'), fc.jsonValue(), (name, value) => {
			const damaged = {...kept, answers: {...kept.answers, tencent: {...kept.answers.tencent, [name]: value}}};
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

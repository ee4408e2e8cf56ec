import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../../src/ui/app.tsx';
import {answersOf} from '../../../src/wizard/answers/answers.ts';
import type {KeptDraft} from '../../../src/wizard/answers/kept-draft.ts';
import type {Effect} from '../../../src/wizard/core/effect.ts';
import {Driver, site, smallWorld} from '../driver.ts';

type Load = Extract<Effect, {type: 'load'}>;

/** What is asked of the clouds, in order, and not answered before the test says so. */
class Slow extends Driver {
	#answered = 0;

	constructor(kept: KeptDraft) {
		super(smallWorld, false);
		this.send({type: 'drafts-found', offers: [{file: 'draft', when: '', where: 'AWS', name: 'berlin', kept}]});
		this.press('down', 'enter');
	}

	get asked(): readonly Load[] {
		return this.effects.filter((effect): effect is Load => effect.type === 'load').slice(this.#answered);
	}

	/** Answers what is awaited, and what is asked for because of that. */
	arrive(): this {
		for (let [next] = this.asked; next; [next] = this.asked) {
			this.#answered += 1;
			this.answer(next);
		}

		return this;
	}

	get screenText(): string {
		return stripAnsi(renderToString(createElement(Screen, {state: this.state}), {columns: 120}));
	}
}

/** A draft that was left at a step, before the clouds were heard of again. */
function leftAt(step: string, mode: 'bgp' | 'static'): KeptDraft {
	const driver = new Driver().enterUntil('routing').press(mode, 'enter').enterUntil(step).press('ctrl-c');
	const saved = driver.effects.findLast(effect => effect.type === 'save-draft');
	if (saved?.type !== 'save-draft') throw new Error('nothing was kept');
	const {answers} = saved.kept;
	// which tables there are is to be found out again
	return {...saved.kept, answers: {...answers, of: {aws: {...answersOf(answers, 'aws'), routeTables: {}}}}};
}

describe('a draft that is gone on with', () => {
	test.each(['bgp', 'static'] as const)('asks the same fields with %s before and after the account is read', mode => {
		const early = new Slow(leftAt('routes', mode));
		expect(early.screenText).toContain('reading them');
		const walk = (driver: Slow) => {
			const seen = [driver.state.form.focus];
			for (let last = ''; last !== seen.at(-1); seen.push(driver.press('tab').state.form.focus))
				last = seen.at(-1) ?? '';
			return seen;
		};
		const known = walk(new Slow(leftAt('routes', mode)).arrive());
		expect(known).toContain('routeTables');
		expect(walk(early)).toEqual(known);
	});

	test('keeps the focus and what is typed where they are when the tables come', () => {
		const driver = new Slow(leftAt('routes', 'static')).press('down', 'down', '169.254.');
		expect(driver.state.form.focus).toBe('insideCidr1');
		driver.arrive().press('20.0/30');
		expect(driver.state.answers.of.aws?.texts.insideCidr1).toBe('169.254.20.0/30');
		expect(driver.state.answers.of.aws?.routeTables).toEqual({'vgw-9a4cacf3': ['rtb-0d9e']});
	});

	test('has its route tables read although the gateway is known only later, and Enter waits for them', () => {
		const driver = new Slow(leftAt('routes', 'bgp'));
		expect(driver.state.form.focus).toBe('routeTables');
		expect(driver.press('enter').state.form.focus).toBe('routeTables');
		expect(driver.state.notice?.text).toContain('still loading');
		driver.arrive();
		expect(driver.screenText).toContain('rtb-0d9e');
		expect(driver.press('enter').state.form.focus).toBe('insideCidr1');
	});

	test('is not dry-run while it would be made without the route tables that are ticked by themselves', () => {
		const driver = new Slow(leftAt('review', 'bgp'));
		driver.press('end', 'enter');
		expect(driver.at).toBe('review');
		expect(driver.arrive().press('end', 'enter').at).toBe('dry-run');
	});

	test('goes on without them where they can’t be read, says so, and tries again on ctrl-r', () => {
		const driver = new Slow(leftAt('routes', 'bgp'));
		const load = driver.asked.find(({slot}) => slot.startsWith('gateways'));
		if (!load) throw new Error('nothing is read');
		driver.send({type: 'load-failed', slot: load.slot, request: load.request, trouble: {message: 'denied'}});
		expect(driver.screenText).toContain('can’t be read');
		const before = driver.asked.length;
		expect(driver.press('ctrl-r').asked.length).toBeGreaterThan(before);
		expect(driver.press('tab').state.form.focus).toBe('insideCidr1');
	});
});

test('the cursor of the list of site gateways stays on its row while the list is read again', () => {
	const world = {...smallWorld, sites: {'aws:eu-central-1': ['a', 'b', 'c'].map(id => site(`cgw-0000000${id}`))}};
	const driver = new Driver(world).enterUntil('site').press('end', 'up');
	const rowOf = ({state}: Driver) => {
		const view = state.lists['site aws:eu-central-1'];
		return view?.rows[view.matches[view.cursor] ?? -1]?.id;
	};
	expect(rowOf(driver)).toBe('cgw-0000000c');
	expect(rowOf(driver.press('ctrl-r'))).toBe('cgw-0000000c');
});

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {renderToString} from 'ink';
import stripAnsi from 'strip-ansi';
import {afterAll, beforeAll, describe, expect, onTestFinished, test, vi} from 'vitest';
import type {CloudId} from '../../src/clouds/contract/cloud.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {Screen} from '../../src/ui/app.tsx';
import {Runtime} from '../../src/ui/runtime.ts';
import {createStore} from '../../src/ui/store.ts';
import {initialState} from '../../src/wizard/core/initial-state.ts';
import type {WizardState} from '../../src/wizard/core/state.ts';
import {questions} from '../e2e/wizard-user.ts';
import {type Gate, openGate} from '../torture/gate.ts';
import {press} from './fixtures.ts';

/* What a user would lose: the way back, and their answers, to a network that goes silent at the worst moment. */

let sandbox: Sandbox;
let gate: Gate;
beforeAll(async () => {
	sandbox = await startSandbox({port: 0, speed: 60});
	gate = await openGate(sandbox.port);
});
afterAll(async () => {
	await gate.close();
	await sandbox.close();
});

/** The wizard without a terminal: its state, its runtime, the clouds' real SDKs, and a network that can go silent. */
class Wizard {
	readonly left: number[] = [];
	readonly #store;
	readonly #runtime: Runtime;
	#drawn: {readonly state?: WizardState; readonly frame: string} = {frame: ''};

	constructor() {
		const home = mkdtempSync(join(tmpdir(), 'tunnelwright-ui-'));
		const own = Object.entries(sandbox.env).map(([name, value]) => [
			name,
			value.replace(`:${sandbox.port}`, `:${gate.port}`),
		]);
		const env = {HOME: home, TUNNELWRIGHT_HOME: home, ...Object.fromEntries(own)};
		const regions = {aws: env.AWS_REGION, tencent: env.TENCENTCLOUD_REGION};
		const options = {sandbox: false, profile: undefined, regions, credentials: {aws: 'keys', tencent: 'keys'}};
		this.#store = createStore(initialState(options, {columns: 100, rows: 30}), effect => this.#runtime.run(effect));
		this.#runtime = new Runtime({sandbox: false, env}, {write: () => {}, leave: code => this.left.push(code)}, event =>
			this.#store.dispatch(event),
		);
		onTestFinished(async () => {
			network('speaks');
			await this.#runtime.close();
			rmSync(home, {recursive: true, force: true});
		});
		void this.#runtime.start();
	}

	frame(): string {
		const state = this.#store.getState();
		if (state !== this.#drawn.state)
			this.#drawn = {state, frame: stripAnsi(renderToString(<Screen state={state} />, {columns: 100}))};
		return this.#drawn.frame;
	}

	press(...names: readonly string[]): this {
		for (const name of names) this.#store.dispatch({type: 'key', key: press(name)});
		return this;
	}

	type(text: string): this {
		return this.press(...text);
	}

	at(wanted: string | RegExp | ((frame: string) => boolean)): Promise<string> {
		const holds = (frame: string) =>
			typeof wanted === 'function'
				? wanted(frame)
				: typeof wanted === 'string'
					? frame.includes(wanted)
					: wanted.test(frame);
		return vi
			.waitUntil(
				() => {
					const frame = this.frame();
					return holds(frame) && frame;
				},
				{timeout: 30_000, interval: 20},
			)
			.catch(() => {
				throw new Error(`never seen: ${wanted}\n${this.frame()}`);
			});
	}

	/** From home to the question of the region, which is read. */
	async toRegions(cloud: CloudId): Promise<void> {
		this.press('enter');
		await this.at(questions.cloud);
		this.press(...(cloud === 'aws' ? [] : ['down']), 'enter');
		await this.at(questions.region);
	}

	/** Takes what each step proposes. */
	async enterUntil(wanted: string): Promise<void> {
		for (let count = 0; count < 60; count += 1) {
			// the way above has a pointer of its own; a list that is still being read has none
			const isAsking = (text: string) =>
				/^ +❯ /m.test(text.split('\n').slice(2).join('\n')) && !text.includes('still loading');
			const frame = await this.at(text => text.includes(wanted) || isAsking(text));
			if (frame.includes(wanted)) return;
			// what is proposed there hangs on whether the account has been read by then
			if (frame.includes('e.g. 192.168.1.0/24')) this.type('172.31.7.0/24');
			this.press('enter');
		}

		throw new Error(`no way to ${wanted}\n${this.frame()}`);
	}
}

function network(state: 'speaks' | 'is silent'): void {
	gate.set(state === 'speaks' ? {} : {before: () => 'swallow'});
}

/** Waits until a call is under way that gets no answer. */
const asked = () => vi.waitUntil(() => gate.count() > 0, {timeout: 30_000, interval: 10});

describe.each(['aws', 'tencent'] as const)('%s goes silent', cloud => {
	test('while a list is read: Esc goes back, and ctrl-r asks again', {timeout: 60_000}, async () => {
		const wizard = new Wizard();
		network('is silent');
		await wizard.toRegions(cloud);
		await asked();
		wizard.press('escape');
		await wizard.at(questions.cloud);
		wizard.press('enter');
		network('speaks');
		wizard.press('ctrl-r');
		await wizard.enterUntil(questions.gateway);
	});

	test('in the checks and in the run: Esc works, and no answer is lost', {timeout: 90_000}, async () => {
		const wizard = new Wizard();
		network('speaks');
		await wizard.toRegions(cloud);
		await wizard.enterUntil(questions.review);

		network('is silent');
		wizard.press('enter');
		await wizard.at('Dry run');
		await asked();
		wizard.press('escape');
		await wizard.at(questions.review);

		network('speaks');
		await wizard.enterUntil(questions.dryRun);
		await wizard.at(/checked \d+ · /);
		wizard.press('right');
		const confirm = await wizard.at(questions.confirm);
		network('is silent');
		wizard.type(/Type (\S+) and press/.exec(confirm)?.[1] ?? '').press('enter');
		await wizard.at(/Creating/);
		await asked();
		wizard.press('escape');
		await wizard.at(/Stopping/);
		wizard.press('ctrl-c');
		await vi.waitFor(() => expect(wizard.left).toEqual([130]));
	});

	test('while tunnels are watched: Esc goes back to where one can choose another', {timeout: 60_000}, async () => {
		network('speaks');
		const wizard = new Wizard();
		wizard.press('down', 'down', 'enter');
		await wizard.at(cloud === 'aws' ? /eu-central-1 .* UP/ : /ap-guangzhou .* UP/);
		wizard.press('/').type(`!gone ${cloud}`).press('enter', 'enter');
		await wizard.at('h hand-over');
		await wizard.at(/s ago/);
		network('is silent');
		wizard.press('r');
		await asked();
		wizard.press('escape');
		await wizard.at(/of \d+ tunnels UP/);
	});
});

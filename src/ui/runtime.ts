import {Buffer} from 'node:buffer';
import {Checks} from '../session/check.ts';
import type {RequestLog} from '../session/open-session.ts';
import {openSession, type Session} from '../session/open-session.ts';
import type {Effect} from '../wizard/core/effect.ts';
import {Files} from './effects/files.ts';
import {Handovers} from './effects/hand-over.ts';
import {type Dispatch, Loads} from './effects/loads.ts';
import type {RunEffect, Runs} from './effects/runs.ts';
import {Watching} from './effects/watching.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import {RestTimer} from './rest-timer.ts';
import {troubleOf} from './trouble.ts';

/** What the runtime does to the terminal. */
interface TerminalHands {
	/** Writes a control sequence past what Ink draws. */
	write(sequence: string): void;
	/** @param sandbox then the wizard opens again, on the embedded sandbox */
	leave(code: number, summary: readonly string[], sandbox: boolean): void;
}

/** Carries out the wizard's effects: the one place where the wizard meets the world. */
export class Runtime {
	readonly #hands: TerminalHands;
	readonly #dispatch: Dispatch;
	readonly #session: Session;
	readonly #sandbox: boolean;
	readonly #checks: Checks;
	readonly #loads: Loads;
	readonly #files: Files;
	readonly #watching: Watching;
	readonly #handovers: Handovers;
	readonly #rest: RestTimer;
	#dryRun = new AbortController();
	#loadingRuns: Promise<Runs> | undefined;
	#runs: Runs | undefined;

	/** @param requestLog where calls are written down, when the user asked for that */
	constructor(options: OpenWizardOptions, hands: TerminalHands, dispatch: Dispatch, requestLog?: RequestLog) {
		this.#hands = hands;
		this.#dispatch = dispatch;
		this.#sandbox = options.sandbox;
		this.#checks = new Checks(options.env);
		this.#session = withRules(openSession({...options, fault: options.faults, requestLog}), this.#checks, dispatch);
		this.#loads = new Loads(this.#session, dispatch);
		this.#files = new Files(options.env, this.#session, dispatch);
		this.#watching = new Watching(options, this.#session, dispatch);
		this.#rest = new RestTimer(() => dispatch({type: 'rested'}));
		this.#handovers = new Handovers(options.env, this.#session, dispatch);
	}

	/** Loads what the first frame did without. */
	async start(): Promise<void> {
		this.#dispatch({type: 'started'});
		this.#session.start().catch(() => {}); // whoever uses it first is told
		if (!this.#sandbox) void this.#readSignIns();
		await this.#checks.loadSchema();
		this.#dispatch({type: 'check-again'});
	}

	run(effect: Effect): void {
		switch (effect.type) {
			case 'load':
				void this.#loads.load(effect);
				return;
			case 'use-profile':
				if (this.#sandbox) return;
				this.#session.pickProfile(effect.cloud, effect.profile);
				void this.#readSignIns();
				return;
			case 'read-back':
				void this.#loads.readBack(effect);
				return;
			case 'check':
				this.#dispatch({type: 'checked', findings: this.#checks.findings(effect)});
				return;
			case 'read-facts':
				this.#loads.readFacts(effect);
				return;
			case 'preflight':
				void this.#startDryRun(effect);
				return;
			case 'stop-preflight':
				this.#dryRun.abort();
				return;
			case 'run':
			case 'resume-run':
				this.#watching.startClock();
				void this.#work(effect);
				return;
			case 'preview-undo':
			case 'undo-run':
			case 'preview-delete':
			case 'delete-connection':
				void this.#work(effect);
				return;
			case 'stop-run':
				if (this.#loadingRuns) void this.#work(effect);
				return;
			case 'open-run':
			case 'forget-run':
			case 'list-runs':
				void this.#look(effect);
				return;
			case 'watch':
				void this.#watching.start(effect);
				return;
			case 'watch-now':
				this.#watching.now();
				return;
			case 'stop-watch':
				this.#watching.stop();
				return;
			case 'handover':
				this.#handovers.run(effect);
				return;
			case 'await-rest':
				this.#rest.begin();
				return;
			case 'copy':
				this.#copy(effect.text, effect.what);
				return;
			case 'write-report':
				void this.#writeReport(effect);
				return;
			case 'leave':
				void this.#leave(effect);
				return;
			default:
				this.#files.run(effect);
		}
	}

	/** Ends everything: reads, watching, sockets, the sandbox. What was to be saved is saved first. */
	async close(): Promise<void> {
		this.#rest.stop();
		this.#loads.stop();
		this.#dryRun.abort();
		this.#watching.stop();
		await this.#handovers.flush();
		this.#handovers.stop();
		await this.#files.flush();
		await this.#session.close();
	}

	/** Where it can't be found out, the hints from the environment stand. */
	async #readSignIns(): Promise<void> {
		try {
			const {signedIn} = await import('./effects/sign-ins.ts');
			this.#dispatch(await signedIn(this.#session));
		} catch (error) {
			this.#dispatch({type: 'notice', notice: {tone: 'look', text: troubleOf(error).message}});
		}
	}

	/** A newer dry run ends the one before. */
	async #startDryRun(effect: Extract<Effect, {type: 'preflight'}>): Promise<void> {
		this.#dryRun.abort();
		this.#dryRun = new AbortController();
		const {signal} = this.#dryRun;
		const {dryRun} = await import('./effects/dry-runs.ts');
		await dryRun(this.#session, effect, this.#dispatch, signal);
	}

	async #work(effect: RunEffect): Promise<void> {
		this.#loadingRuns ??= import('./effects/runs.ts').then(({Runs}) => new Runs(this.#session, this.#dispatch));
		this.#runs = await this.#loadingRuns;
		await this.#runs.run(effect);
	}

	async #look(effect: Extract<Effect, {type: 'open-run' | 'forget-run' | 'list-runs'}>): Promise<void> {
		const {forgetRun, listRuns, openRun} = await import('./effects/run-list.ts');
		if (effect.type === 'open-run') return openRun(this.#session, effect, this.#dispatch);
		if (effect.type === 'forget-run') return forgetRun(this.#session, effect, this.#dispatch);
		try {
			await listRuns(this.#session, {hidesOwn: this.#runs?.isBusy ?? false}, this.#dispatch);
		} catch (error) {
			this.#dispatch({type: 'notice', notice: {tone: 'bad', text: troubleOf(error).message}});
		}
	}

	/** OSC 52 asks the terminal to take it: works over ssh too, and where it is not allowed nothing happens. */
	#copy(text: string, what: string): void {
		this.#hands.write(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
		this.#dispatch({
			type: 'notice',
			notice: {tone: 'good', text: `${what} copied, if the terminal allows it (OSC 52)`},
		});
	}

	async #writeReport(effect: Extract<Effect, {type: 'write-report'}>): Promise<void> {
		const {writeReport} = await import('./effects/dry-runs.ts');
		await writeReport(this.#session, effect, this.#dispatch);
	}

	async #leave({code, summary, draft, sandbox = false}: Extract<Effect, {type: 'leave'}>): Promise<void> {
		await this.#files.flush();
		this.#hands.leave(code, [...summary, ...this.#files.lastWords(draft)], sandbox);
	}
}

/** A session that hands each cloud's rules to the checks as soon as it is open. */
function withRules(session: Session, checks: Checks, dispatch: Dispatch): Session {
	return {
		...session,
		async cloud(id, region) {
			const cloud = await session.cloud(id, region);
			if (checks.addCloud(cloud)) dispatch({type: 'check-again'});
			return cloud;
		},
	};
}

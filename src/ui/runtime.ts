import {Buffer} from 'node:buffer';
import type {RequestLog} from '../clouds/net/request-log.ts';
import {Checks} from '../session/check.ts';
import {openSession, type Session} from '../session/open-session.ts';
import type {Effect} from '../wizard/core/effect.ts';
import {Handovers} from './effects/hand-over.ts';
import {type Dispatch, Loads} from './effects/loads.ts';
import {Files} from './effects/profiles.ts';
import {Watching} from './effects/watching.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import {RestTimer} from './rest-timer.ts';
import {Deletes} from './runtime-deletes.ts';
import {Plans} from './runtime-plan.ts';
import {Runs} from './runtime-runs.ts';
import {troubleOf} from './trouble.ts';

/** What the runtime does to the terminal. */
export interface TerminalHands {
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
	readonly #plans: Plans;
	readonly #runs: Runs;
	readonly #deletes: Deletes;
	readonly #watching: Watching;
	readonly #handovers: Handovers;
	readonly #rest: RestTimer;

	/** @param requestLog where calls are written down, when the user asked for that */
	constructor(options: OpenWizardOptions, hands: TerminalHands, tell: Dispatch, requestLog?: RequestLog) {
		this.#hands = hands;
		const own = new Set<string>();
		const dispatch: Dispatch = event => {
			if (event.type === 'run' && event.event.type === 'started') own.add(event.event.runId);
			if (event.type === 'delete-begun') own.add(event.runId);
			tell(event);
		};
		this.#dispatch = dispatch;
		this.#sandbox = options.sandbox;
		this.#checks = new Checks(options.env);
		this.#session = withRules(openSession({...options, fault: options.faults, requestLog}), this.#checks, dispatch);
		this.#loads = new Loads(this.#session, dispatch);
		this.#files = new Files(options.env, this.#session, dispatch);
		this.#plans = new Plans(options, this.#session, dispatch);
		this.#runs = new Runs(options, this.#session, dispatch, own);
		this.#deletes = new Deletes(options, this.#session, dispatch);
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
				void this.#plans.preflight(effect);
				return;
			case 'stop-preflight':
				this.#plans.stopPreflight();
				return;
			case 'run':
				this.#watching.startClock();
				void this.#plans.run(effect);
				return;
			case 'open-run':
				void this.#runs.open(effect);
				return;
			case 'resume-run':
				this.#watching.startClock();
				void this.#runs.resume(effect);
				return;
			case 'preview-undo':
				void this.#runs.preview(effect);
				return;
			case 'undo-run':
				void this.#runs.undo(effect);
				return;
			case 'preview-delete':
				void this.#deletes.preview(effect);
				return;
			case 'delete-connection':
				void this.#delete(effect);
				return;
			case 'forget-run':
				void this.#runs.forget(effect);
				return;
			case 'list-runs':
				void this.#runs.list().catch((error: unknown) => {
					this.#dispatch({type: 'notice', notice: {tone: 'bad', text: troubleOf(error).message}});
				});
				return;
			case 'stop-run':
				this.#plans.stopRun();
				this.#runs.stop();
				this.#deletes.stop();
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
		this.#plans.stopPreflight();
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

	async #delete(effect: Extract<Effect, {type: 'delete-connection'}>): Promise<void> {
		await this.#deletes.carryOut(effect);
		await this.#runs.list().catch(() => {});
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
		const {path} = effect;
		try {
			const report = await this.#plans.report(effect);
			const {writeFile} = await import('node:fs/promises');
			await writeFile(path, report, {flag: 'wx', mode: 0o600});
			this.#dispatch({type: 'prompt-done', message: `report written to ${path}`});
		} catch (error) {
			const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
			const message = exists ? `${path} exists already: name another file` : troubleOf(error).message;
			this.#dispatch({type: 'prompt-failed', message});
		}
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

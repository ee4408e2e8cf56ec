import {Buffer} from 'node:buffer';
import {Checks} from '../session/check.ts';
import type {FleetFollowers} from '../session/follow-fleet.ts';
import {openSession, type RequestLog, type Session} from '../session/open-session.ts';
import type {Effect} from '../wizard/core/effect.ts';
import {Attention} from './effects/attention.ts';
import {type Carriers, carry, type Dispatch, type EffectOf, isCarriedBy} from './effects/carriers.ts';
import {Clock} from './effects/clock.ts';
import {Files, type FileWork} from './effects/files.ts';
import {FleetWatching, openFleet} from './effects/fleet.ts';
import {Handovers} from './effects/hand-over.ts';
import {KeptView} from './effects/kept-view.ts';
import {Loads} from './effects/loads.ts';
import type {Runs, RunWork} from './effects/runs.ts';
import {readerOf, Views} from './effects/views.ts';
import {Whys} from './effects/why.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import {troubleOf} from './trouble.ts';

/** How long nothing may have been typed before what was typed is kept, ms: little is lost, and no key waits for the disk. */
const restMs = 1000;

// loaded when they are first needed
const dryRuns = () => import('./effects/dry-runs.ts');
const typedKeys = () => import('./effects/typed-keys.ts');
const many = () => import('./effects/many.ts');
const runList = () => import('./effects/run-list.ts');

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
	readonly #clock: Clock;
	readonly #views: Views;
	readonly #whys: Whys;
	readonly #fleet: FleetWatching;
	readonly #handovers: Handovers;
	readonly #keptView: KeptView;
	readonly #attention: Attention;
	#rest: NodeJS.Timeout | undefined;
	#dryRun = new AbortController();
	#many = new AbortController();
	#loadingRuns: Promise<Runs> | undefined;
	#runs: Runs | undefined;

	/**
	 * @param requestLog where calls are written down or counted, when the user asked for that
	 * @param followers who else is told of what is watched
	 */
	constructor(
		options: OpenWizardOptions,
		hands: TerminalHands,
		dispatch: Dispatch,
		requestLog?: RequestLog,
		followers?: FleetFollowers,
	) {
		this.#hands = hands;
		this.#dispatch = dispatch;
		this.#sandbox = options.sandbox;
		this.#checks = new Checks(options.env);
		this.#session = withRules(openSession({...options, fault: options.faults, requestLog}), this.#checks, dispatch);
		this.#loads = new Loads(this.#session, dispatch);
		this.#files = new Files(options.env, this.#session, dispatch);
		this.#clock = new Clock(dispatch);
		this.#views = new Views(readerOf(this.#session), dispatch);
		this.#whys = new Whys(options.env, this.#session, dispatch);
		this.#fleet = new FleetWatching(openFleet(this.#session, options), this.#clock, dispatch, followers);
		this.#keptView = new KeptView(options, dispatch);
		this.#handovers = new Handovers(options.env, this.#session, dispatch);
		this.#attention = new Attention(options, hands, dispatch);
	}

	/** Loads what the first frame did without. */
	async start(): Promise<void> {
		this.#dispatch({type: 'started'});
		this.#session.start().catch(() => {}); // whoever uses it first is told
		if (!this.#sandbox) void this.#readSignIns();
		await this.#checks.loadSchema();
		this.#dispatch({type: 'check-again'});
		await Promise.all([this.#attention.readKept(), this.#keptView.read()]);
	}

	run(effect: Effect): void {
		if (isCarriedBy(this.#carriers, effect)) carry(this.#carriers, effect);
		else this.#files.run(effect);
	}

	/** What is kept on this machine is the files' work; all else is here. */
	readonly #carriers: Carriers<Exclude<Effect['type'], FileWork>> = {
		load: effect => this.#loads.load(effect),
		'use-profile': ({cloud, profile}) => {
			if (this.#sandbox) return;
			this.#session.pickProfile(cloud, profile);
			void this.#readSignIns();
		},
		'read-back': effect => this.#loads.readBack(effect),
		'read-standing': effect => this.#loads.readStanding(effect),
		check: effect => this.#dispatch({type: 'checked', ...this.#checks.check(effect)}),
		'read-facts': effect => this.#loads.readFacts(effect),
		preflight: effect => this.#startDryRun(effect),
		'stop-preflight': () => this.#dryRun.abort(),
		run: effect => this.#make(effect),
		'run-many': effect => this.#make(effect),
		'read-many': async effect => (await many()).readMany(this.#session, effect, this.#dispatch, this.#renewMany()),
		'check-many': async effect => (await many()).checkMany(this.#session, effect, this.#dispatch, this.#renewMany()),
		'stop-many': () => this.#many.abort(),
		'check-key': async effect => (await typedKeys()).checkKey(this.#session, effect, this.#dispatch),
		'read-side': effect => this.#work(effect),
		'read-rotation': effect => this.#work(effect),
		'rotate-keys': effect => this.#make(effect),
		'resume-rotation': effect => this.#make(effect),
		'stop-rotation': effect => this.#loadingRuns && this.#work(effect),
		'resume-run': effect => this.#make(effect),
		'preview-undo': effect => this.#work(effect),
		'undo-run': effect => this.#work(effect),
		'preview-delete': effect => this.#work(effect),
		'delete-connection': effect => this.#work(effect),
		'stop-run': effect => this.#loadingRuns && this.#work(effect),
		'open-run': async effect => (await runList()).openRun(this.#session, effect, this.#dispatch),
		'forget-run': async effect => (await runList()).forgetRun(this.#session, effect, this.#dispatch),
		'list-runs': () => this.#listRuns(),
		'watch-fleet': effect => this.#fleet.start(effect),
		'fleet-now': ({place}) => this.#fleet.now(place),
		'fleet-pause': ({paused}) => this.#fleet.pause(paused),
		'stop-fleet': () => this.#fleet.stop(),
		'read-view': effect => this.#views.read(effect),
		'stop-views': () => this.#views.stop(),
		'read-why': effect => this.#whys.read(effect),
		'stop-why': () => this.#whys.stop(),
		'keep-view': effect => this.#keptView.keep(effect),
		'call-attention': effect => this.#attention.call(effect),
		'keep-wish': effect => this.#attention.keep(effect),
		handover: effect => this.#handovers.run(effect),
		'await-rest': () => {
			clearTimeout(this.#rest);
			this.#rest = setTimeout(() => this.#dispatch({type: 'rested'}), restMs);
			this.#rest.unref();
		},
		copy: effect => this.#copy(effect),
		'write-report': async effect => (await dryRuns()).writeReport(this.#session, effect, this.#dispatch),
		leave: effect => this.#leave(effect),
	};

	/** Ends everything: reads, watching, sockets, the sandbox. What was to be saved is saved first. */
	async close(): Promise<void> {
		clearTimeout(this.#rest);
		this.#loads.stop();
		this.#dryRun.abort();
		this.#many.abort();
		this.#views.stop();
		this.#whys.stop();
		this.#fleet.stop();
		await this.#handovers.flush();
		this.#handovers.stop();
		await this.#files.flush();
		await this.#keptView.flush();
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
	async #startDryRun(effect: EffectOf<'preflight'>): Promise<void> {
		this.#dryRun.abort();
		this.#dryRun = new AbortController();
		const {signal} = this.#dryRun;
		await (await dryRuns()).dryRun(this.#session, effect, this.#dispatch, signal);
	}

	/** What was read or checked before is wanted no more. */
	#renewMany(): AbortSignal {
		this.#many.abort();
		this.#many = new AbortController();
		return this.#many.signal;
	}

	async #make(effect: EffectOf<'run' | 'run-many' | 'resume-run' | 'rotate-keys' | 'resume-rotation'>): Promise<void> {
		this.#clock.start('run');
		try {
			await this.#work(effect);
		} finally {
			this.#clock.stop('run');
		}
	}

	async #work(effect: EffectOf<RunWork>): Promise<void> {
		this.#loadingRuns ??= import('./effects/runs.ts').then(({Runs}) => new Runs(this.#session, this.#dispatch));
		this.#runs = await this.#loadingRuns;
		await carry(this.#runs.carriers, effect);
	}

	async #listRuns(): Promise<void> {
		const {listRuns} = await runList();
		try {
			await listRuns(this.#session, {hidesOwn: this.#runs?.isBusy ?? false}, this.#dispatch);
		} catch (error) {
			this.#dispatch({type: 'notice', notice: {tone: 'bad', text: troubleOf(error).message}});
		}
	}

	/** OSC 52 asks the terminal to take it: works over ssh too, and where it is not allowed nothing happens. */
	#copy({text, what}: EffectOf<'copy'>): void {
		this.#hands.write(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
		const told = `${what} copied, if the terminal allows it (OSC 52)`;
		this.#dispatch({type: 'notice', notice: {tone: 'good', text: told}});
	}

	async #leave({code, summary, draft, sandbox = false}: EffectOf<'leave'>): Promise<void> {
		await this.#files.flush();
		await this.#keptView.flush();
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

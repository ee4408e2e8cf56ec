import {accountsOf} from '../clouds/sign-in/in-this-account.ts';
import type {DebugLog} from '../run/debug-log.ts';
import {credentialHints, regionHints} from '../session/environment-hints.ts';
import type {FollowWishes} from '../session/follow-fleet.ts';
import {windowTitle} from '../wizard/attention/attention.ts';
import type {Effect} from '../wizard/core/effect.ts';
import {initialState} from '../wizard/core/initial-state.ts';
import type {WizardOptions} from '../wizard/core/state.ts';
import {glyphsFor} from './look.tsx';
import {keysOfMouse} from './mouse.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import type {Runtime} from './runtime.ts';
import {createStore, type Store} from './store.ts';
import {openTerminal} from './terminal.ts';

/**
 * Opens the wizard on the terminal and resolves with its exit code once the terminal is back as it was.
 * The first frame loads no SDK, no schema and no config library; they come while the user reads it.
 * @throws UserError when stdin or stdout is not a terminal, or for a fault that the sandbox does not know
 */
export async function openWizard(options: OpenWizardOptions): Promise<number> {
	if (options.faults) {
		const {readFaults} = await import('../session/open-session.ts');
		await readFaults(options.faults);
	}

	const log = options.debug ? await openLog(options) : undefined;
	const following = options.follow ? await beginFollowing(options.follow, options.env, log) : undefined;
	const opening = openTerminal({
		stdin: process.stdin,
		stdout: process.stdout,
		stderr: process.stderr,
		env: process.env,
		mouse: !options.noMouse && !options.env.TUNNELWRIGHT_NO_MOUSE,
	});
	// what imports Ink comes after the terminal has prepared its environment, which is done before `openTerminal` waits for anything;
	// it is read together with Ink: one after the other took some 7 ms more to the first frame
	const [terminal, {App}, {emptyClickMap}] = await Promise.all([
		opening,
		import('./app.tsx'),
		import('./parts/clicks.tsx'),
	]);
	let runtime: Runtime | undefined;
	let isOver = false;
	let toSandbox = false;
	const early: Effect[] = [];
	const store: Store = createStore(initialState(wizardOptions(options), terminal.size()), effect => {
		if (runtime) runtime.run(effect);
		else early.push(effect);
	});
	let title = '';
	store.subscribe(() => {
		const wanted = windowTitle(store.getState());
		if (wanted !== title) terminal.title(wanted);
		title = wanted;
	});
	terminal.onResize(size => store.dispatch({type: 'resize', ...size}));
	// nothing that was shown on request stays on the screen of who does not look at it
	terminal.onSuspend(() => store.dispatch({type: 'suspended'}));
	terminal.onEnd(async code => {
		store.dispatch({type: 'asked-to-leave', code});
		await runtime?.close();
	});
	const clicks = emptyClickMap();
	terminal.render(<App store={store} glyphs={glyphsFor(options.env)} clicks={clicks} />);
	await terminal.flushed();
	terminal.onInput(event => {
		if (event.type !== 'mouse') store.dispatch(event);
		else for (const key of keysOfMouse(event, clicks)) store.dispatch({type: 'key', key});
	});

	const {Runtime: Loaded} = await import('./runtime.ts');
	runtime = new Loaded(
		options,
		{
			write: sequence => terminal.send(sequence),
			leave(exit, summary, sandbox) {
				toSandbox = sandbox;
				const text = summary.join('\n');
				// after a bug the screen is gone already: what is kept is said all the same
				if (isOver && text !== '') process.stdout.write(`${text}\n`);
				else terminal.leave({exit, ...(text === '' ? {} : {text})});
			},
		},
		event => store.dispatch(event),
		following?.calls ?? log,
		following?.followers,
	);
	following?.tellBy((tone, text) => store.dispatch({type: 'notice', notice: {tone, text}}));
	for (const effect of early) runtime.run(effect);
	runtime.start().catch((error: unknown) => terminal.leave({exit: 1, error}));

	const outcome = await terminal.closed;
	isOver = true;
	const later = await closeQuietly(runtime, () => {
		// nobody asked for what was being typed: it is kept for the next start
		if (outcome.error !== undefined) store.dispatch({type: 'asked-to-leave', code: outcome.exit});
	});
	await following?.followers.close();
	// the full screen is gone: nothing is torn by it
	if (log) process.stderr.write(`${log.end(outcome.exit)}\n`);
	const error = outcome.error ?? later;
	if (error !== undefined) throw error;
	return toSandbox
		? openWizard({env: options.env, sandbox: true, noMouse: options.noMouse, notify: options.notify})
		: outcome.exit;
}

/** How long what is open gets to close itself once the screen is gone, ms. */
const closeMs = 5000;

/** Saves and closes after the screen is gone. @returns what went wrong meanwhile, which nobody else would hear of */
async function closeQuietly(runtime: Runtime, save: () => void): Promise<unknown> {
	let trouble: unknown;
	const keep = (error: unknown) => {
		trouble ??= error;
	};
	process.on('uncaughtException', keep).on('unhandledRejection', keep);
	let timer: NodeJS.Timeout | undefined;
	const enough = new Promise<void>(resolve => {
		timer = setTimeout(resolve, closeMs);
	});
	try {
		save();
	} catch (error) {
		keep(error);
	}

	try {
		await Promise.race([runtime.close(), enough]);
	} catch (error) {
		keep(error);
	}

	clearTimeout(timer);
	// what else failed by the same cause is told of only after this turn: Node must not say it in its own words
	await new Promise(resolve => setImmediate(resolve));
	process.off('uncaughtException', keep).off('unhandledRejection', keep);
	return trouble;
}

type Tell = (tone: 'plain' | 'look', text: string) => void;

/** Opens what follows the watch before the screen is there: what can't be is said as of a command. @throws UserError */
async function beginFollowing(follow: FollowWishes, env: OpenWizardOptions['env'], log: DebugLog | undefined) {
	const [{followFleet}, {CallCounts}] = await Promise.all([
		import('../session/follow-fleet.ts'),
		import('../session/serve-metrics.ts'),
	]);
	const calls = new CallCounts(log);
	let tell: Tell = () => {};
	const followers = await followFleet({...follow, env, calls, warn: line => tell('look', line)});
	return {
		calls,
		followers,
		/** From now on there is somebody to tell. */
		tellBy(by: Tell) {
			tell = by;
			const {url, warning} = followers.metrics ?? {};
			if (warning) tell('look', `metrics: ${url}: ${warning}`);
			else if (url !== undefined) tell('plain', `metrics: ${url}`);
		},
	};
}

async function openLog({env, debugFile, sandbox}: OpenWizardOptions): Promise<DebugLog> {
	const [{openDebugLog}, {version}] = await Promise.all([import('../run/debug-log.ts'), import('../run/version.ts')]);
	return openDebugLog({env, file: debugFile, version, command: 'wizard', sandbox});
}

function wizardOptions(options: OpenWizardOptions): WizardOptions {
	const {sandbox, profile, notify, watch, readOnly, follow} = options;
	return {
		sandbox,
		profile,
		credentials: credentialHints(options),
		...(sandbox ? {} : {accounts: accountsOf(options)}),
		regions: regionHints(options),
		...(watch === undefined ? {} : {watch}),
		...(notify === undefined ? {} : {attention: notify}),
		...(follow === undefined ? {} : {follow: true}),
		...(readOnly ? {readOnly} : {}),
	};
}

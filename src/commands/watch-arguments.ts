import {Command} from 'commander';
import type {Environment} from '../connection/environment.ts';
import {commandWords, programFile} from '../session/command-words.ts';
import type {OpenWizardOptions} from '../ui/open-wizard-options.ts';
import {type AttentionWish, isWish} from '../wizard/attention/wish.ts';
import type {CommandOptions} from './command-options.ts';
import {readFleetOptions} from './fleet-options.ts';
import {rootOptions} from './program.ts';
import {refuseSandboxOptions} from './shared-options.ts';
import {declareWatch, metricsAddress, type WatchOptions} from './watch-program.ts';

/**
 * What the wizard is opened with by `watch` at a terminal. Undefined where the arguments ask for anything else, for lines in place of the screen, or for what
 * can't be: the commands carry that out, or say what is wrong.
 */
export async function watchArguments(
	args: readonly string[],
	env: Environment,
): Promise<OpenWizardOptions | undefined> {
	let found: {readonly ids: readonly string[]; readonly given: WatchOptions & CommandOptions} | undefined;
	const program = rootOptions(new Command('tunnelwright'))
		.exitOverride()
		.configureOutput({writeOut: () => {}, writeErr: () => {}});
	declareWatch(program).action(function (this: Command) {
		const [ids] = this.processedArgs;
		// cast: the options are those that the command declares
		found = {ids, given: this.optsWithGlobals<WatchOptions & CommandOptions>()};
	});
	try {
		await program.parseAsync([...args], {from: 'user'});
		if (!found) return undefined;
		return await wizardOf(found.ids, found.given, env);
	} catch {
		// whatever it is, the command says it in its words
		return undefined;
	}
}

async function wizardOf(
	ids: readonly string[],
	given: WatchOptions & CommandOptions,
	env: Environment,
): Promise<OpenWizardOptions | undefined> {
	if (given.json || given.metricsOnly) return undefined;
	const {choice, options} = readFleetOptions(ids, given);
	refuseSandboxOptions(options);
	const {exec, readOnly} = given;
	const metrics = await metricsAddress(given.metrics);
	if (exec !== undefined) programFile(commandWords(exec, '--exec')[0], '--exec', env);
	const {sandbox = false, speed, fault, debug, debugFile, instanceRole} = options;
	const profiles = Object.entries(options).filter(([name, value]) => name.endsWith('Profile') && value !== undefined);
	const notify = wishOf(given);
	return {
		...Object.fromEntries(profiles),
		env,
		sandbox,
		watch: choice,
		...(speed === undefined ? {} : {speed}),
		...(fault ? {faults: fault} : {}),
		...(instanceRole ? {instanceRole} : {}),
		...(debug || debugFile !== undefined ? {debug: true} : {}),
		...(debugFile === undefined ? {} : {debugFile}),
		...(notify === undefined ? {} : {notify}),
		...(readOnly ? {readOnly} : {}),
		...(exec !== undefined || metrics
			? {follow: {...(exec === undefined ? {} : {exec}), ...(metrics ? {metrics} : {})}}
			: {}),
	};
}

/** Each of them brings what the ones below bring. */
function wishOf({notify, bell, title}: WatchOptions): AttentionWish | undefined {
	if (isWish(notify)) return notify;
	return notify ? 'auto' : bell ? 'bell' : title ? 'title' : undefined;
}

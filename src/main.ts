import {noScreen} from './commands/no-screen.ts';
import {namesProfile, wizardArguments} from './commands/wizard-arguments.ts';
import {endProcess, keepOutOfCore} from './run/process-end.ts';

/*
 * The program's entry. The wizard must be on the screen soon, so nothing else is loaded before it is known what was asked for.
 */
keepOutOfCore();
const args = process.argv.slice(2);
// the clouds are not read before the rest of the wizard, where nobody names one
const clouds = namesProfile(args) ? (await import('./clouds/registry.ts')).cloudIds() : [];
// what can't move its cursor, and what reads the screen aloud, are told what there is for them instead of a grid
const drawsScreens = noScreen(process.env) === undefined;
const atTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && drawsScreens;
const wizard = wizardArguments(args, process.env, clouds) ?? (await watchWizard());

if (wizard && atTerminal) {
	// before Ink is loaded: what is typed meanwhile then arrives as keys and is not echoed, and Ctrl-C is a key too
	process.stdin.setRawMode(true);
	try {
		const {openWizard} = await import('./ui/open-wizard.tsx');
		endProcess(await openWizard(wizard));
	} catch (error) {
		process.stdin.setRawMode(false);
		const {leaveWith} = await import('./commands/run-commands.ts');
		await leaveWith(error, args);
	}
} else {
	const {runCommands} = await import('./commands/run-commands.ts');
	await runCommands(args, wizard);
}

/** `watch` at a terminal is the wizard at its list. */
async function watchWizard() {
	if (!atTerminal || !args.includes('watch')) return undefined;
	const {watchArguments} = await import('./commands/watch-arguments.ts');
	return watchArguments(args, process.env);
}

import type {Environment} from '../connection/environment.ts';
import type {OpenWizardOptions} from '../ui/open-wizard-options.ts';
import {isWish} from '../wizard/attention/wish.ts';

const flags = ['--sandbox', '--instance-role', '--no-mouse', '--debug'];
const valued = ['--speed', '--profile', '--debug-file', '--notify'];

/**
 * What the wizard is opened with, when the arguments ask for nothing else: read by hand, so that nothing is loaded before it.
 * Undefined for anything that the full parser must see: a command, `--help`, an unknown option, an odd value.
 * @param clouds those whose profile can be named; none need be known where `namesProfile` says that none is named
 */
export function wizardArguments(
	args: readonly string[],
	env: Environment,
	clouds: readonly string[],
): OpenWizardOptions | undefined {
	const given = new Set<string>();
	const values = new Map<string, string>();
	const faults: string[] = [];
	for (let index = 0; index < args.length; index += 1) {
		const [name, inline] = split(args[index] ?? '');
		if (flags.includes(name) && inline === undefined) {
			given.add(name);
			continue;
		}

		const value = inline ?? args[++index];
		if (value === undefined || (inline === undefined && value.startsWith('-'))) return undefined;
		if (name === '--fault') faults.push(value);
		else if (valued.includes(name) || clouds.some(id => name === `--${id}-profile`)) values.set(name, value);
		else return undefined;
	}

	const sandbox = given.has('--sandbox');
	const text = values.get('--speed');
	const speed = text === undefined ? undefined : Number(text);
	if (speed !== undefined && !(speed > 0 && Number.isFinite(speed))) return undefined;
	if (clouds.some(id => values.get(`--${id}-profile`) === '')) return undefined;
	if (!sandbox && (speed !== undefined || faults.length > 0)) return undefined;
	const notify = values.get('--notify');
	if (notify !== undefined && !isWish(notify)) return undefined;
	const has = (flag: string) => given.has(flag) || undefined;
	const debugFile = values.get('--debug-file');
	return {
		sandbox,
		env,
		speed,
		faults: faults.length === 0 ? undefined : faults,
		profile: values.get('--profile'),
		notify,
		...Object.fromEntries(clouds.map(id => [`${id}Profile`, values.get(`--${id}-profile`)])),
		instanceRole: has('--instance-role'),
		noMouse: has('--no-mouse'),
		debug: has('--debug') ?? (debugFile === undefined ? undefined : true),
		debugFile,
	};
}

/** Whether an argument may name the profile of one cloud. */
export function namesProfile(args: readonly string[]): boolean {
	return args.some(argument => /-profile\b/.test(argument));
}

function split(argument: string): readonly [string, string | undefined] {
	const equals = argument.indexOf('=');
	return argument.startsWith('--') && equals > 0
		? [argument.slice(0, equals), argument.slice(equals + 1)]
		: [argument, undefined];
}

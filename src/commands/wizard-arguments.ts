import type {CloudId} from '../clouds/contract/cloud.ts';
import {cloudModules} from '../clouds/registry.ts';
import type {OpenWizardOptions} from '../ui/open-wizard-options.ts';

/**
 * What the wizard is opened with, when the arguments ask for nothing else: read by hand, so that nothing is loaded before it.
 * Undefined for anything that the full parser must see: a command, `--help`, an unknown option, an odd value.
 */
export function wizardArguments(
	args: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
): OpenWizardOptions | undefined {
	let sandbox = false;
	let speed: number | undefined;
	let profile: string | undefined;
	const profiles = new Map<`${CloudId}Profile`, string>();
	let instanceRole = false;
	let noMouse = false;
	let debug = false;
	let debugFile: string | undefined;
	const faults: string[] = [];
	for (let index = 0; index < args.length; index += 1) {
		const [name, inline] = split(args[index] ?? '');
		if (name === '--sandbox' && inline === undefined) {
			sandbox = true;
			continue;
		}

		if (name === '--instance-role' && inline === undefined) {
			instanceRole = true;
			continue;
		}

		if (name === '--no-mouse' && inline === undefined) {
			noMouse = true;
			continue;
		}

		if (name === '--debug' && inline === undefined) {
			debug = true;
			continue;
		}

		const value = inline ?? args[++index];
		if (value === undefined || (inline === undefined && value.startsWith('-'))) return undefined;
		const cloud = cloudModules().find(({id}) => name === `--${id}-profile`);
		if (name === '--speed') speed = Number(value);
		else if (name === '--fault') faults.push(value);
		else if (name === '--profile') profile = value;
		else if (cloud !== undefined) profiles.set(`${cloud.id}Profile`, value);
		else if (name === '--debug-file') debugFile = value;
		else return undefined;
	}

	if (speed !== undefined && !(speed > 0 && Number.isFinite(speed))) return undefined;
	if ([...profiles.values()].includes('')) return undefined;
	if (!sandbox && (speed !== undefined || faults.length > 0)) return undefined;
	return {
		sandbox,
		env,
		...(speed === undefined ? {} : {speed}),
		...(faults.length === 0 ? {} : {faults}),
		...(profile === undefined ? {} : {profile}),
		...Object.fromEntries(profiles),
		...(instanceRole ? {instanceRole} : {}),
		...(noMouse ? {noMouse} : {}),
		...(debug || debugFile !== undefined ? {debug: true} : {}),
		...(debugFile === undefined ? {} : {debugFile}),
	};
}

function split(argument: string): readonly [string, string | undefined] {
	const equals = argument.indexOf('=');
	return argument.startsWith('--') && equals > 0
		? [argument.slice(0, equals), argument.slice(equals + 1)]
		: [argument, undefined];
}

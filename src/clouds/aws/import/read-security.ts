import {isDeepStrictEqual} from 'node:util';
import type {AwsConnection, AwsTunnelOptions} from '../document.ts';
import {awsPresets} from '../presets.ts';

/** A security part, and for each tunnel what it has beyond it. */
interface ReadSecurity {
	readonly security: AwsConnection['security'];
	readonly overrides: readonly (AwsTunnelOptions | undefined)[];
}

/**
 * Puts the options of both tunnels as a person would write them: the preset that all of them hold, what they share beyond it, and
 * what each has alone. Without a preset that fits, what AWS did not name stays left to AWS. Pure.
 */
export function securityOf(tunnels: readonly AwsTunnelOptions[]): ReadSecurity {
	const preset =
		(['strong', 'compatible'] as const).find(id => tunnels.every(options => holds(options, awsPresets[id]))) ??
		'custom';
	const own = tunnels.map(options => without(options, awsPresets[preset]));
	const [first = {}, ...others] = own;
	const shared = pick(first, (name, value) => others.every(options => isDeepStrictEqual(options[name], value)));
	return {
		security: {preset, ...(isEmpty(shared) ? {} : {options: shared})},
		overrides: own.map(options => without(options, shared)).map(rest => (isEmpty(rest) ? undefined : rest)),
	};
}

type Name = keyof AwsTunnelOptions;

function holds(options: AwsTunnelOptions, preset: AwsTunnelOptions): boolean {
	return isEmpty(without(preset, options));
}

function without(options: AwsTunnelOptions, taken: AwsTunnelOptions): AwsTunnelOptions {
	return pick(options, (name, value) => !isDeepStrictEqual(taken[name], value));
}

function pick(options: AwsTunnelOptions, wanted: (name: Name, value: unknown) => boolean): AwsTunnelOptions {
	// The members of a strict object are its names, each with the value it had.
	const entries = Object.entries(options) as [Name, unknown][];
	return Object.fromEntries(entries.filter(([name, value]) => wanted(name, value)));
}

function isEmpty(options: object): boolean {
	return Object.keys(options).length === 0;
}

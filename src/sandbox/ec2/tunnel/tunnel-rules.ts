import {ApiError, invalidCombination, invalidValue} from '../protocol/api-error.ts';
import {missing} from '../protocol/shape.ts';
import {checkWords} from '../protocol/words.ts';
import type {TunnelOptions} from './tunnel-input.ts';

/*
 * What EC2 takes in a tunnel's options. Source: EC2 API Reference, VpnTunnelOptionsSpecification; AWS Site-to-Site VPN User Guide,
 * "Tunnel options".
 */

const encryption = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'];
const integrity = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'];
const phase2Groups = [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];
const defaultPhase1Lifetime = 28_800;
const defaultPhase2Lifetime = 3600;

/** What of the connection decides over its tunnels' options. */
interface TunnelSurroundings {
	readonly isStatic: boolean;
	readonly accelerated: boolean;
	readonly gatewayHasAddress: boolean;
}

/** The words and numbers that an option can have. */
export const allowed = {
	DPDTimeoutAction: ['clear', 'none', 'restart'],
	StartupAction: ['add', 'start'],
	Phase1EncryptionAlgorithm: encryption,
	Phase2EncryptionAlgorithm: encryption,
	Phase1IntegrityAlgorithm: integrity,
	Phase2IntegrityAlgorithm: integrity,
	// Group 5 is for phase 2 alone.
	Phase1DHGroupNumber: phase2Groups.filter(group => group !== 5),
	Phase2DHGroupNumber: phase2Groups,
	IKEVersion: ['ikev1', 'ikev2'],
} satisfies {readonly [K in keyof TunnelOptions]: readonly (string | number)[]};

/** @throws ApiError InvalidParameterValue, InvalidParameterCombination, MissingParameter */
export function checkTunnelOptions(options: TunnelOptions, around: TunnelSurroundings): void {
	checkNumbers(options);
	checkWords(options, allowed);
	checkCiphers(options);
	if (options.StartupAction === 'start') checkStart(options, around);
	const logs = options.LogOptions?.CloudWatchLogOptions;
	if (logs) checkLogs(logs, around.isStatic);
}

/** Never repeats the key. @throws ApiError InvalidParameterValue, InvalidParameterCombination */
export function checkPresharedKey(key: string, certificate: boolean): void {
	if (certificate)
		throw invalidCombination(
			'PreSharedKey cannot be specified for a customer gateway that authenticates with a certificate.',
		);
	if (!/^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$/.test(key))
		throw new ApiError('InvalidParameterValue', 'Value for parameter PreSharedKey is invalid.');
}

function checkNumbers(options: TunnelOptions): void {
	range(options.Phase1LifetimeSeconds, 900, 28_800, 'Phase1LifetimeSeconds');
	range(options.Phase2LifetimeSeconds, 900, 3600, 'Phase2LifetimeSeconds');
	range(options.RekeyFuzzPercentage, 0, 100, 'RekeyFuzzPercentage');
	range(options.ReplayWindowSize, 64, 2048, 'ReplayWindowSize');
	if (options.DPDTimeoutSeconds !== undefined && options.DPDTimeoutSeconds < 30)
		throw invalidValue(options.DPDTimeoutSeconds, 'DPDTimeoutSeconds', 'It must be 30 or more.');
	const phase1 = options.Phase1LifetimeSeconds ?? defaultPhase1Lifetime;
	const phase2 = options.Phase2LifetimeSeconds ?? defaultPhase2Lifetime;
	if (phase2 >= phase1)
		throw invalidValue(phase2, 'Phase2LifetimeSeconds', 'It must be less than the value of Phase1LifetimeSeconds.');
	range(options.RekeyMarginTimeSeconds, 60, Math.floor(phase2 / 2), 'RekeyMarginTimeSeconds');
}

function checkStart(options: TunnelOptions, {accelerated, gatewayHasAddress}: TunnelSurroundings): void {
	if (accelerated)
		throw invalidCombination(
			'StartupAction start cannot be used with EnableAcceleration: the customer gateway must initiate.',
		);
	if (!gatewayHasAddress) throw invalidCombination('StartupAction start needs a customer gateway with an IP address.');
	if (options.IKEVersion && !options.IKEVersion.includes('ikev2'))
		throw invalidCombination('StartupAction start is supported for IKEv2 only.');
}

/** IKEv1 has no ciphers that protect integrity by themselves in phase 1: such a tunnel never comes up. Source: RFC 5282, section 1. */
function checkCiphers({IKEVersion, Phase1EncryptionAlgorithm: ciphers = []}: TunnelOptions): void {
	if (IKEVersion?.join() === 'ikev1' && ciphers.length > 0 && ciphers.every(name => name.includes('GCM')))
		throw invalidCombination('Phase1EncryptionAlgorithms of AES-GCM cannot be used with ikev1 alone.');
}

type Logs = NonNullable<NonNullable<TunnelOptions['LogOptions']>['CloudWatchLogOptions']>;

function checkLogs(logs: Logs, isStatic: boolean): void {
	const arn = /^arn:aws[\w-]*:logs:[a-z0-9-]+:\d{12}:log-group:[\w./#-]{1,512}(:\*)?$/;
	checkWords(logs, {LogOutputFormat: ['json', 'text'], BgpLogOutputFormat: ['json', 'text']});
	for (const kind of ['', 'Bgp'] as const) {
		const name = `${kind}LogGroupArn` as const;
		const group = logs[name];
		if (logs[`${kind}LogEnabled`] && group === undefined) throw missing(name);
		if (group !== undefined && !arn.test(group)) throw invalidValue(group, name);
	}

	if (logs.BgpLogEnabled && isStatic)
		throw invalidCombination('BGP logs cannot be enabled for a VPN connection with static routes.');
}

function range(value: number | undefined, least: number, most: number, name: string): void {
	if (value !== undefined && (value < least || value > most))
		throw invalidValue(value, name, `It must be between ${least} and ${most}.`);
}

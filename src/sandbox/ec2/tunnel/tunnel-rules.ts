import {ApiError, invalidCombination, invalidValue} from '../protocol/api-error.ts';
import type {TunnelOptions} from '../store/resources.ts';

/*
 * What EC2 takes in a tunnel's options. Source: EC2 API Reference, VpnTunnelOptionsSpecification; AWS Site-to-Site VPN User Guide,
 * "Tunnel options".
 */

const encryption = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'];
const integrity = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'];
const phase1Groups = [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];
const phase2Groups = [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];
const defaultPhase1Lifetime = 28_800;
const defaultPhase2Lifetime = 3600;

/** What of the connection decides over its tunnels' options. */
interface TunnelSurroundings {
	readonly isStatic: boolean;
	readonly accelerated: boolean;
	readonly gatewayHasAddress: boolean;
}

/** @throws ApiError InvalidParameterValue, InvalidParameterCombination, MissingParameter */
export function checkTunnelOptions(options: TunnelOptions, around: TunnelSurroundings): void {
	checkNumbers(options);
	among(options.dpdTimeoutAction, ['clear', 'none', 'restart'], 'DPDTimeoutAction');
	among(options.startupAction, ['add', 'start'], 'StartupAction');
	each(options.phase1Encryption, encryption, 'Phase1EncryptionAlgorithms');
	each(options.phase2Encryption, encryption, 'Phase2EncryptionAlgorithms');
	each(options.phase1Integrity, integrity, 'Phase1IntegrityAlgorithms');
	each(options.phase2Integrity, integrity, 'Phase2IntegrityAlgorithms');
	each(options.phase1DhGroups, phase1Groups, 'Phase1DHGroupNumbers');
	each(options.phase2DhGroups, phase2Groups, 'Phase2DHGroupNumbers');
	each(options.ikeVersions, ['ikev1', 'ikev2'], 'IKEVersions');
	if (options.startupAction === 'start') checkStart(options, around);
	if (options.logs) checkLogs(options.logs, around.isStatic);
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
	range(options.phase1LifetimeSeconds, 900, 28_800, 'Phase1LifetimeSeconds');
	range(options.phase2LifetimeSeconds, 900, 3600, 'Phase2LifetimeSeconds');
	range(options.rekeyFuzzPercentage, 0, 100, 'RekeyFuzzPercentage');
	range(options.replayWindowSize, 64, 2048, 'ReplayWindowSize');
	if (options.dpdTimeoutSeconds !== undefined && options.dpdTimeoutSeconds < 30)
		throw invalidValue(options.dpdTimeoutSeconds, 'DPDTimeoutSeconds', 'It must be 30 or more.');
	const phase1 = options.phase1LifetimeSeconds ?? defaultPhase1Lifetime;
	const phase2 = options.phase2LifetimeSeconds ?? defaultPhase2Lifetime;
	if (phase2 >= phase1)
		throw invalidValue(phase2, 'Phase2LifetimeSeconds', 'It must be less than the value of Phase1LifetimeSeconds.');
	range(options.rekeyMarginTimeSeconds, 60, Math.floor(phase2 / 2), 'RekeyMarginTimeSeconds');
}

function checkStart(options: TunnelOptions, {accelerated, gatewayHasAddress}: TunnelSurroundings): void {
	if (accelerated)
		throw invalidCombination(
			'StartupAction start cannot be used with EnableAcceleration: the customer gateway must initiate.',
		);
	if (!gatewayHasAddress) throw invalidCombination('StartupAction start needs a customer gateway with an IP address.');
	if (options.ikeVersions && !options.ikeVersions.includes('ikev2'))
		throw invalidCombination('StartupAction start is supported for IKEv2 only.');
}

function checkLogs(logs: NonNullable<TunnelOptions['logs']>, isStatic: boolean): void {
	const arn = /^arn:aws[\w-]*:logs:[a-z0-9-]+:\d{12}:log-group:[\w./#-]{1,512}(:\*)?$/;
	among(logs.logOutputFormat, ['json', 'text'], 'LogOutputFormat');
	among(logs.bgpLogOutputFormat, ['json', 'text'], 'BgpLogOutputFormat');
	for (const [enabled, group, name] of [
		[logs.logEnabled, logs.logGroupArn, 'LogGroupArn'],
		[logs.bgpLogEnabled, logs.bgpLogGroupArn, 'BgpLogGroupArn'],
	] as const) {
		if (enabled && group === undefined)
			throw new ApiError('MissingParameter', `The request must contain the parameter ${name}`);
		if (group !== undefined && !arn.test(group)) throw invalidValue(group, name);
	}

	if (logs.bgpLogEnabled && isStatic)
		throw invalidCombination('BGP logs cannot be enabled for a VPN connection with static routes.');
}

function range(value: number | undefined, least: number, most: number, name: string): void {
	if (value !== undefined && (value < least || value > most))
		throw invalidValue(value, name, `It must be between ${least} and ${most}.`);
}

function among(value: string | undefined, allowed: readonly string[], name: string): void {
	if (value !== undefined && !allowed.includes(value))
		throw invalidValue(value, name, `Valid values are ${allowed.join(', ')}.`);
}

function each<T extends string | number>(values: readonly T[] | undefined, allowed: readonly T[], name: string): void {
	for (const value of values ?? [])
		if (!allowed.includes(value)) throw invalidValue(value, name, `Valid values are ${allowed.join(', ')}.`);
}

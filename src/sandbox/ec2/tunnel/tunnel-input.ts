import {flag, integer, list, type Read, structure, text} from '../protocol/shape.ts';
import type {TunnelOptions} from '../store/resources.ts';

const texts = list(structure({Value: text}));
const integers = list(structure({Value: integer}));

/** VpnTunnelOptionsSpecification as it travels. ModifyVpnTunnelOptions takes the same members. */
export const tunnelMembers = {
	TunnelInsideCidr: text,
	TunnelInsideIpv6Cidr: text,
	PreSharedKey: text,
	Phase1LifetimeSeconds: integer,
	Phase2LifetimeSeconds: integer,
	RekeyMarginTimeSeconds: integer,
	RekeyFuzzPercentage: integer,
	ReplayWindowSize: integer,
	DPDTimeoutSeconds: integer,
	DPDTimeoutAction: text,
	Phase1EncryptionAlgorithm: texts,
	Phase2EncryptionAlgorithm: texts,
	Phase1IntegrityAlgorithm: texts,
	Phase2IntegrityAlgorithm: texts,
	Phase1DHGroupNumber: integers,
	Phase2DHGroupNumber: integers,
	IKEVersion: texts,
	StartupAction: text,
	LogOptions: structure({
		CloudWatchLogOptions: structure({
			LogEnabled: flag,
			LogGroupArn: text,
			LogOutputFormat: text,
			BgpLogEnabled: flag,
			BgpLogGroupArn: text,
			BgpLogOutputFormat: text,
		}),
	}),
	EnableTunnelLifecycleControl: flag,
};

export type TunnelInput = Read<typeof tunnelMembers>;

/** The options of a request, by the names that the sandbox keeps them under. Values are not checked here. */
export function tunnelOptionsOf(input: TunnelInput): TunnelOptions {
	const logs = input.LogOptions?.CloudWatchLogOptions;
	return defined({
		phase1LifetimeSeconds: input.Phase1LifetimeSeconds,
		phase2LifetimeSeconds: input.Phase2LifetimeSeconds,
		rekeyMarginTimeSeconds: input.RekeyMarginTimeSeconds,
		rekeyFuzzPercentage: input.RekeyFuzzPercentage,
		replayWindowSize: input.ReplayWindowSize,
		dpdTimeoutSeconds: input.DPDTimeoutSeconds,
		dpdTimeoutAction: input.DPDTimeoutAction,
		phase1Encryption: values(input.Phase1EncryptionAlgorithm),
		phase2Encryption: values(input.Phase2EncryptionAlgorithm),
		phase1Integrity: values(input.Phase1IntegrityAlgorithm),
		phase2Integrity: values(input.Phase2IntegrityAlgorithm),
		phase1DhGroups: values(input.Phase1DHGroupNumber),
		phase2DhGroups: values(input.Phase2DHGroupNumber),
		ikeVersions: values(input.IKEVersion),
		startupAction: input.StartupAction,
		lifecycleControl: input.EnableTunnelLifecycleControl,
		logs: logs && {
			logEnabled: logs.LogEnabled,
			logGroupArn: logs.LogGroupArn,
			logOutputFormat: logs.LogOutputFormat,
			bgpLogEnabled: logs.BgpLogEnabled,
			bgpLogGroupArn: logs.BgpLogGroupArn,
			bgpLogOutputFormat: logs.BgpLogOutputFormat,
		},
	});
}

function values<T>(given: readonly {readonly Value?: T | undefined}[] | undefined): readonly T[] | undefined {
	return given?.flatMap(({Value: value}) => (value === undefined ? [] : [value]));
}

/** Without the members that are undefined, so that laying one set of options over another keeps what was not named. */
function defined<T extends object>(options: T): T {
	// Members that may be undefined may also be absent.
	return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

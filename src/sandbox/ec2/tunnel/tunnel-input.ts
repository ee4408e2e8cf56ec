import {flag, integer, type Read, structure, text, values} from '../protocol/shape.ts';
import {answered, type XmlValue} from '../protocol/xml.ts';

/** What a tunnel can be asked for, in the order in which it is shown. */
const optionMembers = {
	Phase1LifetimeSeconds: integer,
	Phase2LifetimeSeconds: integer,
	RekeyMarginTimeSeconds: integer,
	RekeyFuzzPercentage: integer,
	ReplayWindowSize: integer,
	DPDTimeoutSeconds: integer,
	DPDTimeoutAction: text,
	Phase1EncryptionAlgorithm: values(text),
	Phase2EncryptionAlgorithm: values(text),
	Phase1IntegrityAlgorithm: values(text),
	Phase2IntegrityAlgorithm: values(text),
	Phase1DHGroupNumber: values(integer),
	Phase2DHGroupNumber: values(integer),
	IKEVersion: values(text),
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

/** VpnTunnelOptionsSpecification as it travels. ModifyVpnTunnelOptions takes the same members. */
export const tunnelMembers = {
	TunnelInsideCidr: text,
	TunnelInsideIpv6Cidr: text,
	PreSharedKey: text,
	...optionMembers,
};

export type TunnelInput = Read<typeof tunnelMembers>;

/** A tunnel's options as they were asked for: a member that is not there stands at AWS's default and is not shown. */
export type TunnelOptions = Read<typeof optionMembers>;

/** The options of a request. Values are not checked here. */
export function tunnelOptionsOf(input: TunnelInput): TunnelOptions {
	const {TunnelInsideCidr, TunnelInsideIpv6Cidr, PreSharedKey, LogOptions, ...rest} = input;
	// An empty list asks for nothing.
	const asked = Object.entries(rest).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
	// Taking members away leaves an object of the same type: all of them are optional.
	const options = Object.fromEntries(asked) as typeof rest;
	// No logs are asked for by an empty LogOptions: laid over others, it leaves those as they are.
	return LogOptions?.CloudWatchLogOptions ? {...options, LogOptions} : options;
}

/** The options as an answer names them: `phase1LifetimeSeconds`, `dpdTimeoutSeconds`, `ikeVersionSet`. */
export function tunnelOptionsXml(options: TunnelOptions): {readonly [name: string]: XmlValue} {
	const asked: Readonly<Record<string, unknown>> = options;
	return answered(Object.fromEntries(Object.keys(optionMembers).map(name => [name, asked[name]])));
}

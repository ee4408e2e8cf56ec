import {
	bgpOptions,
	dpdOptions,
	healthCheckOptions,
	ikeOptions,
	ipsecOptions,
	localIdentity,
	probeOptions,
	remoteIdentity,
	sessionOptions,
} from './options.ts';
import {type PlacedOption, placed} from './tunnel-option.ts';

/* The options of a tunnel with their places, as each of their readers needs them. */

const ike = placed('security.options', 'IKEOptionsSpecification', ikeOptions);
const ipsec = placed('security.options', 'IPSECOptionsSpecification', ipsecOptions);

/** The options of the form, but for the identities, by its sections. */
export const formSections = {
	IKE: ike,
	IPsec: ipsec,
	Session: [...placed('', '', sessionOptions), ...placed('dpd', '', dpdOptions)],
	'Health check': [
		...placed('healthCheck', '', healthCheckOptions),
		...placed('healthCheck', 'HealthCheckConfig', probeOptions),
	],
};

/** What every tunnel sends: the API's own defaults are weak and have changed over time. */
export const neededOptions: readonly PlacedOption[] = [...ike, ...ipsec];

/** All that secures a tunnel, in the order in which it is told. */
export const securityOptions: readonly PlacedOption[] = [
	...ike,
	...placed('security.options.localIdentity', 'IKEOptionsSpecification', localIdentity),
	...placed('security.options.remoteIdentity', 'IKEOptionsSpecification', remoteIdentity),
	...ipsec,
];

/** The others: while a tunnel is being made they read back as what nobody asked for, so they count once it is AVAILABLE. */
export const sessionAndProbeOptions: readonly PlacedOption[] = [
	...formSections.Session,
	...formSections['Health check'],
	...placed('routing', 'BgpConfig', bgpOptions),
];

/** What a health check is where the document says nothing of it, by place in the document. Source: `HealthCheckConfig`. */
export const healthCheckStandards: Readonly<Record<string, unknown>> = Object.fromEntries(
	formSections['Health check'].flatMap(({field, standard}) => (standard === undefined ? [] : [[field, standard]])),
);

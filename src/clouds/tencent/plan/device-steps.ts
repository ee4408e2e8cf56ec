import type {TencentConnection} from '../document.ts';

/** What the site's device has to do at the same time as its tunnel is changed. @param fields that change, by their paths in the document */
export function deviceSteps(document: TencentConnection, fields: readonly string[]): readonly string[] {
	const has = (pattern: RegExp) => fields.some(field => pattern.test(field));
	const {healthCheck, negotiation} = document;
	const steps: readonly (readonly [when: boolean, step: string])[] = [
		[has(/^presharedKey$/), 'set the new key for this peer'],
		[
			has(/^security\.options\.(ike|ipsec|pfs|exchange)/),
			'set the same IKE and IPsec values, and load this connection alone anew',
		],
		[has(/^security\.options\..*Identity/), 'set the identities of both ends as the cloud has them'],
		[has(/^ranges$/), 'set a pair of traffic selectors for each pair of ranges'],
		[has(/^routing\./), 'set the addresses inside the tunnel, and the BGP neighbour'],
		[has(/^site\.asn$/), 'set its own ASN for this BGP neighbour to the one that the customer gateway has now'],
		[
			has(/^site$/),
			'the device at the site’s new address starts the tunnel; its firewall lets UDP 500, UDP 4500 and ESP in',
		],
		[
			has(/^healthCheck\./) && healthCheck?.enabled === true,
			`answer pings to ${healthCheck?.remoteIp ?? 'the health check’s address at the site'} from inside the tunnel: until it does, the cloud takes the tunnel for broken`,
		],
		[has(/^negotiation$/) && negotiation === 'passive', 'begin the negotiation: the cloud will not'],
	];
	return steps.flatMap(([when, step]) => (when ? [step] : []));
}

import * as z from 'zod';
import {checkCidr, checkIpv4} from '../../connection/networks.ts';
import type {CloudModule} from '../contract/module.ts';
import {cloudModules, routingWords} from '../registry.ts';
import {keyVariableForm, keyVariableProblem} from './key-variable.ts';

/*
 * What the documents of all clouds are made of.
 */

/** What each cloud says, in one text. */
function ofEach(words: (module: CloudModule) => string, between: string): string {
	return cloudModules().map(words).join(between);
}

/** A text about a member that not every cloud has. */
function only(member: string, text: string): string {
	const titles = cloudModules().flatMap(({alone, title}) => (alone.includes(member) ? [title] : []));
	return `${titles.join(' and ')} only: ${text}`;
}

/** @param problemOf why a text can't stand there, or undefined */
function refusing(problemOf: (value: string) => string | undefined) {
	return (value: string, context: z.RefinementCtx) => {
		const message = problemOf(value);
		if (message) context.addIssue({code: 'custom', message});
	};
}

export const cidr = z.string().superRefine(refusing(checkCidr)).meta({
	description: 'IPv4 range in CIDR notation, as in 10.0.0.0/16. Host bits are cleared and reported',
	pattern: '^(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}$',
});

export const ipv4 = z
	.string()
	.superRefine(refusing(checkIpv4))
	.meta({description: 'IPv4 address in dotted form', pattern: '^(\\d{1,3}\\.){3}\\d{1,3}$'});

export const asn = z.number().int().min(1).max(4_294_967_295).describe('BGP autonomous system number, 1 to 4294967295');
export const tags = z.record(z.string().min(1).max(128), z.string().max(256)).describe('Tags by key').default({});

/** Where a pre-shared key comes from. The key itself never stands in a document. */
export const keySource = z.discriminatedUnion('from', [
	z
		.strictObject({from: z.literal('generated')})
		.describe(`Made fresh: ${ofEach(({words}) => words.freshKey, ', or ')}`),
	z
		.strictObject({
			from: z.literal('env'),
			name: z
				.string()
				.regex(keyVariableForm, {error: 'must be the name of an environment variable', abort: true})
				.superRefine(refusing(keyVariableProblem)),
		})
		.describe('Read from an environment variable when the connection is made'),
	z.strictObject({from: z.literal('prompt')}).describe('Typed when the connection is made'),
]);

/**
 * @param longestName what the cloud takes for a customer gateway's name
 * @param prefix of the ids of its customer gateways
 */
export const siteGateway = (longestName: number, prefix: string) =>
	z
		.discriminatedUnion('kind', [
			z.strictObject({
				kind: z.literal('existing'),
				id: z.string().regex(new RegExp(`^${prefix}[a-z0-9]+$`), `must be an id that begins with ${prefix}`),
			}),
			z.strictObject({
				kind: z.literal('new'),
				name: z.string().min(1).max(longestName),
				address: ipv4.describe("Public IPv4 address of the site's VPN device"),
				asn: asn.optional(),
				deviceName: z
					.string()
					.max(255)
					.optional()
					.describe(only('site.deviceName', 'tells apart gateways of one address')),
				certificateArn: z
					.string()
					.optional()
					.describe(only('site.certificateArn', 'certificate in place of pre-shared keys')),
			}),
		])
		.describe("The site's end of the tunnel (customer gateway)");

/** A pair of ranges that may talk through the tunnel: how many pairs there may be, each cloud says. */
export const rangePair = z.strictObject({
	cloudSide: cidr.describe(
		`Range at the cloud's side. ${ofEach(({title, words}) => `${title} calls it ${words.cloudSide}`, ', ')}`,
	),
	siteSide: z
		.array(cidr)
		.min(1)
		.max(50)
		.describe(`Ranges at the site's side. ${ofEach(({title, words}) => `${title} calls it ${words.siteSide}`, ', ')}`),
});

export const routing = z.discriminatedUnion('mode', [
	z
		.strictObject({
			mode: z.literal('bgp'),
			tunnelCidr: cidr.optional().describe(only('routing.tunnelCidr', '/30 inside the tunnel, as in 169.254.128.0/30')),
			cloudAddress: ipv4.optional().describe(only('routing.cloudAddress', "the cloud's BGP address inside tunnelCidr")),
			siteAddress: ipv4.optional().describe(only('routing.siteAddress', "the site's BGP address inside tunnelCidr")),
		})
		.describe('Routes are learned over BGP'),
	z
		.strictObject({
			mode: z.literal('static'),
			prefixes: z.array(cidr).describe("The site's ranges that the cloud routes into the tunnel"),
			priority: z
				.literal([0, 100])
				.optional()
				.describe(
					only(
						'routing.priority',
						'priority of the destination routes. 0 is the first choice, 100 the standby. Left out: 0, or 100 where another tunnel of the gateway has 0',
					),
				),
		})
		.describe(ofEach(({id, title}) => `${title} ${routingWords(id, 'static')}`, '; ')),
	z.strictObject({mode: z.literal('policy')}).describe(only('routing.policy', 'the SPD ranges decide (policy-based)')),
]);

export const securityPreset = z
	.enum(['strong', 'compatible', 'custom'])
	.describe(
		'strong: IKEv2, AES-256, SHA-2, DH 14 and up. compatible: what old devices speak. custom: only what is given here',
	);

/* What the clouds' documents have in common to say of their fields. */

export const posix = 'POSIX.1-2017, Base Definitions, section 8.1';
export const ownKeys = 'tunnelwright: a document says where a key comes from, and never holds one';

/** The members of an object by their paths: `security.options.ikeVersion`. */
export function membersUnder(path: string, members: object): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(members).map(([name, value]) => [`${path}.${name}`, value]));
}

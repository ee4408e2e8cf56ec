/*
 * What can be wrong at the site's end, or between the ends, by name; and what the cloud sees of it. The words are those of nobody: they are the sandbox's own.
 */

/** below: IPsec does not stand. bgp: IPsec stands, and BGP does not. routes: both stand, and no route is taken. none: all stands. */
type Seen = 'below' | 'bgp' | 'routes' | 'none';

export const causes = {
	'wrong-key': 'below',
	'wrong-identity': 'below',
	proposals: 'below',
	'phase2-proposals': 'below',
	selectors: 'below',
	'half-open': 'below',
	nobody: 'below',
	'dead-peer': 'below',
	'closed-by-device': 'below',
	collision: 'none',
	'bgp-port': 'bgp',
	'hold-timer': 'bgp',
	'wrong-asn': 'bgp',
	'prefix-limit': 'bgp',
	'own-asn': 'routes',
	'next-hop': 'routes',
	'nothing-announced': 'routes',
} as const satisfies Readonly<Record<string, Seen>>;

export type TunnelCause = keyof typeof causes;

/** The causes by name. */
export const causeNames: readonly string[] = Object.keys(causes);

export function isCause(name: string): name is TunnelCause {
	return Object.hasOwn(causes, name);
}

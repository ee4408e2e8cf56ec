import {aws, awsLan, awsStatic, siteLan, tencentLan, tencentStatic} from '../documents.ts';
import type {ChangeOfTunnel, Kind} from './kind.ts';
import {tencentStandby} from './silent-kinds.ts';

/** Of a connection with two tunnels. */
const ofTwo: readonly ChangeOfTunnel[] = [
	{of: 'site', tunnel: 1, what: 'key'},
	{of: 'site', tunnel: 2, what: 'key'},
	{of: 'site', tunnel: 1, what: 'security'},
];
/** Of two connections with one: the standby first. */
const ofPair: readonly ChangeOfTunnel[] = [
	{of: 'beside', tunnel: 1, what: 'key'},
	{of: 'site', tunnel: 1, what: 'key'},
	{of: 'site', tunnel: 1, what: 'security'},
];

const bgp = {
	document: aws,
	mode: 'bgp',
	trial: 'change',
	options: ['--site-range', siteLan.range, '--prefer', 'first'],
	lan: awsLan,
} as const;
const tried: Readonly<Record<string, Kind>> = {
	changebgp: {...bgp, title: 'AWS, BGP: changed under traffic', changes: {order: ofTwo, mostLost: 0}, seen: 26},
	changeundrained: {
		...bgp,
		title: 'AWS, BGP: changed under traffic, not drained',
		changes: {order: ofTwo.slice(0, 1), mostLost: 600, undrained: true},
		seen: 12,
	},
	changestatic: {
		title: 'AWS, static: changed under traffic',
		document: awsStatic,
		mode: 'static',
		trial: 'change',
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		changes: {order: ofTwo, mostLost: 100},
		seen: 22,
	},
	changepair: {
		title: 'Tencent Cloud, destination route, two connections to one range: changed under traffic',
		document: tencentStatic,
		beside: tencentStandby,
		mode: 'static',
		trial: 'change',
		nat: true,
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		changes: {order: ofPair, mostLost: 100},
		seen: 22,
	},
};

/** Tunnels changed while traffic goes on, with either program at the site. */
export const changeKinds: Readonly<Record<string, Kind>> = Object.fromEntries(
	Object.entries(tried).flatMap(([name, kind]) => [
		[name, kind] as const,
		[
			`libreswan-${name}`,
			// its daemon, its connections and its interfaces are looked at, where strongSwan has one file; some may be lost
			{...kind, title: `Libreswan: ${kind.title}`, daemon: 'libreswan', changes: mayLose(kind), seen: kind.seen + 2},
		] as const,
	]),
);

function mayLose({changes}: Kind): Kind['changes'] {
	return changes && {...changes, mostLost: Math.max(changes.mostLost, 100)};
}

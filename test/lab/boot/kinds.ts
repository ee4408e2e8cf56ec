import {aws, awsLan, awsStatic, siteLan, tencent, tencentBgp, tencentStatic} from '../documents.ts';

/** What is tried once every SA stands after the second reboot, beside what is tried of each. */
export type Event = 'endpoint 1 stays dead' | 'the cloud loses all' | 'no tunnel at all';

/** A connection that is tried. */
export interface Kind {
	readonly title: string;
	readonly document: () => object;
	readonly options?: readonly string[];
	/** The cloud's network, and a host in it. */
	readonly cloud: {readonly range: string; readonly hosts: readonly string[]};
	/** Hosts of the site with the length of their network, each of which reaches each host of the cloud. */
	readonly site: readonly string[];
	/** Security associations. */
	readonly associations: number;
	readonly isBgp?: boolean;
	readonly hasIpv6?: boolean;
	/** FRR comes up at boot, though this connection has no use for it, unless it is said otherwise. */
	readonly withoutFrr?: boolean;
	readonly events: readonly Event[];
}

const awsCloud = {range: awsLan.range, hosts: [awsLan.host]};
const site = [`${siteLan.host}/24`];
const ipv6 = {cloud: '2001:db8:31::/48', site: '2001:db8:50::/64'};
const ipv6Cloud = {range: ipv6.cloud, hosts: ['2001:db8:31::7']};
const tencentCloud = {range: '10.8.0.0/16', hosts: ['10.8.7.1']};
const transit = (routing: object) =>
	aws({cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}, insideIpVersion: 'ipv6', routing});

export const kinds: Readonly<Record<string, Kind>> = {
	'aws-static': {
		title: 'AWS, static',
		document: () => awsStatic(),
		options: ['--cloud-range', awsLan.range],
		cloud: awsCloud,
		site,
		associations: 2,
		events: ['endpoint 1 stays dead', 'the cloud loses all', 'no tunnel at all'],
	},
	'aws-bgp': {
		title: 'AWS, BGP',
		document: () => aws(),
		options: ['--site-range', siteLan.range, '--cloud-range', awsLan.range],
		cloud: awsCloud,
		site,
		associations: 2,
		isBgp: true,
		events: ['endpoint 1 stays dead', 'no tunnel at all'],
	},
	'aws-bgp-ipv6': {
		title: 'AWS, BGP, IPv6 inside',
		document: () => transit({mode: 'bgp'}),
		options: ['--site-range', ipv6.site, '--cloud-range', ipv6.cloud],
		cloud: ipv6Cloud,
		site: ['2001:db8:50::1/64'],
		associations: 2,
		isBgp: true,
		hasIpv6: true,
		events: ['no tunnel at all'],
	},
	'tencent-policy': {
		title: 'Tencent Cloud, SPD policy with 2 x 2 ranges',
		document: () =>
			tencent({
				ranges: ['10.8.40.0/26', '10.8.40.64/26'].map(cloudSide => ({
					cloudSide,
					siteSide: ['172.20.40.0/26', '172.20.40.64/26'],
				})),
			}),
		cloud: {range: '10.8.40.0/24', hosts: ['10.8.40.1', '10.8.40.65']},
		site: ['172.20.40.1/26', '172.20.40.65/26'],
		associations: 4,
		events: ['the cloud loses all'],
	},
	'tencent-routes': {
		title: 'Tencent Cloud, destination route, FRR disabled',
		document: () => tencentStatic(),
		options: ['--cloud-range', tencentCloud.range],
		cloud: tencentCloud,
		site,
		associations: 1,
		withoutFrr: true,
		events: ['the cloud loses all', 'no tunnel at all'],
	},
	'tencent-bgp': {
		title: 'Tencent Cloud, BGP',
		document: () => tencentBgp(),
		options: ['--site-range', siteLan.range, '--cloud-range', tencentCloud.range],
		cloud: tencentCloud,
		site,
		associations: 1,
		isBgp: true,
		events: ['no tunnel at all'],
	},
};

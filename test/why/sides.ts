import type {KeylessSide} from '../../src/why/why.ts';
import {down, up} from './known.ts';

type Tunnel = KeylessSide['tunnels'][number];

const tunnel = (name: string, cloudAddress: string, inside: number): Tunnel => ({
	name,
	cloudAddress,
	siteAddress: '203.0.113.9',
	cloudIdentity: {type: 'address', value: cloudAddress},
	siteIdentity: {type: 'address', value: '203.0.113.9'},
	inside: {cloud: `169.254.10.${inside + 1}`, site: `169.254.10.${inside + 2}`, prefixLength: 30},
	ikeVersions: [2],
	aggressive: false,
	ike: {encryption: ['aes256-cbc'], integrity: ['sha256'], dhGroups: [14], lifetimeSeconds: 28_800},
	esp: {encryption: ['aes256-cbc'], integrity: ['sha256'], dhGroups: [14], lifetimeSeconds: 3600},
	dpdTimeoutSeconds: 30,
	replayWindow: 1024,
	cloudInitiates: false,
	cloudRestarts: false,
	pairs: [{cloudSide: '0.0.0.0/0', siteSide: '0.0.0.0/0'}],
	bgp: {cloudAsn: 64_512, siteAsn: 65_010, holdSeconds: 30},
});

/** What the device of `known()` has to be told, by BGP, with both tunnels. */
export function sideOf(more: Partial<KeylessSide> = {}): KeylessSide {
	return {
		cloud: 'aws',
		region: 'eu-central-1',
		id: 'vpn-40f41529',
		name: 'office',
		routing: 'bgp',
		tunnels: [tunnel('vpn-40f41529-1', down.key, 0), tunnel('vpn-40f41529-2', up.key, 4)],
		cloudRanges: ['10.0.0.0/16'],
		siteRanges: ['192.168.7.0/24'],
		notes: [],
		...more,
	};
}

/** The same, with one member of each tunnel changed. */
export function sideWith(change: Partial<Tunnel>): KeylessSide {
	const side = sideOf();
	return {...side, tunnels: side.tunnels.map(each => ({...each, ...change}))};
}

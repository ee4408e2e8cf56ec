import type {DeviceSide, DeviceTunnel} from '../../src/connection/device-side.ts';
import {Secret} from '../../src/connection/secret.ts';

export const tunnel: DeviceTunnel = {
	name: 'vpn-0a1b-1',
	cloudAddress: '192.0.2.10',
	siteAddress: '203.0.113.77',
	cloudIdentity: {type: 'address', value: '192.0.2.10'},
	siteIdentity: {type: 'address', value: '203.0.113.77'},
	inside: {cloud: '169.254.20.1', site: '169.254.20.2', prefixLength: 30},
	ikeVersions: [2],
	aggressive: false,
	ike: {
		encryption: ['aes256-cbc', 'aes256-gcm'],
		integrity: ['sha256', 'sha384'],
		dhGroups: [14, 20],
		lifetimeSeconds: 28_800,
	},
	esp: {encryption: ['aes256-gcm'], integrity: [], dhGroups: [14, 20], lifetimeSeconds: 3600},
	dpdTimeoutSeconds: 30,
	cloudRestarts: false,
	cloudInitiates: false,
	pairs: [{cloudSide: '0.0.0.0/0', siteSide: '0.0.0.0/0'}],
	key: {from: 'cloud', key: new Secret('Only.for_this.test')},
	bgp: {cloudAsn: 64_512, siteAsn: 65_010, holdSeconds: 30},
};

/** Each tunnel has a range of its own, as AWS gives them. */
function insideOf(index: number): DeviceTunnel['inside'] {
	return {cloud: `169.254.${20 + index}.1`, site: `169.254.${20 + index}.2`, prefixLength: 30};
}

export function sideOf(change: Partial<DeviceSide> = {}, tunnels: readonly Partial<DeviceTunnel>[] = [{}]): DeviceSide {
	return {
		cloud: 'aws',
		region: 'eu-central-1',
		id: 'vpn-0a1b',
		name: 'office',
		routing: 'bgp',
		tunnels: tunnels.map((own, index) => ({...tunnel, inside: insideOf(index), ...own})),
		cloudRanges: ['10.20.0.0/16'],
		siteRanges: [],
		notes: [],
		...change,
	};
}

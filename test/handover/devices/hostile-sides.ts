import type {DeviceSide} from '../../../src/connection/device-side.ts';
import {sideOf, tunnel} from '../sides.ts';

/** What a cloud must not be able to say to a root shell. */
export const hostileSides: readonly (readonly [what: string, side: DeviceSide])[] = [
	['a cloud', sideOf({cloud: 'no-cloud'})],
	['an id', sideOf({id: 'vpn-1; reboot'})],
	['an id that is a path', sideOf({id: '../../etc/cron.d/x'})],
	['a region', sideOf({region: 'eu-central-1\nx'})],
	['a tunnel’s name', sideOf({}, [{name: 'x {\n} y'}])],
	['an outside address', sideOf({}, [{cloudAddress: '1.2.3.4 $(reboot)'}])],
	['an address with a zone', sideOf({}, [{cloudAddress: 'fe80::1%eth0'}])],
	['an inside address', sideOf({}, [{inside: {cloud: 'x', site: '169.254.0.2', prefixLength: 30}}])],
	['a prefix length', sideOf({}, [{inside: {cloud: '169.254.0.1', site: '169.254.0.2', prefixLength: Number.NaN}}])],
	['a range', sideOf({routing: 'static', cloudRanges: ['0.0.0.0/0\n\treboot']})],
	['a pair', sideOf({}, [{pairs: [{cloudSide: '10.0.0.0/8', siteSide: 'x'}]}])],
	['an identity', sideOf({}, [{siteIdentity: {type: 'fqdn', value: 'a\u001B[2J'}}])],
	['an AS number', sideOf({}, [{bgp: {cloudAsn: Number.POSITIVE_INFINITY, siteAsn: 1, holdSeconds: 30}}])],
	['a lifetime', sideOf({}, [{ike: {...tunnel.ike, lifetimeSeconds: Number.NaN}}])],
];

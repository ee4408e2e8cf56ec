import ipaddr from 'ipaddr.js';
import {isCloud} from '../../clouds/registry.ts';
import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import {UserError} from '../../connection/user-error.ts';

/** Ids and regions: they become file names, sections and arguments of commands. */
const plainWord = /^[A-Za-z0-9][\w-]{0,100}$/;

/**
 * Refuses what must never get into a file that a root shell or a daemon reads: an id, address, range or number that is none, whoever
 * said it. Names and remarks are free: they stand in comments alone.
 * @throws UserError that names the member
 */
export function checkSide(side: DeviceSide): void {
	refuseUnless(isCloud(side.cloud), 'cloud', side.cloud);
	word('id', side.id);
	word('region', side.region);
	for (const range of [...side.cloudRanges, ...side.siteRanges]) refuseUnless(isRange(range), 'range', range);
	for (const tunnel of side.tunnels) checkTunnel(tunnel);
}

function checkTunnel(tunnel: DeviceTunnel): void {
	word('tunnel’s name', tunnel.name);
	const {cloudAddress, siteAddress, inside, insideIpv6, cloudIdentity, siteIdentity, bgp} = tunnel;
	for (const probed of tunnel.probe ? [tunnel.probe.cloud, tunnel.probe.site] : []) address(probed);
	for (const ends of [inside, insideIpv6])
		if (ends) {
			address(ends.cloud);
			address(ends.site);
			count('prefix length', ends.prefixLength);
		}

	address(cloudAddress);
	address(siteAddress);
	for (const {type, value} of [cloudIdentity, siteIdentity])
		if (type === 'address') address(value);
		else refuseUnless(value !== '' && printable(value) === value, 'identity', value);
	for (const {cloudSide, siteSide} of tunnel.pairs)
		for (const range of [cloudSide, siteSide]) refuseUnless(isRange(range), 'range', range);
	for (const number of [bgp?.cloudAsn, bgp?.siteAsn, bgp?.holdSeconds, tunnel.dpdTimeoutSeconds, tunnel.replayWindow])
		if (number !== undefined) count('number', number);
	for (const {lifetimeSeconds, dhGroups} of [tunnel.ike, tunnel.esp])
		for (const number of [lifetimeSeconds, ...dhGroups]) count('number', number);
}

function word(what: string, text: string): void {
	refuseUnless(plainWord.test(text), what, text);
}

/** A zone (`fe80::1%eth0`) is no part of an address that another machine has. */
function address(text: string): void {
	refuseUnless(ipaddr.isValid(text) && !text.includes('%'), 'address', text);
}

function isRange(text: string): boolean {
	return ipaddr.isValidCIDR(text) && !text.includes('%');
}

function count(what: string, number: number): void {
	refuseUnless(Number.isSafeInteger(number) && number >= 0, what, String(number));
}

function refuseUnless(isFine: boolean, what: string, text: string): void {
	if (isFine) return;
	throw new UserError(`the cloud says "${printable(text, 60)}" for a ${what} of this connection, which can’t be one`, {
		mend: 'look at the connection in the cloud’s console; nothing was written',
	});
}

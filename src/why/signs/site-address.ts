import ipaddr from 'ipaddr.js';
import {letInFrom} from '../let-in.ts';
import {siteLines} from '../site-lines.ts';
import type {Known, Sign} from '../why.ts';

/** `from 203.0.113.9[500] to 192.0.2.1[500]`, `203.0.113.9:500->192.0.2.1:500`, `203.0.113.9[4500]<=>192.0.2.1[4500]`, `Local:203.0.113.9:500 Remote:192.0.2.1:500`. */
const pair =
	/(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:\[\d{1,5}\]|[:/]\d{1,5})? ?(?:to|->|<=>|=>|Remote:|- ?) ?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\d.])/;

/** The device sends by a public address that the cloud was not told: it changed, or the wrong one was given. */
export function siteAddressSigns(known: Known): readonly Sign[] {
	const {site, side, connection, now} = known;
	if (site === undefined) return [];
	const told = connection.tunnels.flatMap(({outsideAddress, siteAddress}, index) => {
		const own = side?.tunnels.find(({cloudAddress}) => cloudAddress === outsideAddress)?.siteAddress ?? siteAddress;
		return outsideAddress && own ? [{cloud: outsideAddress, own, tunnel: index + 1}] : [];
	});
	const newest = new Map<number, Sign>();
	const {lines} = siteLines(site, now);
	// Whom the cloud lets in by another address is another connection of the same gateway.
	const letIn = lines.flatMap(({text}) => letInFrom(text) ?? []);
	for (const {text, number, at} of lines) {
		const [, from = '', to = ''] = pair.exec(text) ?? [];
		const of = told.find(({cloud}) => cloud === to);
		if (!of || from === of.own || !isPublic(from) || letIn.includes(from)) continue;
		const quote = {
			from: 'site log' as const,
			text: text.trim().slice(0, 300),
			line: number,
			...(at === undefined ? {} : {at}),
		};
		newest.set(of.tunnel, {cause: 'site-address-changed', weight: 0.75, tunnel: of.tunnel, quote});
	}

	return [...newest.values()];
}

/** Behind NAT a device sends by a private address: then nothing changed. */
function isPublic(address: string): boolean {
	return ipaddr.IPv4.isValid(address) && ['unicast', 'reserved'].includes(ipaddr.IPv4.parse(address).range());
}

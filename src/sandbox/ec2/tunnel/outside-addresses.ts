import {addressNumber, addressText} from '../../ipv4.ts';
import {hexOf} from '../protocol/ids.ts';
import type {RegionHoldings} from '../store/resources.ts';

/**
 * Ranges that no machine on the internet has (RFC 5737, RFC 2544): a device that is set up by mistake with what the sandbox said
 * calls nobody.
 */
const publicBlocks = ['198.51.100.0', '192.0.2.0', '198.18.7.0', '198.19.40.0'];
const privateBlock = '10.255.200.0';

/** Two free addresses at the cloud's end, the lower one first. */
export function pickOutsideAddresses(
	region: RegionHoldings,
	type: string,
	seed: string,
	now: number,
): readonly [string, string] {
	const taken = new Set(
		[...region.vpnConnections.values()]
			.filter(({state}) => state.value(now) !== 'deleted')
			.flatMap(({tunnels}) => tunnels.map(({outsideAddress}) => outsideAddress)),
	);
	const first = pick(type, `${seed} a`, taken);
	const second = pick(type, `${seed} b`, taken.add(first));
	return compare(first, second) < 0 ? [first, second] : [second, first];
}

function pick(type: string, seed: string, taken: ReadonlySet<string>): string {
	for (let turn = 0; ; turn += 1) {
		const hex = hexOf(`outside ${seed} ${turn}`);
		const address =
			type === 'Ipv6'
				? `2001:db8:${hex.slice(0, 4)}::${hex.slice(4, 8)}`.replace(/:0+(?=[^:])/g, ':')
				: pickIpv4(type, hex);
		if (!taken.has(address)) return address;
	}
}

function pickIpv4(type: string, hex: string): string {
	const block =
		type === 'PrivateIpv4' ? privateBlock : publicBlocks[Number.parseInt(hex.slice(0, 2), 16) % publicBlocks.length];
	return addressText((addressNumber(block ?? privateBlock) ?? 0) + 1 + (Number.parseInt(hex.slice(2, 6), 16) % 254));
}

/** By number, as AWS lists tunnels; IPv6 addresses by their text. */
function compare(a: string, b: string): number {
	const x = addressNumber(a);
	const y = addressNumber(b);
	if (x !== undefined && y !== undefined) return x - y;
	return a < b ? -1 : 1;
}

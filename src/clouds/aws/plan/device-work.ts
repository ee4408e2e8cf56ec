import type {RoutingMode} from '../../../connection/document.ts';
import type {Change} from '../../contract/cloud.ts';
import type {Part} from './part.ts';

/** What the site's device has to do for a change of a value. Source: what each value is at AWS; a device must agree with it. */
const work: readonly {
	readonly names: RegExp;
	readonly says: (part: Part, routing: RoutingMode) => string | undefined;
}[] = [
	{
		names: /^options\.(phase[12](Encryption|Integrity|DhGroups)|ikeVersions)$/,
		says: () =>
			'the device must offer what AWS allows then (IKE version, ciphers, integrity, DH groups): change it there too, that tunnel alone',
	},
	{
		names: /^options\.phase[12]LifetimeSeconds$/,
		says: () => 'the device’s own lifetimes should be shorter than AWS’s, so that it renews the keys first',
	},
	{
		names: /^inside(Ipv6)?Cidr$/,
		says: ({wanted}, routing) =>
			`the device’s interface of the tunnel${routing === 'bgp' ? ', its BGP neighbour' : ''} and its health check move to ${wanted}`,
	},
	{
		names: /^options\.startupAction$/,
		says: ({wanted}) => (wanted === 'add' ? 'the device must start the tunnel itself from then on' : undefined),
	},
	{
		names: /^(ranges|ipv6Ranges)/,
		says: () => 'the device’s traffic selectors must be these ranges, one pair',
	},
	{
		names: /^customer gateway$/,
		says: () =>
			'the device starts both tunnels from its new address: source address, identity and firewall (UDP 500 and 4500, ESP)',
	},
	{
		names: /^gateway$/,
		says: (_part, routing) =>
			routing === 'bgp' ? 'the device’s remote AS must be that of the new gateway' : undefined,
	},
];

/** What there is to do at the device, each once; left out where there is nothing. @param routing of the connection: without BGP the device has no neighbour */
export function deviceWork(parts: readonly Part[], routing: RoutingMode): Pick<Change, 'device'> {
	const lines = parts.flatMap(part =>
		work.flatMap(({names, says}) => (names.test(part.name) ? (says(part, routing) ?? []) : [])),
	);
	const device = [...new Set(lines)];
	return device.length > 0 ? {device} : {};
}

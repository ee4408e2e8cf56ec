import type {DeviceSide} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import type {LinuxDaemon} from './daemon.ts';
import {type NumberedTunnel, numberTunnels, tableName} from './numbering.ts';
import {heldBackRanges, routedRanges} from './ranges.ts';
import {watchFunctions} from './watch-functions.ts';

/**
 * The last choice of all, and FRR's too: it reads the highest byte of a kernel route's metric as its administrative distance, here 254, so that
 * BGP's route to the same range wins. Source: FRR documentation, "Zebra", administrative distance.
 */
const lastMetric = 254 * 2 ** 24;
/** Behind every tunnel that is up: which one a packet takes when none is. */
const fallback = 10_000;

/**
 * The script that makes the tunnels' interfaces, addresses and routes, and watches the tunnels: a static route follows the security
 * association, which dead peer detection takes away. `dev lo`: an XFRM interface needs no device below, and one that comes later or goes
 * (PPPoE) would take it along.
 */
export function interfacesScript(side: DeviceSide, site: SiteFacts, daemon: LinuxDaemon): HandoverFile {
	const tunnels = numberTunnels(side, site);
	const ranges = routedRanges(side, site);
	const held = heldBackRanges(side, site);
	const content = `#!/bin/sh
# ${printable(side.name)} (${side.id}): ${daemon.interfaces === 'script' ? 'XFRM interfaces, Linux 4.19 and iproute2 5.1 or later' : `addresses of the interfaces that ${daemon.name} makes`}
# use: interfaces.sh up | watch | down; doing it twice does no harm
set -eu

${tunnels.map((tunnel, index) => makeTunnel(tunnel, index, daemon, ranges)).join('\n')}
# What is for the cloud and finds no tunnel is dropped: by the default route it would leave unencrypted.
hold_back() {
${held.length === 0 ? '\t:' : held.map(holdBack).join('\n')}
}

up() {
	hold_back
${tunnels.map((_tunnel, index) => `\ttunnel${index + 1}`).join('\n')}
	nft -f "$(dirname "$0")/mss.nft"
}

down() {
${tunnels
	.map(({interfaceName}) =>
		daemon.interfaces === 'script'
			? `\tip link del ${interfaceName} 2>/dev/null || true`
			: `\tip addr flush dev ${interfaceName} 2>/dev/null || true\n\tip route flush dev ${interfaceName} 2>/dev/null || true`,
	)
	.join('\n')}
${held.map(range => `\tip ${family(range)}route del blackhole ${range} metric ${lastMetric} 2>/dev/null || true\n`).join('')}\tnft delete table inet ${tableName(side)} 2>/dev/null || true
}

${watchFunctions(tunnels, side.routing, ranges, daemon)}
case "\${1:-up}" in
	up) up ;;
	watch) watch ;;
	down) down ;;
	*) echo "use: $0 up | watch | down" >&2; exit 2 ;;
esac
`;
	return {name: 'interfaces.sh', content, what: 'tunnel interfaces, their addresses, MTU and routes'};
}

function makeTunnel(
	{tunnel, interfaceId, interfaceName, mtu, metric}: NumberedTunnel,
	index: number,
	daemon: LinuxDaemon,
	ranges: readonly string[],
): string {
	const {inside, insideIpv6, cloudAddress, probe} = tunnel;
	const route = (change: 'replace' | 'del', each: number, range: string) =>
		`ip ${family(range)}route ${change} ${range} dev ${interfaceName} metric ${each}`;
	const isThere = `ip link show ${interfaceName} >/dev/null 2>&1`;
	const lines = [
		daemon.interfaces === 'script'
			? `${isThere} || ip link add ${interfaceName} type xfrm dev lo if_id ${interfaceId}`
			: `${isThere} || return 0`,
		...(inside ? [`ip addr replace ${inside.site}/${inside.prefixLength} dev ${interfaceName}`] : []),
		...(insideIpv6 ? [`ip -6 addr replace ${insideIpv6.site}/${insideIpv6.prefixLength} dev ${interfaceName}`] : []),
		// what the cloud's health check asks, and the way its answer goes
		...(probe ? [`ip addr replace ${probe.site}/32 dev ${interfaceName}`] : []),
		`ip link set ${interfaceName} mtu ${mtu} up`,
		...(probe ? [`ip route replace ${probe.cloud}/32 dev ${interfaceName}`] : []),
		// Answers may come back through the other tunnel.
		`sysctl -qw net.ipv4.conf.${interfaceName}.rp_filter=2`,
		...ranges.map(range => route('replace', metric + fallback, range)),
	];
	const made = [
		`# ${tunnel.name}, to ${cloudAddress}`,
		`tunnel${index + 1}() {`,
		...lines.map(line => `\t${line}`),
		'}',
	];
	// For a packet that finds its tunnel down the daemon (Libreswan 4.10, in the lab) makes an association over another one to the same ranges, of this
	// connection or of one beside it, again and again.
	const closes = daemon.interfaces === 'daemon';
	if (ranges.length === 0 && !closes) return `${made.join('\n')}\n`;
	return `${[
		...made,
		`tunnel${index + 1}_is_up() {`,
		...(daemon.interfaces === 'daemon' ? [`\t${isThere} || return 0`] : []),
		...ranges.map(range => `\t${route('replace', metric, range)}`),
		'}',
		`tunnel${index + 1}_is_down() {`,
		...ranges.map(range => `\t${route('del', metric, range)} 2>/dev/null || true`),
		...(closes ? [`\tip link set ${interfaceName} down 2>/dev/null || true`] : []),
		'}',
	].join('\n')}\n`;
}

/** Looked for first: a change that changes nothing is news to a routing daemon all the same. */
function holdBack(range: string): string {
	// as `ip` prints it
	const printed = range.replace(/(?<=\.\d+)\/32$|\/128$/, '');
	return `\tip ${family(range)}route show type blackhole | grep -qF 'blackhole ${printed} ' || ip ${family(range)}route replace blackhole ${range} metric ${lastMetric}`;
}

function family(range: string): '' | '-6 ' {
	return range.includes(':') ? '-6 ' : '';
}

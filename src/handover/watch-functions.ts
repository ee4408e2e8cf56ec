import ipaddr from 'ipaddr.js';
import type {RoutingMode} from '../connection/document.ts';
import type {InterfaceMaker} from './interface-maker.ts';
import type {NumberedTunnel} from './numbering.ts';

/** How long the watch waits before it looks again. */
export const roundSeconds = 2;

/**
 * The part of interfaces.sh that watches, in shell. Whether a tunnel is up is what the kernel knows: an association of its XFRM id to the cloud's
 * address, with an SPI that is not the placeholder of one still asked for. That reads the same for strongSwan and Libreswan, needs no hook that
 * could be missed, and comes right by itself after any restart.
 */
export function watchFunctions(
	tunnels: readonly NumberedTunnel[],
	routing: RoutingMode,
	ranges: readonly string[],
	maker: InterfaceMaker,
): string {
	const moves = ranges.length > 0;
	const follows = moves || maker === 'daemon';
	// Libreswan begins anew by itself, and the interface of a tunnel that is down is closed: no packet would get anywhere.
	const asks = moves && routing !== 'policy' && maker === 'script';
	const rounds = tunnels.flatMap(({tunnel, interfaceName, interfaceId}, position) => {
		const number = position + 1;
		const asked = asks ? whomToAsk(tunnel, ranges) : undefined;
		const state = `state_of ${tunnel.cloudAddress} 0x${interfaceId.toString(16)}`;
		return [
			`\t\tis=$(${state}) at=$(index_of ${interfaceName})`,
			`\t\tif [ "$is $at" != "$was${number}" ]; then`,
			`\t\t\techo "${tunnel.name} is $is"`,
			`\t\t\ttunnel${number}`,
			...(follows ? [`\t\t\ttunnel${number}_is_$is`] : []),
			`\t\t\twas${number}="$is $(index_of ${interfaceName})"`,
			'\t\tfi',
			...(asked ? [`\t\t[ "$is" = up ] || ask ${interfaceName} ${asked}`] : []),
		];
	});
	return `# A tunnel is up while the kernel holds a security association to the cloud: dead peer detection takes it away.
state_of() {
	ip xfrm state list nokeys dst "$1" proto esp | awk -v id="$2" '
		/^src / {made = 0}
		/ spi 0x/ && !/ spi 0x00000000/ {made = 1}
		made && $1 == "if_id" && $2 == id {found = 1}
		END {print found ? "up" : "down"}'
}

# An interface that was made anew has another one.
index_of() { cat "/sys/class/net/$1/ifindex" 2>/dev/null || true; }
${
	asks
		? `
# A packet every ten seconds: while all others take another tunnel, it has the daemon begin anew.
ask() { [ $((round % 5)) -ne 0 ] || ping -c 1 -W 1 -I "$1" "$2" >/dev/null 2>&1 || true; }
`
		: ''
}
watch() {
	${asks ? 'round=0 ' : ''}${tunnels.map((_tunnel, position) => `was${position + 1}=`).join(' ')}
	while :; do
		hold_back
${[...rounds, ...(asks ? ['\t\tround=$((round + 1))'] : []), `\t\tsleep ${roundSeconds}`].join('\n')}
	done
}
`;
}

/** An address that only this tunnel leads to: the cloud's inside it, else one of its ranges. An SPD lets no packet of the device's own pass. */
function whomToAsk(
	{inside, insideIpv6}: NumberedTunnel['tunnel'],
	[range = '']: readonly string[],
): string | undefined {
	const cloud = (insideIpv6 ?? inside)?.cloud;
	if (cloud !== undefined || !ipaddr.IPv4.isValidCIDR(range)) return cloud;
	const [address = '', length] = range.split('/');
	return length === '32' ? address : address.replace(/\d+$/, last => String(Number(last) + 1));
}

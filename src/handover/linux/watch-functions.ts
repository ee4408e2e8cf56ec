import type {RoutingMode} from '../../connection/document.ts';
import type {LinuxDaemon} from './daemon.ts';
import type {NumberedTunnel} from './numbering.ts';
import {type Asked, whomToAsk} from './whom-to-ask.ts';

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
	daemon: LinuxDaemon,
): string {
	const moves = ranges.length > 0;
	const follows = moves || daemon.interfaces === 'daemon';
	const asked = tunnels.map(({tunnel}) => whomToAsk(tunnel, routing, ranges, daemon));
	const asks = asked.some(packet => packet !== undefined);
	const finds = asked.some(packet => packet?.from !== undefined);
	const rounds = tunnels.flatMap(({tunnel, interfaceName, interfaceId}, position) => {
		const number = position + 1;
		const state = `state_of ${tunnel.cloudAddress} 0x${interfaceId.toString(16)}`;
		return [
			`\t\tis=$(${state}) at=$(index_of ${interfaceName})`,
			`\t\tif [ "$is $at" != "$was${number}" ]; then`,
			`\t\t\techo "${tunnel.name} is $is"`,
			`\t\t\ttunnel${number}`,
			...(follows ? [`\t\t\ttunnel${number}_is_$is`] : []),
			`\t\t\twas${number}="$is $(index_of ${interfaceName})"`,
			'\t\tfi',
			...askLine(interfaceName, asked[position]),
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
ask() { [ $((round % 5)) -ne 0 ] || ping -c 1 -W 1 -I "$1" \${3:+-I "$3"} "$2" >/dev/null 2>&1 || true; }
`
		: ''
}${
	finds
		? `
# An address of this device in a range of the site: the tunnel takes no other.
own_in() { ip -o addr show to "$1" scope global | awk '{sub("/.*", "", $4); print $4; exit}'; }
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

function askLine(interfaceName: string, asked: Asked | undefined): readonly string[] {
	if (!asked) return [];
	const from = asked.from === undefined ? '' : ` "$(own_in ${asked.from})"`;
	return [`\t\t[ "$is" = up ] || ask ${interfaceName} ${asked.to}${from}`];
}

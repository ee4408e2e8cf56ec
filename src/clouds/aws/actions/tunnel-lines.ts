import type {Action, Change, TunnelName} from '../../contract/cloud.ts';
import type {Words} from '../../engine/script-words.ts';

/* What a script asks of tunnels around a change of one: lines for a POSIX shell that may be pasted, so that none of them ends the shell. */

/** How often and how long apart a tunnel is looked at: half an hour, as long as the Terraform AWS provider waits. */
const looks = 180;
const pauseSeconds = 10;

type Place = Pick<TunnelName, 'connectionId' | 'key'>;

/** Asks for a member of a tunnel's telemetry. Source: EC2 API, VgwTelemetry. */
function telemetry({connectionId, key}: Place, member: 'Status' | 'LastStatusChange', words: Words): string {
	const query = words.argument(`VpnConnections[0].VgwTelemetry[?OutsideIpAddress=='${key}'].${member}`);
	const id = words.argument(connectionId);
	return `"$(${words.call('describe-vpn-connections')} --vpn-connection-ids ${id} --query ${query} --output text)"`;
}

/**
 * Waits until a tunnel is UP since another moment than before: right after the call AWS still shows the old one, and calls the connection available.
 * Where it does not come back the next change of this connection is held up by its own look.
 */
export function tunnelWaitLine({parameters, change}: Action, words: Words): string {
	const id = words.argument(parameters.VpnConnectionId ?? '');
	const available = `${words.call('wait vpn-connection-available')} --vpn-connection-ids ${id}`;
	if (!change?.backUp.length) return available;
	const tunnel = {
		connectionId: String(parameters.VpnConnectionId),
		key: String(parameters.VpnTunnelOutsideIpAddress),
	};
	const isBack = `[ ${telemetry(tunnel, 'Status', words)} = UP ] && [ ${telemetry(tunnel, 'LastStatusChange', words)} != "$UP_SINCE" ]`;
	const late = `echo ${words.argument(`${tunnel.key} is not UP again`)} >&2`;
	return `${available}\nfor attempt in $(seq ${looks}); do ${isBack} && break; [ "$attempt" = ${looks} ] && ${late}; sleep ${pauseSeconds}; done`;
}

/** The lines of a change, sent only while the tunnels that carry the traffic meanwhile are UP. Others come back as they are. */
export function guarded(lines: string, change: Change | undefined, words: Words): string {
	if (!change) return lines;
	const {interrupts, needsUp, backUp} = change;
	const since =
		interrupts.kind === 'tunnel' && backUp.length > 0
			? `UP_SINCE=${telemetry(interrupts.tunnel, 'LastStatusChange', words)}\n${lines}`
			: lines;
	if (needsUp.length === 0) return since;
	const areUp = needsUp.map(tunnel => `[ ${telemetry(tunnel, 'Status', words)} = UP ]`).join(' && ');
	const others = needsUp.map(({key}) => key).join(', ');
	const told = words.argument(`${others} is not UP: nothing is changed that would cut the site off`);
	return `if ${areUp}; then\n${since}\nelse echo ${told} >&2; fi`;
}

import type {VpnConnection} from '@aws-sdk/client-ec2';
import type {CloudLog} from '../../../contract/sight.ts';
import {word} from '../../wire/tags.ts';
import {tunnelsOf} from '../tunnel-statuses.ts';

/** A log group that tunnels of a connection write to. */
export interface LogGroup {
	/** Where it is, which may be another region than the connection's. */
	readonly region: string;
	readonly name: string;
	/** Which of their logs go there. */
	readonly holds: ReadonlySet<'ike' | 'bgp'>;
}

interface LogsOn {
	readonly groups: readonly LogGroup[];
	/** Keys of tunnels of which not even IKE is written down. */
	readonly off: readonly string[];
}

/** `arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/vpn`, which may end with `:*`. Source: CloudWatch Logs User Guide, resource types. */
const groupArn = /^arn:[a-z-]{3,20}:logs:([a-z0-9-]{4,40}):\d{12}:log-group:([\w./#-]{1,512})(?::\*)?$/;

/**
 * Where the tunnels of a connection write their logs. Source: EC2 API, CloudWatchLogOptions: two switches, a group each. A group whose ARN can't be read is
 * none. Pure.
 */
export function logsOf(connection: VpnConnection): LogsOn {
	const options = connection.Options?.TunnelOptions ?? [];
	const groups = new Map<string, {region: string; name: string; holds: Set<'ike' | 'bgp'>}>();
	const off = tunnelsOf(connection).flatMap(({key}) => {
		const logs = options.find(({OutsideIpAddress}) => OutsideIpAddress === key)?.LogOptions?.CloudWatchLogOptions;
		const isOn = take('ike', logs?.LogEnabled, logs?.LogGroupArn);
		take('bgp', logs?.BgpLogEnabled, logs?.BgpLogGroupArn);
		return isOn ? [] : [key];
	});
	return {groups: [...groups.values()], off};

	function take(what: 'ike' | 'bgp', enabled: boolean | undefined, arn: string | undefined): boolean {
		const [, region, name] = groupArn.exec(arn ?? '') ?? [];
		if (enabled !== true || !region || !name) return false;
		const key = `${region} ${name}`;
		const known = groups.get(key) ?? {region, name, holds: new Set()};
		known.holds.add(what);
		groups.set(key, known);
		return true;
	}
}

/** How logs are switched on, and what that costs. Source: Site-to-Site VPN User Guide, "View AWS Site-to-Site VPN logs configuration": the tunnel is replaced. */
export function howToSwitchOn(connection: VpnConnection, region: string): Extract<CloudLog, {readonly state: 'off'}> {
	const [first] = tunnelsOf(connection);
	return {
		state: 'off',
		says: 'No tunnel of it writes a log. `security.options.logs` of its document switches it on.',
		command: [
			`aws ec2 modify-vpn-tunnel-options --vpn-connection-id ${word(connection.VpnConnectionId)}`,
			`--vpn-tunnel-outside-ip-address ${first?.outsideAddress ?? 'ADDRESS'}`,
			`--tunnel-options '{"LogOptions":{"CloudWatchLogOptions":{"LogEnabled":true,"LogGroupArn":"ARN"}}}'`,
			`--region ${word(region)}`,
		].join(' '),
		costs:
			'It takes that tunnel down for a while: do one tunnel after the other, with the other one UP. Lines come only from then on.',
	};
}

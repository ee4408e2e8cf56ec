import type {Action} from '../../contract/cloud.ts';

/**
 * What a shell has to wait for between an action and one that builds on it, as a line of its own: EC2 refuses to route into a connection that
 * is pending, or through a gateway that is attaching. Source: aws CLI reference, `ec2 wait`.
 * @param words how the call begins: `aws ec2 CALL --region …`
 * @param made the shell's words for the id to look at
 */
export function waitLine(action: Action, words: (call: string) => string, made: string): string | undefined {
	switch (action.call) {
		case 'CreateCustomerGateway':
			return `${words('wait customer-gateway-available')} --customer-gateway-ids ${made}`;
		case 'CreateVpnConnection':
		case 'DescribeVpnConnections':
			return `${words('wait vpn-connection-available')} --vpn-connection-ids ${made}`;
		case 'CreateVpnGateway':
			return gatewayLine(words, made, 'VpnGateways[0].State', 'available');
		case 'AttachVpnGateway':
			return gatewayLine(words, made, `VpnGateways[0].VpcAttachments[?State=='attached'].State|[0]`, 'attached');
		default:
			return undefined;
	}
}

/** The CLI has no waiter for it. Ten minutes: what comes after it says why where that was not enough. */
function gatewayLine(words: (call: string) => string, made: string, query: string, state: string): string {
	const look = `${words('describe-vpn-gateways')} --vpn-gateway-ids ${made} --query "${query}" --output text`;
	return `for attempt in $(seq 120); do [ "$(${look})" = ${state} ] && break; sleep 5; done`;
}

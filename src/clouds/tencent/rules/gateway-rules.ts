import type {CloudRule} from '../../contract/cloud.ts';
import {gatewayOf, tunnelsOnGateway} from '../read/site.ts';
import {quotaRules} from './quota-rules.ts';
import {tencentRule} from './tencent-rule.ts';

const field = 'cloudGateway';
const createPage = 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection';
const gatewayPage = 'Tencent Cloud vpc 2017-03-12, the VpnGateway structure';

/** Rules about the VPN gateway and what stands on it already. */
export const gatewayRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.gateway.usable',
		field,
		says: 'The VPN gateway exists in the region, is of type IPSEC or CCN, AVAILABLE, and not restricted.',
		mend: 'Choose another gateway, or wait until this one is AVAILABLE',
		source: `${gatewayPage}: State, Type, RestrictState`,
		needs: 'account',
		check: (draft, facts) => {
			const gateway = gatewayOf(draft, facts);
			return gateway && !gateway.selectable && `${gateway.name || gateway.id}: ${gateway.reason ?? 'can’t be chosen'}`;
		},
	}),
	tencentRule({
		id: 'tencent.gateway.kind',
		field: 'cloudGateway.kind',
		enforcedBy: 'tunnelwright',
		says: 'A gateway of VPC type is given as vpc, one of CCN type as ccn: only the first is created with a VPC.',
		mend: 'Choose the gateway again from the list',
		source: `${createPage}, VpcId: empty for a gateway of CCN type`,
		needs: 'account',
		check: (draft, facts) => {
			const gateway = gatewayOf(draft, facts);
			const given = draft.cloudGateway?.kind;
			return (
				given &&
				gateway?.selectable &&
				gateway.kind !== given &&
				`${gateway.id} is of ${gateway.kind.toUpperCase()} type, not ${given.toUpperCase()}`
			);
		},
	}),
	tencentRule({
		id: 'tencent.gateway.vpc',
		field: 'cloudGateway.vpcId',
		says: 'The VPC of the connection is the gateway’s own.',
		mend: 'Use the gateway’s VPC',
		source: `${createPage}, VpcId; error ResourceNotFound`,
		needs: 'account',
		check: (draft, facts) => {
			const gateway = gatewayOf(draft, facts);
			const given = draft.cloudGateway?.kind === 'vpc' ? draft.cloudGateway.vpcId : undefined;
			return (
				given !== undefined &&
				gateway?.vpcId !== undefined &&
				gateway.vpcId !== given &&
				`${gateway.id} belongs to ${gateway.vpcId}, not ${given}`
			);
		},
	}),
	tencentRule({
		id: 'tencent.gateway.notice',
		field,
		severity: 'warn',
		says: 'A gateway whose public address is blocked, or whose contract ends, may not carry the tunnel for long.',
		mend: 'Look at the gateway in the console',
		source: `${gatewayPage}: IsAddressBlocked, ExpiredTime`,
		needs: 'account',
		check: (draft, facts) => {
			const {name, id, notices = []} = gatewayOf(draft, facts) ?? {};
			return notices.map(notice => ({field, message: `${name || id}: ${notice}`}));
		},
	}),
	tencentRule({
		id: 'tencent.routing.mixed',
		field: 'routing.mode',
		says: 'All tunnels of a gateway use BGP, or none does.',
		mend: 'Use the kind of routing that the gateway’s other tunnels have, or another gateway',
		source: `${createPage}, error UnsupportedOperation.VpnConnRouteTypeMixed`,
		needs: 'account',
		check: (draft, facts) => {
			const bgp = draft.routing?.mode === 'bgp';
			const other = draft.routing && tunnelsOnGateway(draft, facts).find(tunnel => (tunnel.routing === 'bgp') !== bgp);
			return other && `tunnel ${other.name || other.id} of this gateway ${bgp ? 'does not use' : 'uses'} BGP`;
		},
	}),
	...quotaRules,
];

import type {CloudRule, ExistingConnection, Facts} from '../../contract/cloud.ts';
import type {TencentDraft} from '../own-document.ts';
import {looksSame, siteGatewayOf, tunnelOfPair, tunnelsToSite} from '../read/site.ts';
import {tencentRule} from './tencent-rule.ts';

const modify = 'Tencent Cloud vpc 2017-03-12, ModifyVpnConnectionAttribute';
const healthCheckPages =
	'Tencent Cloud VPN Connections documentation, "Configuring health checks" (product 554, page 70209; product 1037, page 46006)';

/** Rules about a tunnel that stands and is to be made like its document. They are silent where none does, and alone see the tunnel itself in the facts. */
export const changeRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.pair.unique',
		field: 'site',
		severity: 'warn',
		says: 'There is at most one tunnel between a VPN gateway and a customer gateway: a document of this pair is of the tunnel that stands, and changes it. It may have been made for something else where neither its name nor its routing is the document’s.',
		mend: 'Choose another gateway for one of the ends, unless this tunnel is meant',
		source: 'Tencent Cloud VPN Connections documentation, "Limits"',
		needs: 'account',
		check: (draft, facts) => {
			const tunnel = tunnelOfPair(draft, facts);
			// before it is said how it routes, nobody knows whether it is the tunnel that stands
			const {routing, ranges = []} = draft;
			const isSaid = routing !== undefined && (routing.mode !== 'policy' || ranges.length > 0);
			return (
				isSaid &&
				tunnel &&
				!looksSame(draft, tunnel) &&
				`tunnel ${tunnel.name || tunnel.id} (${tunnel.id}) joins these two gateways already, with another name and other settings: it is the one that would be changed`
			);
		},
	}),
	tencentRule({
		id: 'tencent.change.state',
		field: '',
		severity: 'note',
		says: 'A tunnel is changed while it is AVAILABLE: one that is being made or changed is waited for.',
		mend: 'Wait until it is AVAILABLE, or look in the console what goes on',
		source: `${modify}, errors UnsupportedOperation.InvalidState and .VpnConnInvalidState ("being created, updated or deleted")`,
		needs: 'account',
		check: (draft, facts) => {
			const tunnel = tunnelOfPair(draft, facts);
			return tunnel && tunnel.state !== 'AVAILABLE' && `${tunnel.id} is ${tunnel.state || 'in no state that it tells'}`;
		},
	}),
	standingRule({
		id: 'tencent.change.site-asn',
		field: 'site.asn',
		severity: 'warn',
		says: 'An account needs BGP to change the ASN of a customer gateway. Whether that goes while a BGP tunnel leads to it is not documented: an error code says that the ASN can’t be changed, and not when. Nor is it what becomes of the BGP session: it is taken to end until the device has the new ASN.',
		mend: 'If it is refused, nothing was changed: make a customer gateway of another address, and move the tunnel to it',
		source:
			'open: Tencent Cloud vpc 2017-03-12, ModifyCustomerGatewayAttribute, BgpAsn; error UnsupportedOperation.VpnUnsupportedModifyBgpAsn',
		check: (draft, {routing}, facts) => {
			const change = changedAsn(draft, facts);
			return (
				change &&
				(routing === 'bgp'
					? `${change}: not known whether it goes while a BGP tunnel leads to it, and whether its session stays`
					: `${change}: that needs an account with BGP`)
			);
		},
	}),
	standingRule({
		id: 'tencent.change.site-shared',
		field: 'site.asn',
		severity: 'warn',
		says: 'A customer gateway that ends other tunnels too has one ASN for all of them.',
		mend: 'Set the new ASN at the site for those tunnels too, or leave the ASN as it is',
		source: 'Tencent Cloud vpc 2017-03-12, CustomerGateway, BgpAsn; VpnConnection, CustomerGatewayId',
		check: (draft, stands, facts) => {
			const others = tunnelsToSite(stands.siteGatewayId ?? '', facts, stands);
			const names = others.map(({id, name, routing}) => `${name || id} (${id})${routing === 'bgp' ? ' with BGP' : ''}`);
			return (
				others.length > 0 &&
				changedAsn(draft, facts) !== undefined &&
				`${stands.siteGatewayId} ends ${names.join(', ')} too: they get the new ASN with it`
			);
		},
	}),
	standingRule({
		id: 'tencent.change.health-check-on',
		field: 'healthCheck.enabled',
		severity: 'warn',
		says: 'A health check that is turned on at a tunnel that stands may interrupt it; and until the site’s device answers, the tunnel counts as broken and its traffic is cut.',
		mend: 'Have the device answer the probes first, and turn it on while another tunnel carries the traffic',
		source: healthCheckPages,
		check: ({healthCheck}, {settings = {}}) =>
			healthCheck?.enabled === true &&
			settings['healthCheck.enabled'] !== 'on' &&
			'it is off now: traffic is cut from when it is on until the device answers',
	}),
	standingRule({
		id: 'tencent.change.bgp-addresses',
		field: 'routing.tunnelCidr',
		severity: 'warn',
		says: 'What becomes of a tunnel whose BGP addresses are changed in place is not documented: the API takes them, Terraform’s provider makes a new tunnel, and the codes of a refusal are listed for a create alone.',
		mend: 'Change them while another tunnel carries the traffic, and have the device’s new addresses ready',
		source: `open: ${modify}, BgpConfig; Terraform provider tencentcloud, tencentcloud_vpn_connection, bgp_config`,
		check: ({routing}, {settings = {}}) => {
			if (routing?.mode !== 'bgp') return undefined;
			const changed = (['tunnelCidr', 'cloudAddress', 'siteAddress'] as const).filter(name => {
				const stands = settings[`routing.${name}`];
				return routing[name] !== undefined && stands !== undefined && stands !== routing[name];
			});
			return changed.length > 0 && 'the addresses inside the tunnel change';
		},
	}),
	standingRule({
		id: 'tencent.change.priority',
		field: 'routing.priority',
		severity: 'warn',
		says: 'The priority of a route that stands is changed by a new route beside the old one, which is deleted then. Whether the gateway takes both for a moment is not documented.',
		mend: 'If the new route is refused as a duplicate, nothing was changed: delete the old one in the console, then apply again',
		source:
			'open: Tencent Cloud vpc 2017-03-12, ModifyVpnGatewayRoutes (status and description alone) and CreateVpnGatewayRoutes, error InvalidParameterValue.VpnGatewayRouteDuplicate',
		check: ({routing}, {routes = []}) => {
			if (routing?.mode !== 'static' || routing.priority === undefined) return undefined;
			const other = routes.find(
				({destination, priority}) => routing.prefixes.includes(destination) && priority !== routing.priority,
			);
			return other && `the route to ${other.destination} has priority ${other.priority ?? 'of its own'} now`;
		},
	}),
	standingRule({
		id: 'tencent.change.tags',
		field: 'tags',
		severity: 'note',
		says: 'Tags of a tunnel that stands are changed by the tag service, which asks for permissions of its own. The owner’s number is left out of the tunnel’s name there, as Terraform’s provider leaves it out; no page says that it may be, nor how many tags a tunnel can have in all.',
		mend: 'Ask for a CAM policy that allows tag:ModifyResourceTags',
		source:
			'Tencent Cloud tag 2018-08-13, ModifyResourceTags; open: Terraform provider tencentcloud, which sends an empty uin in Resource; no limit of tags per resource is known',
		check: ({tags = {}}, {settings = {}}) =>
			settings.tags !== undefined &&
			Object.entries(tags).some(([key, value]) => settings[`tags.${key}`] !== (value || '""')) &&
			'tags change: that needs tag:ModifyResourceTags',
	}),
];

/** How the ASN of the draft's customer gateway changes; undefined where it does not. */
function changedAsn(draft: TencentDraft, facts: Facts): string | undefined {
	const gateway = siteGatewayOf(draft, facts);
	const asn = draft.site?.kind === 'new' ? draft.site.asn : undefined;
	if (!gateway || asn === undefined || asn === gateway.asn) return undefined;
	return `the ASN of ${gateway.id} changes from ${gateway.asn ?? 'none'} to ${asn}`;
}

type StandingCheck = (draft: TencentDraft, stands: ExistingConnection, facts: Facts) => string | false | undefined;

/** A rule about a tunnel of the draft's pair. */
function standingRule({
	check,
	...rule
}: Omit<Parameters<typeof tencentRule>[0], 'check' | 'needs'> & {readonly check: StandingCheck}): CloudRule {
	return tencentRule({
		...rule,
		needs: 'account',
		check: (draft, facts) => {
			const stands = tunnelOfPair(draft, facts);
			return stands && check(draft, stands, facts);
		},
	});
}

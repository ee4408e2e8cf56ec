import {overlaps, parseRange} from '../../../connection/networks.ts';
import type {CloudRule} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {Part} from '../plan/part.ts';
import {nameOf} from '../read/duplicate.ts';
import {type Change, changeRule, differing} from './change-rule.ts';
import {moveRules} from './move-rules.ts';
import {isVirtualPrivate, sources} from './rule.ts';

const modifyOptions = 'Amazon EC2 API Reference, ModifyVpnConnectionOptions';

/** Whether the connection was found by its gateways, and bears another name than the document. */
const isOtherName = ({facts, exists, draft}: Pick<Change, 'facts' | 'exists' | 'draft'>) =>
	facts.connectionId === undefined && nameOf(exists) !== '' && nameOf(exists) !== draft.name;

/** Whether it is what people call a connection and its site, and nothing else. */
const isLabel = ({shown: {field}}: Part) => field === 'name' || field === 'site.name';

const lifecycleOf = ({parts}: Change) => parts.filter(({name}) => name === 'options.lifecycleControl');

/** What a change of a connection that stands is held to, beside what its new values are. */
export const changeRules: readonly CloudRule[] = [
	...moveRules,
	changeRule({
		id: 'aws.change.only-new',
		field: 'routing.mode',
		enforcedBy: 'tunnelwright',
		says: 'Routing, acceleration, the IP version inside, the kind of outside addresses and how the device proves itself are chosen when a connection is made: of one that stands no call changes them.',
		mend: 'Take the change back, or make a new connection: it has new outside addresses and keys, and the device must be set up again',
		source:
			'Amazon EC2 API Reference, ModifyVpnConnection, ModifyVpnConnectionOptions and ModifyVpnTunnelOptions: no member for them',
		judge: ({facts, parts}) =>
			// of a connection that was not asked for by its id the plan tells it, and other rules what a second one costs
			facts.connectionId === undefined
				? []
				: parts.flatMap(({shown: {field, what, was, wanted, interrupts}}) =>
						interrupts?.kind === 'new'
							? found(
									field,
									`${what}: ${was || 'none'} → ${wanted || 'none'} only by a new connection: ${interrupts.why}`,
								)
							: [],
					),
	}),
	changeRule({
		id: 'aws.change.last-route',
		field: 'routing.prefixes',
		enforcedBy: 'tunnelwright',
		says: 'A connection that has static routes keeps one at least: without any nothing is sent to the site.',
		mend: 'Add the site’s ranges; or take the routes away in the console, where that is meant',
		source: 'AWS Site-to-Site VPN User Guide, "Site-to-Site VPN routing options"',
		judge: ({draft: {routing}, exists: {id, routes = []}}) =>
			routing.mode === 'static' &&
			routing.prefixes.length === 0 &&
			routes.length > 0 &&
			`${id} has static routes to ${routes.map(({destination}) => destination).join(', ')}, and the document has none`,
	}),
	changeRule({
		id: 'aws.change.other-name',
		field: 'name',
		enforcedBy: 'tunnelwright',
		says: 'A connection of another name that joins the same two gateways may be another one: of a document that describes it otherwise too nobody knows whether it is meant.',
		mend: 'Name the connection by its id, or edit it itself, to rename and change it; or give the document the name that stands; or choose another site for a second connection',
		source: 'tunnelwright: what is changed of the wrong connection takes down a site that nobody meant',
		judge: ({facts, exists, draft, parts}) =>
			isOtherName({facts, exists, draft}) &&
			!parts.every(isLabel) &&
			found('name', `${exists.id} is named ${nameOf(exists)}, and it is not as the document says either`, {
				mendByOption: `--connection ${exists.id} renames and changes it. To keep its name, give the document the name ${nameOf(exists)}. For a second connection, choose another site`,
			}),
	}),
	changeRule({
		id: 'aws.change.rename',
		field: 'name',
		severity: 'warn',
		says: 'A connection of another name that joins the same two gateways is taken as the document’s, and renamed.',
		mend: 'Choose another site or gateway where a second connection is meant',
		source: 'Amazon EC2 API Reference, CreateVpnConnection (an idempotent operation)',
		judge: ({facts, exists, draft, parts}) =>
			isOtherName({facts, exists, draft}) &&
			parts.every(isLabel) &&
			`${exists.id} is named ${nameOf(exists)} and is renamed to ${draft.name}`,
	}),
	changeRule({
		id: 'aws.change.lifecycle-off',
		field: 'security.options',
		severity: 'warn',
		says: 'Turning lifecycle control of a tunnel off applies maintenance that is pending at once: the tunnel is down then, whenever that is.',
		mend: 'Look with tunnelwright status what is pending, and choose a time for it',
		source: 'AWS Site-to-Site VPN User Guide, "Tunnel endpoint lifecycle control"',
		judge: change => {
			const [first] = lifecycleOf(change).filter(({wanted}) => wanted === 'false');
			return first ? found(first.shown.field, 'Maintenance that is pending is applied at once') : [];
		},
	}),
	changeRule({
		id: 'aws.change.lifecycle-twice',
		field: 'security.options',
		severity: 'warn',
		says: 'Lifecycle control of a tunnel is changed by a call of its own: whether the tunnel goes down for it a second time is not documented.',
		mend: 'Expect each tunnel to go down twice, or change lifecycle control another time',
		source: 'open: Amazon EC2 API Reference, ModifyVpnTunnelOptions (SkipTunnelReplacement)',
		judge: change => {
			const [first] = lifecycleOf(change);
			const others = change.parts.some(({by, name}) => by === 'tunnel' && name !== 'options.lifecycleControl');
			return first && others ? found(first.shown.field, 'Two calls a tunnel: each may take the tunnel down') : [];
		},
	}),
	changeRule({
		id: 'aws.change.narrows-bgp',
		field: 'ranges',
		enforcedBy: 'tunnelwright',
		says: 'The ranges of a connection with BGP that stands are not narrowed: a pair without the addresses inside the tunnels stops BGP, and with it the traffic.',
		mend: 'Leave the ranges as they are, and filter by routes',
		source: `RFC 4301, section 5.1; ${modifyOptions} (both tunnels are down while it is changed)`,
		judge: change =>
			change.exists.routing === 'bgp'
				? differing(change, /^ranges/).flatMap(({shown: {field, was, wanted}}) =>
						isNarrower(wanted, was)
							? found(field, `${was} would become ${wanted}, and BGP runs over this connection`)
							: [],
					)
				: [],
	}),
	changeRule({
		id: 'aws.change.modifying',
		field: 'name',
		severity: 'warn',
		says: 'AWS takes one change of a connection at a time: while it is being made or changed, nothing else of it is.',
		mend: 'Wait until it is available; a run waits for that by itself',
		source: 'Landing Zone Accelerator on AWS, documentation of its custom VPN connection: one mutating call at a time',
		judge: ({exists, parts}) =>
			parts.length > 0 &&
			exists.state !== 'available' &&
			`${exists.id} is ${exists.state}: a change waits until it is available`,
	}),
	changeRule({
		id: 'aws.change.logs',
		field: 'security.options.logs',
		severity: 'warn',
		says: 'Turning logs of a tunnel on or off replaces its endpoint: the tunnel is down for some minutes.',
		mend: 'Choose a time for it; the other tunnel carries the traffic meanwhile',
		source: sources.logs,
		judge: change => {
			const [first] = differing(change, /\.logs\b/);
			return first ? found(first.shown.field, 'The change of the logs interrupts each tunnel that it is made on') : [];
		},
	}),
	changeRule({
		id: 'aws.change.bandwidth-price',
		field: 'tunnelBandwidth',
		severity: 'warn',
		says: 'Large tunnels have a rate of their own, and not every region can change the bandwidth of a connection that stands.',
		mend: 'Look at the pricing page first. Where AWS refuses the change, only a new connection is large',
		source: `AWS VPN pricing page (aws.amazon.com/vpn/pricing); ${modifyOptions}; us-west-2 refused it (terraform-provider-aws#47843)`,
		judge: change =>
			differing(change, /^tunnelBandwidth$/).some(({wanted}) => wanted === 'large') &&
			'The connection is billed as one with large tunnels from then on',
	}),
	changeRule({
		id: 'aws.change.key-storage',
		field: 'keyStorage',
		severity: 'warn',
		says: 'Moving keys into Secrets Manager takes them out of the VPN service: afterwards only the secret shows them. Whether it goes tunnel by tunnel is not documented.',
		mend: 'Write the device’s files before, where they are still needed',
		source:
			'AWS Site-to-Site VPN User Guide, "Enhanced security features using AWS Secrets Manager"; open: per tunnel or both',
		judge: change => {
			const [first] = differing(change, /^keyStorage$/);
			return first?.wanted === 'SecretsManager'
				? found('keyStorage', 'The keys move into Secrets Manager, and AWS does not show them any more')
				: [];
		},
	}),
	changeRule({
		id: 'aws.change.learned-prefix',
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'On a virtual private gateway a static prefix that equals a learned one wins, without a word.',
		mend: 'Leave the prefix out where the learned way is meant',
		source: 'AWS Site-to-Site VPN User Guide, "Route tables and VPN route priority"',
		judge: ({draft, facts, exists}) => {
			if (draft.routing.mode !== 'static' || !isVirtualPrivate(draft)) return [];
			const own = new Set(exists.routes?.map(({destination}) => destination));
			const learned = (facts.routeTables ?? []).flatMap(({routes}) =>
				routes.filter(({target, propagated}) => propagated && target === facts.cloudGateway?.id),
			);
			return draft.routing.prefixes.flatMap((prefix, index) =>
				!own.has(prefix) && learned.some(({destination}) => destination === prefix)
					? found(`routing.prefixes[${index}]`, `The gateway learns ${prefix} from somewhere else already`)
					: [],
			);
		},
	}),
];

/** Whether a range leaves out something of another. */
function isNarrower(wanted: string, was: string): boolean {
	const [then, before] = [parseRange(wanted), parseRange(was)];
	return !overlaps(wanted, was) || then.prefixLength > before.prefixLength;
}

import {overlaps, parseRange} from '../../../connection/networks.ts';
import type {CloudRule, ExistingConnection, Facts} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import {type AwsConnection, awsConnection} from '../document.ts';
import type {AwsDraft} from '../own-document.ts';
import {compareConnection} from '../plan/compare.ts';
import type {Part} from '../plan/part.ts';
import {samePair} from '../read/duplicate.ts';
import {awsRule, isVirtualPrivate, sources} from './rule.ts';

const modifyOptions = 'Amazon EC2 API Reference, ModifyVpnConnectionOptions';
const modifyTarget = 'AWS Site-to-Site VPN User Guide, "Modify the target gateway"';

interface Change {
	readonly draft: AwsConnection;
	readonly facts: Facts;
	readonly exists: ExistingConnection;
	/** What differs. */
	readonly parts: readonly Part[];
}

/** The latest answer by draft: every rule asks for the same. */
const known = new WeakMap<AwsDraft, {readonly facts: Facts; readonly change: Change | undefined}>();

/** What would be changed of the connection that a draft is of; undefined where none stands, or the draft is not whole. */
function changeOf(draft: AwsDraft, facts: Facts): Change | undefined {
	const before = known.get(draft);
	if (before?.facts === facts) return before.change;
	const exists = samePair(draft, facts);
	const whole = exists && awsConnection.safeParse(draft).data;
	const change = exists && whole && {draft: whole, facts, exists, parts: compareConnection(whole, facts, exists).parts};
	known.set(draft, {facts, change});
	return change;
}

type Text = Omit<Parameters<typeof awsRule>[0], 'check'>;

/** A rule of what is changed: silent where nothing stands. */
function changeRule(
	rule: Text & {readonly judge: (change: Change) => ReturnType<CloudRule['check']> | string | false | undefined},
) {
	const {judge, ...text} = rule;
	return awsRule({
		...text,
		needs: 'account',
		check(draft, facts) {
			const change = changeOf(draft, facts);
			return change && judge(change);
		},
	});
}

const differing = ({parts}: Change, fields: RegExp) => parts.filter(({shown}) => fields.test(shown.field));

/** What a change of a connection that stands is held to, beside what its new values are. */
export const changeRules: readonly CloudRule[] = [
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
		id: 'aws.change.other-asn',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'With BGP, a gateway with another ASN needs the device’s remote AS changed at the same time.',
		mend: 'Change the remote AS at the device with it, or move to a gateway of the same ASN',
		source: modifyTarget,
		judge: ({draft, facts: {standingGateway, cloudGateway}, exists}) =>
			draft.routing.mode === 'bgp' &&
			standingGateway?.id === exists.cloudGatewayId &&
			standingGateway?.asn !== undefined &&
			cloudGateway?.asn !== undefined &&
			standingGateway.asn !== cloudGateway.asn &&
			`The cloud’s ASN changes from ${standingGateway.asn} to ${cloudGateway.asn}`,
	}),
	changeRule({
		id: 'aws.change.first-gateway',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'Whether a connection that has no gateway yet can be given one by ModifyVpnConnection is not documented.',
		mend: 'Make a new connection on the gateway if AWS refuses',
		source: 'open: Amazon EC2 API Reference, ModifyVpnConnection does not say from where a connection may come',
		judge: change =>
			change.exists.cloudGatewayId === undefined &&
			differing(change, /^cloudGateway/).length > 0 &&
			`${change.exists.id} has no gateway yet`,
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

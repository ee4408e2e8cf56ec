import type {CloudRule, Facts} from '../../contract/cloud.ts';
import type {AwsDraft} from '../own-document.ts';
import {notRead} from '../read/cloud-gateways.ts';
import {samePair} from '../read/duplicate.ts';
import {type Change, changeRule} from './change-rule.ts';
import {awsRule} from './rule.ts';

/* Which route tables of a transit gateway a connection is joined to. A document names none: it is the gateway's own choice, or somebody's. */

const guide = 'Amazon VPC Transit Gateways Guide, "How transit gateways work"';
const propagation = `${guide}: the routes that a VPN connection announces by BGP are installed in the tables that its attachment propagates to`;
const association = `${guide}: a packet is routed by the one table that the attachment it comes from is associated with`;
const enable =
	'Let the attachment propagate into the tables of those that are to reach the site: aws ec2 enable-transit-gateway-route-table-propagation';
const associate =
	'Associate the attachment with a route table that leads to the VPCs: aws ec2 associate-transit-gateway-route-table';

/** Whether a new attachment to the draft's transit gateway is not joined to a table by itself, and the connection is yet to come there. */
function lacks(what: 'association' | 'propagation', draft: AwsDraft, facts: Facts): boolean {
	const {cloudGateway} = facts;
	if (draft.cloudGateway?.kind !== 'tgw' || cloudGateway?.kind !== 'tgw' || !cloudGateway.selectable) return false;
	const isThere = samePair(draft, facts)?.cloudGatewayId === cloudGateway.id;
	return !isThere && (cloudGateway.joinsNot?.includes(what) ?? false);
}

/** What a connection gets that comes to a transit gateway, new or moved. */
export const transitRules: readonly CloudRule[] = [
	awsRule({
		id: 'aws.tgw.no-propagation',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'A transit gateway without default propagation teaches nobody what the site announces by BGP: that is left to you.',
		mend: enable,
		source: propagation,
		needs: 'account',
		check: (draft, facts) =>
			draft.routing?.mode === 'bgp' &&
			lacks('propagation', draft, facts) &&
			`${facts.cloudGateway?.id} has no default propagation: the site’s routes will reach nobody until it is turned on for this connection`,
	}),
	awsRule({
		id: 'aws.tgw.no-association',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'A transit gateway without default association looks nothing up for a new connection: what the site sends goes nowhere until it has a table.',
		mend: associate,
		source: association,
		needs: 'account',
		check: (draft, facts) =>
			lacks('association', draft, facts) &&
			`${facts.cloudGateway?.id} has no default association: what the site sends will go nowhere until this connection has a route table`,
	}),
];

/** Whether it stands on the transit gateway of its document, and stays there. */
const staysOnTransit = ({draft, facts, exists}: Change) =>
	draft.cloudGateway.kind === 'tgw' && facts.cloudGateway?.id === exists.cloudGatewayId;

/** What of a connection that stands keeps traffic from getting through, whether its document is changed or not. */
export const transitStandingRules: readonly CloudRule[] = [
	changeRule({
		id: 'aws.change.no-propagation',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'With BGP, a connection on a transit gateway whose attachment propagates into no route table, and that no static route leads to, is found by nobody.',
		mend: enable,
		source: propagation,
		judge: change => {
			const {exists, facts} = change;
			const {attachment, routesElsewhere = []} = exists;
			return (
				staysOnTransit(change) &&
				exists.routing === 'bgp' &&
				attachment?.propagatingTableIds?.length === 0 &&
				// a static route leads there too
				routesElsewhere.length === 0 &&
				`${attachment.id} propagates into no route table of ${facts.cloudGateway?.id}: the site’s routes reach nobody`
			);
		},
	}),
	changeRule({
		id: 'aws.change.no-association',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'What comes out of a connection on a transit gateway is looked up in the route table of its attachment: without one it goes nowhere.',
		mend: associate,
		source: association,
		judge: change =>
			staysOnTransit(change) &&
			change.exists.attachment?.associatedTableId === '' &&
			`${change.exists.attachment.id} is associated with no route table of ${change.facts.cloudGateway?.id}: what the site sends goes nowhere`,
	}),
	changeRule({
		id: 'aws.change.no-table-stays',
		field: 'routing.prefixes',
		severity: 'warn',
		says: 'Static routes into a connection on a transit gateway without a default route table are not made.',
		mend: 'Put them into the transit gateway’s route tables by hand',
		source: 'Amazon EC2 API Reference, CreateTransitGatewayRoute: it names its table',
		judge: change => {
			const {draft, facts, exists} = change;
			if (!staysOnTransit(change) || draft.routing.mode !== 'static') return false;
			if (facts.cloudGateway?.state === notRead || facts.cloudGateway?.routeTableId) return false;
			const stands = new Set(exists.routesElsewhere?.map(({destination}) => destination));
			const missing = draft.routing.prefixes.filter(prefix => !stands.has(prefix));
			return (
				missing.length > 0 &&
				`${facts.cloudGateway?.id} has no default route table, and no other is known to lead ${missing.join(', ')} to the site`
			);
		},
	}),
];

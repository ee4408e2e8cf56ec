import type {CloudRule} from '../../contract/cloud.ts';
import {notRead} from '../read/cloud-gateways.ts';
import {type Change, changeRule, differing} from './change-rule.ts';

const modifyTarget = 'AWS Site-to-Site VPN User Guide, "Modify the target gateway"';

/** Whether it goes to another gateway of the cloud. */
const isMoved = ({parts}: Change) =>
	parts.some(({by, shown}) => by === 'move' && shown.field.startsWith('cloudGateway'));

/** What a move to another gateway is held to: with it go the routes. */
export const moveRules: readonly CloudRule[] = [
	changeRule({
		id: 'aws.change.no-table',
		field: 'cloudGateway.id',
		enforcedBy: 'tunnelwright',
		says: 'Static routes of a connection that is moved to a transit gateway stand in that one’s default route table: without one nothing leads to the site any more.',
		mend: 'Give the transit gateway a default association route table first, or choose BGP for a new connection',
		source: `${modifyTarget}: static routes are added to the transit gateway route table afterwards`,
		judge: change => {
			const {draft, facts} = change;
			const {cloudGateway} = facts;
			return (
				isMoved(change) &&
				draft.cloudGateway.kind === 'tgw' &&
				draft.routing.mode === 'static' &&
				cloudGateway !== undefined &&
				cloudGateway.state !== notRead &&
				!cloudGateway.routeTableId &&
				`${cloudGateway.id} has no default route table to put the static routes into`
			);
		},
	}),
	changeRule({
		id: 'aws.change.unread',
		field: 'cloudGateway.id',
		enforcedBy: 'tunnelwright',
		says: 'A connection is moved only where all that goes with it was read: what nobody saw can’t be put where it leads afterwards, nor back.',
		mend: 'Let these credentials read transit gateways, their attachments and routes, and plan again',
		source: `${modifyTarget}: the routes are deleted before, and added at the new gateway`,
		judge: change => {
			const {draft, facts, exists} = change;
			if (!isMoved(change)) return false;
			const isStatic = draft.routing.mode === 'static';
			const leaves = facts.unread?.filter(({id}) => id === 'attachment' || (id === 'transit-routes' && isStatic)) ?? [];
			const whats = leaves.map(({what}) => what);
			if (isStatic && draft.cloudGateway.kind === 'tgw' && facts.cloudGateway?.state === notRead)
				whats.push(`the route table of ${facts.cloudGateway.id}`);
			if (exists.cloudGatewayId?.startsWith('tgw-') && isStatic && exists.routes === undefined && whats.length === 0)
				whats.push(`the static routes of ${exists.cloudGatewayId}`);
			return whats.length > 0 && `Not read: ${[...new Set(whats)].join(', ')}`;
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
];

import type {Found} from '../../../connection/finding.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {AwsDraft} from '../own-document.ts';
import {whyNotMoved} from '../plan/compare-ends.ts';
import {type Beside, besides, nameOf, pairsLike, samePair} from '../read/duplicate.ts';
import {awsRule, isVirtualPrivate, sources} from './rule.ts';

/** The connection that joins the draft’s two gateways already, with the other routing; one that was asked for by its id is told of by the rules of changes. */
function otherwiseRouted(draft: AwsDraft, facts: Facts): ExistingConnection | undefined {
	const pair = samePair(draft, facts);
	if (facts.connectionId !== undefined) return undefined;
	return draft.routing && pair?.routing !== draft.routing.mode ? pair : undefined;
}

/**
 * Whether it is the draft’s own connection as an earlier document described it: its name, and other gateways or another routing. Where the draft’s own
 * connection of that name stands nothing is made.
 */
function isChanged({sameName, isPair}: Beside, draft: AwsDraft, facts: Facts): boolean {
	if (!sameName || facts.connectionId !== undefined) return false;
	if (isPair) return !isVirtualPrivate(draft);
	const pair = samePair(draft, facts);
	return !pair || nameOf(pair) !== draft.name;
}

/** Whether ModifyVpnConnection would bring it to the draft’s gateways; a part of what differs is nothing that anybody wants. */
function canMove({connection, isPair, sameGateway}: Beside, {cloudGateway, routing, site}: AwsDraft, facts: Facts) {
	if (isPair || !cloudGateway || connection.routing !== routing?.mode) return false;
	const stays = sameGateway ? undefined : whyNotMoved(connection.cloudGatewayId ?? '', cloudGateway.kind);
	const before = facts.siteGateways?.find(({id}) => id === connection.siteGatewayId);
	const certificate = site?.kind === 'new' ? site.certificateArn : facts.siteGateway?.certificateArn;
	return !stays && Boolean(before?.certificateArn) === Boolean(certificate);
}

function mendsOfChanged(beside: Beside, draft: AwsDraft, facts: Facts): Pick<Found, 'mend' | 'mendByOption'> {
	const {id} = beside.connection;
	const both = 'To have both, and pay for both, give this one another name. To keep it, take the change back';
	if (!canMove(beside, draft, facts))
		return {mend: `To replace ${id}, which no call makes like this, delete it first. ${both}`};
	return {
		mend: `To move ${id} to these gateways, edit it itself. ${both}`,
		mendByOption: `--connection ${id} moves it to these gateways. ${both}`,
	};
}

/** `vpn-1 (available) stands already: ASN 65010, not 65020`. */
function stands({connection, differs}: Beside): string {
	const named = connection.name ? ` "${connection.name}"` : '';
	return `${connection.id}${named} (${connection.state}) stands already${differs ? `: ${differs}` : ''}`;
}

/** What stands between the gateways already, or beside them: a connection that is made twice is billed twice. */
export const connectionRules = [
	awsRule({
		id: 'aws.connection.which',
		field: 'name',
		enforcedBy: 'tunnelwright',
		says: 'Several connections may join a transit gateway and a customer gateway (ECMP): the document is of the one of its name. Where none or several have that name, nobody knows which.',
		mend: 'Name the connection that is meant by its id, or edit it itself; or give the document its name',
		source:
			'AWS Site-to-Site VPN User Guide, "Scaling VPN throughput using AWS Transit Gateway" (several connections, ECMP)',
		needs: 'account',
		check: (draft, facts) => {
			if (draft.name === undefined || facts.connectionId !== undefined) return [];
			const pairs = pairsLike(draft, facts);
			return pairs.length > 1
				? found(
						'name',
						`${pairs.map(pair => `${pair.id} (${nameOf(pair) || 'no name'})`).join(', ')} join these two gateways`,
						{mendByOption: `Say which one is meant: --connection ${pairs[0]?.id}; or give the document its name`},
					)
				: [];
		},
	}),
	awsRule({
		id: 'aws.connection.duplicate',
		field: 'site',
		enforcedBy: 'tunnelwright',
		says: 'A virtual private gateway and a customer gateway are joined by one connection, and only a new one has another routing.',
		mend: 'Take the routing of the connection that exists, or delete it first, or choose another gateway',
		source: 'Amazon EC2 API Reference, CreateVpnConnection (an idempotent operation)',
		needs: 'account',
		check: (draft, facts) => {
			const pair = otherwiseRouted(draft, facts);
			return pair && isVirtualPrivate(draft)
				? found(
						'routing.mode',
						`${pair.name || pair.id} joins these two gateways already, with ${pair.routing} routing: another one only by a new connection`,
					)
				: [];
		},
	}),
	awsRule({
		id: 'aws.connection.second',
		field: 'site',
		severity: 'warn',
		says: 'A connection between a transit gateway and a customer gateway is taken as the document’s, whatever its routing, and only a new one has another routing.',
		mend: 'Take the routing of the connection that exists, or delete it first, or choose another customer gateway',
		source: 'Amazon EC2 API Reference, CreateVpnConnection (an idempotent operation)',
		needs: 'account',
		check: (draft, facts) => {
			const pair = otherwiseRouted(draft, facts);
			return (
				pair &&
				!isVirtualPrivate(draft) &&
				`${pair.name || pair.id} joins these two already, with ${pair.routing} routing: another one only by a new connection`
			);
		},
	}),
	awsRule({
		id: 'aws.connection.exists',
		field: 'site',
		severity: 'note',
		says: 'A connection between the same gateways is taken as this one: it is made like the document, and nothing new beside it.',
		mend: 'Choose another site gateway or cloud gateway where a second connection is meant',
		source: 'Amazon EC2 API Reference, CreateVpnConnection (an idempotent operation)',
		needs: 'account',
		check: (draft, facts) => {
			const pair = samePair(draft, facts);
			return (
				pair &&
				draft.routing &&
				pair.routing === draft.routing.mode &&
				`${pair.name || pair.id} exists already (${pair.state}): it is compared, and made like the document`
			);
		},
	}),
	awsRule({
		id: 'aws.connection.same-name',
		field: 'name',
		enforcedBy: 'tunnelwright',
		says: 'A connection of this name that joins other gateways, or has another routing, is what the document described before: a second one is not made beside it.',
		mend: 'To move the one that stands to these gateways, edit it itself. To have both, and pay for both, give this one another name. To keep it, take the change back',
		source:
			'tunnelwright: a connection is billed for every hour that it is available (AWS VPN pricing), and by its name it is found again',
		needs: 'account',
		check: (draft, facts) =>
			besides(draft, facts)
				.filter(beside => isChanged(beside, draft, facts))
				.flatMap(beside =>
					found(
						'name',
						`${stands(beside)}. A second one would be made and billed`,
						mendsOfChanged(beside, draft, facts),
					),
				),
	}),
	awsRule({
		id: 'aws.connection.same-site',
		field: 'site',
		severity: 'warn',
		says: 'One gateway and one address of a site may have several connections, each through a customer gateway of its own; each is billed.',
		mend: 'Choose the customer gateway that stands, unless a second connection is wanted',
		source: 'Amazon EC2 API Reference, CreateCustomerGateway (other ASNs and device names for one address)',
		needs: 'account',
		check: (draft, facts) =>
			besides(draft, facts)
				.filter(({sameName, isPair}) => !sameName && !isPair)
				// another customer gateway on a concentrator may not have this address: `aws.site.address-on-concentrator` says so
				.filter(
					({connection}) =>
						draft.cloudGateway?.kind !== 'concentrator' || connection.siteGatewayId === facts.siteGateway?.id,
				)
				.flatMap(beside =>
					found(
						draft.site?.kind === 'new' ? 'site.address' : 'site.id',
						`${stands(beside)}. It joins this gateway with the same address; a second one is made, and billed beside it`,
					),
				),
	}),
	awsRule({
		id: 'aws.name.duplicate',
		field: 'name',
		severity: 'warn',
		says: 'Two connections of one name are hard to tell apart. AWS takes them: a name is a tag.',
		mend: 'Choose another name',
		source: sources.tags,
		needs: 'account',
		check: (draft, facts) =>
			besides(draft, facts)
				.filter(beside => beside.sameName && !beside.isPair && !isChanged(beside, draft, facts))
				.flatMap(({connection: {id, state}}) => found('name', `${id} (${state}) has this name too`)),
	}),
];

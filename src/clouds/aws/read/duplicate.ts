import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import type {AwsDraft} from '../own-document.ts';
import {tagText} from '../wire/tags.ts';
import {defaultSiteAsn} from './site-match.ts';

/**
 * The connection that a draft is of: the one that was asked for by its id; else the one that joins its two gateways already, whatever its routing.
 * Of several the one of the draft's name, or else of its routing, before others: `pairsLike` says whether that tells one. Undefined where an end is still
 * to be made. Connections that are being deleted do not count.
 */
export function samePair(draft: AwsDraft, facts: Facts): ExistingConnection | undefined {
	if (facts.connectionId !== undefined) return standing(facts).find(({id}) => id === facts.connectionId);
	return pairsLike(draft, facts)[0];
}

/**
 * Every connection that a draft may be of by its gateways alone, several where neither name nor routing tells which: a transit gateway takes more than
 * one with one customer gateway (ECMP). Of one by its id nobody asks. Pure.
 */
export function pairsLike(draft: AwsDraft, facts: Facts): readonly ExistingConnection[] {
	const pairs = pairsOf(draft, facts);
	if (pairs.length < 2) return pairs;
	const named = pairs.filter(each => nameOf(each) === draft.name);
	// of another name than all of them it may be of any
	if (named.length === 0) return pairs;
	const routed = named.filter(({routing}) => routing === draft.routing?.mode);
	return routed.length > 0 ? routed : named;
}

/** A connection as it is named now. */
export function nameOf({settings, name}: ExistingConnection): string {
	return tagText(settings?.name ?? name);
}

function pairsOf(draft: AwsDraft, facts: Facts): readonly ExistingConnection[] {
	const siteGatewayId = draft.site?.kind === 'existing' ? draft.site.id : facts.siteGateway?.id;
	if (!siteGatewayId || !draft.cloudGateway) return [];
	return standing(facts).filter(
		connection => connection.siteGatewayId === siteGatewayId && isOnGateway(connection, draft, facts),
	);
}

/** A connection that stands beside the one that the draft would make. */
export interface Beside {
	readonly connection: ExistingConnection;
	/** It joins the draft’s two gateways, with the other routing. */
	readonly isPair: boolean;
	readonly sameName: boolean;
	readonly sameGateway: boolean;
	/** How it differs from the draft, in words: `ASN 65010, not 65020`; '' where nothing is known to. */
	readonly differs: string;
}

/**
 * The connections that the draft’s own would stand beside, and be billed beside: those of its name, and those that join its gateway with
 * the address of its site. The one that it is itself, and those that are being deleted, do not count. Pure.
 */
export function besides(draft: AwsDraft, facts: Facts): readonly Beside[] {
	if (!draft.cloudGateway || !draft.site) return [];
	const pair = samePair(draft, facts);
	const routing = draft.routing?.mode;
	const site = draft.site.kind === 'new' ? {...draft.site, asn: draft.site.asn ?? defaultSiteAsn} : facts.siteGateway;
	return standing(facts).flatMap((connection): readonly Beside[] => {
		const isPair = connection === pair;
		// one that was asked for by its id is the draft's own, whatever differs
		if (isPair && (connection.routing === routing || facts.connectionId !== undefined)) return [];
		const other = facts.siteGateways?.find(({id}) => id === connection.siteGatewayId);
		const name = nameOf(connection);
		const sameName = name !== '' && name === draft.name;
		const sameGateway = isOnGateway(connection, draft, facts);
		const sameAddress = Boolean(site?.address) && site?.address === other?.address;
		if (!sameName && !(sameGateway && sameAddress)) return [];
		const differences = [
			inWords('address', other?.address, site?.address),
			inWords('ASN', other?.asn, site?.asn),
			inWords('device name', other?.deviceName ?? '', site?.deviceName ?? ''),
			inWords('certificate', other?.certificateArn ?? '', site?.certificateArn ?? ''),
			inWords('gateway', connection.cloudGatewayId ?? '', sameGateway ? undefined : gatewayText(draft, facts)),
			inWords('routing', connection.routing, routing),
		];
		return [{connection, isPair, sameName, sameGateway, differs: differences.filter(Boolean).join(', ')}];
	});
}

function standing({connections = []}: Facts): readonly ExistingConnection[] {
	return connections.filter(({state}) => state !== 'deleting' && state !== 'deleted');
}

/** Whether a connection is on the draft’s gateway. One to be made may have been made by an earlier run of the same document. */
function isOnGateway({cloudGatewayId}: ExistingConnection, {cloudGateway: choice}: AwsDraft, facts: Facts): boolean {
	if (!choice) return false;
	if (choice.kind === 'new-vgw') return Boolean(facts.cloudGateway?.id) && cloudGatewayId === facts.cloudGateway?.id;
	return cloudGatewayId === ('id' in choice ? choice.id : undefined);
}

function gatewayText({cloudGateway: choice}: AwsDraft, facts: Facts): string {
	if (choice && 'id' in choice) return choice.id;
	return choice?.kind === 'new-vgw' ? facts.cloudGateway?.id || 'a new one' : '';
}

function inWords(what: string, its: string | number | undefined, own: string | number | undefined): string {
	return its === undefined || own === undefined || its === own ? '' : `${what} ${its || 'none'}, not ${own || 'none'}`;
}

import type {Action, ConvergeOptions, ExistingConnection, Facts} from '../../contract/cloud.ts';
import type {Difference, NotCompared} from '../../contract/comparison.ts';
import {planSiteValues} from '../actions/modify-customer-gateway.ts';
import type {TencentConnection} from '../document.ts';
import {tunnelName} from '../read/companions.ts';
import {siteGatewayOf, tunnelsToSite} from '../read/site.ts';
import {interrupting} from './change-tunnel.ts';
import {changedValue} from './changed-value.ts';
import {deviceSteps} from './device-steps.ts';

/* The customer gateway's own values. It is the site's, and may end tunnels of several VPN gateways. */

/**
 * Where the customer gateway of a document is not as it says. Its name is changed where no other tunnel ends at it: another document may call it
 * otherwise. Pure.
 * @param exists the document's tunnel, where it stands
 */
export function siteDifferences(
	document: TencentConnection,
	facts: Facts,
	exists?: ExistingConnection,
): readonly Difference[] {
	const {site} = document;
	const gateway = siteGatewayOf(document, facts);
	if (site.kind !== 'new' || !gateway) return [];
	const {id, name, asn} = gateway;
	const quiet = {interrupts: {kind: 'nothing'}} as const;
	return [
		...(name !== site.name && tunnelsToSite(id, facts, exists).length === 0
			? [{field: 'site.name', what: 'name of the customer gateway', was: name, wanted: site.name, ...quiet}]
			: []),
		...(site.asn !== undefined && site.asn !== asn
			? [
					{
						field: 'site.asn',
						what: 'ASN of the customer gateway',
						was: asn === undefined ? '' : String(asn),
						wanted: String(site.asn),
						// without BGP nothing speaks it; with BGP no page says what becomes of the session: it is taken to end, see `changeRules`
						...(exists?.routing === 'bgp'
							? {interrupts: {kind: 'tunnel', tunnel: tunnelName(exists)} as const}
							: quiet),
					},
				]
			: []),
	];
}

/** The name of a customer gateway that others use too: it is left alone. */
export function sharedName(
	{site}: TencentConnection,
	facts: Facts,
	exists: ExistingConnection,
	gateway: ReturnType<typeof siteGatewayOf>,
): readonly NotCompared[] {
	if (site.kind !== 'new' || !gateway || gateway.name === site.name) return [];
	const others = tunnelsToSite(gateway.id, facts, exists).map(({id}) => id);
	if (others.length === 0) return [];
	return [
		{
			field: 'site.name',
			why: `${gateway.id} is named ${gateway.name || 'nothing'}, the document says ${site.name}: ${others.join(', ')} ${others.length === 1 ? 'ends' : 'end'} at it too, so that it keeps its name`,
			read: true,
		},
	];
}

/**
 * The tags of a customer gateway that a document describes: they are given to one that is made, and no list of Tencent Cloud tells them, nor who made it.
 * Source: vpc 2017-03-12, CustomerGateway.
 */
export function siteTags(
	{site, tags}: TencentConnection,
	stands: ReturnType<typeof siteGatewayOf>,
): readonly NotCompared[] {
	if (site.kind !== 'new' || !stands || Object.keys(tags).length === 0) return [];
	const why = `Tencent Cloud does not tell the tags of a customer gateway: those of ${stands.id} are left as they are`;
	return [{field: 'site.tags', why}];
}

/** The customer gateway that a tunnel leaves, where nothing uses it any more. */
export function siteLeft(
	differences: readonly Difference[],
	facts: Facts,
	exists: ExistingConnection,
): readonly string[] {
	const {siteGatewayId: id} = exists;
	if (id === undefined || !differences.some(({field}) => field === 'site')) return [];
	if (tunnelsToSite(id, facts, exists).length > 0) return [];
	return [`the customer gateway ${id} stays, and nothing uses it any more: delete it where it is not wanted`];
}

/** What makes a customer gateway that stands as the document says, in one call; none where nothing of it differs. */
export function siteChange(
	document: TencentConnection,
	facts: Facts,
	exists?: ExistingConnection,
	converge: ConvergeOptions = {},
): readonly Action[] {
	const {site} = document;
	const gateway = siteGatewayOf(document, facts);
	const differences = siteDifferences(document, facts, exists);
	if (site.kind !== 'new' || !gateway || differences.length === 0) return [];
	const has = (wanted: string) => differences.some(({field}) => field === wanted);
	const interrupts = differences.some(each => each.interrupts?.kind === 'tunnel');
	const name = has('site.name') ? site.name : gateway.name || site.name;
	const asn = has('site.asn') ? site.asn : undefined;
	const device = interrupts ? deviceSteps(document, ['site.asn']) : [];
	return [
		planSiteValues(
			gateway.id,
			{
				was: {name: gateway.name, ...(gateway.asn !== undefined && {asn: gateway.asn})},
				wanted: {name, ...(asn !== undefined && {asn})},
			},
			{
				...(exists && interrupts
					? interrupting(exists, facts, converge)
					: {interrupts: {kind: 'nothing'}, needsUp: [], backUp: []}),
				values: differences.map(changedValue),
				...(device.length > 0 && {device}),
			},
		),
	];
}

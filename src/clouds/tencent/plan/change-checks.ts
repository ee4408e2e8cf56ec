import {printable} from '../../../connection/printable.ts';
import type {Check, Facts, Plan} from '../../contract/cloud.ts';
import {findingCheck} from '../../engine/rule-checks.ts';
import type {TencentConnection} from '../document.ts';
import {companionsOf, isUp} from '../read/companions.ts';
import {gatewayVersion, siteGatewayOf} from '../read/site.ts';
import {changeRules} from '../rules/change-rules.ts';
import {checkTencent, tencentRules} from '../rules/rules.ts';

const readNow = 'read of the account';

/**
 * Rules about making a tunnel, which say nothing of one that stands: what it takes of the account it has, and what its document leaves out stays as
 * it is. How it routes can't be changed at all.
 */
const ofNewOnes: ReadonlySet<string> = new Set([
	'tencent.security.complete',
	'tencent.bgp.addresses-needed',
	'tencent.static.needed',
	'tencent.routing.mixed',
	'tencent.tunnel.same-name',
	'tencent.quota.full',
	'tencent.quota.last',
]);

/** Checks of a plan that changes a tunnel: its document's rules where they are about what changes, and who carries the traffic meanwhile. Pure. */
export function* changeChecks(plan: Plan, document: TencentConnection, facts: Facts): Generator<Check> {
	if (!plan.exists || plan.actions.length === 0) return;
	yield* carrierChecks(plan, facts);
	yield* moveChecks(plan, facts);
	const isChange = (rule: string) => rule.startsWith('tencent.change.');
	const fields = new Set(changedFields(plan).map(field => printable(field)));
	const changed = new Set([...fields].map(groupOf));
	const findings = [
		...checkTencent(document, asOwn(plan, document, facts)).filter(({rule}) => !ofNewOnes.has(rule) && !isChange(rule)),
		// they alone look for the tunnel at the customer gateway that is made for it
		...checkTencent(document, asOwn(plan, document, withPlannedSite(document, facts))).filter(({rule}) =>
			isChange(rule),
		),
	];
	for (const [index, finding] of findings.entries()) {
		const rule = tencentRules.find(({id}) => id === finding.rule);
		// of tags each stands for itself
		const isTouched = finding.field.startsWith('tags.')
			? fields.has(printable(finding.field))
			: changed.has(groupOf(finding.field));
		const isOfChange = isTouched || changeRules.some(({id}) => id === finding.rule);
		// what stands like this already is not refused because something else is changed
		if (!isOfChange && finding.severity !== 'refuse') continue;
		yield findingCheck(isOfChange ? finding : {...finding, severity: 'warn'}, {
			id: `rule:${finding.rule}:${index}`,
			proves: `rule ${finding.rule}${rule?.needs === 'account' ? `, ${readNow}` : ''}`,
			detail: isOfChange ? (rule?.says ?? '') : `it stands like this already: ${rule?.says ?? ''}`,
		});
	}
}

/** Which tunnel carries the traffic while this one is down, and whether it is UP. */
function* carrierChecks({exists, actions, converge}: Plan, facts: Facts): Generator<Check> {
	const change = actions.find(action => action.change?.interrupts.kind === 'tunnel')?.change;
	const tunnel = exists && (facts.connections?.find(({id}) => id === exists.id) ?? exists);
	if (!change || !tunnel) return;
	const {tunnels, uncovered, off, unknown} = companionsOf(tunnel, facts);
	if (unknown !== undefined) {
		yield {
			id: 'change:carriers-unknown',
			title: 'whether another tunnel carries the traffic meanwhile',
			result: converge?.evenIfDown ? 'warn' : 'refuse',
			detail: `nobody knows whether one does, and whether it is UP: ${unknown}`,
			proves: 'nothing: it could not be read',
			mend: 'Have the credentials read them; --even-if-down changes it all the same',
		};
		return;
	}

	if (off.length > 0)
		yield {
			id: 'change:routes-off',
			title: 'the tunnel’s own routes are in force',
			result: 'warn',
			detail: `those to ${off.join(', ')} are turned off, and stay so: it carries nothing to them afterwards either`,
			proves: readNow,
			mend: 'If a run that broke off has turned them off, tunnelwright runs shows it: resume it, or take it back',
		};
	if ((tunnels.length === 0 && off.length === 0) || uncovered.length > 0)
		yield {
			id: 'change:alone',
			title: `no other tunnel carries ${tunnels.length === 0 ? 'the' : 'all of the'} traffic meanwhile`,
			result: 'warn',
			detail:
				tunnels.length === 0
					? `none carries what ${tunnel.id} carries: all of its traffic is interrupted`
					: `none carries ${uncovered.join(', ')}: that traffic is interrupted`,
			proves: readNow,
			mend: 'Choose a time at which the site can be without it',
		};
	// one that the change waits for has a line of its own: see `trafficChecks`
	const waitedFor = new Set(change.needsUp.map(({connectionId}) => connectionId));
	for (const other of tunnels.filter(({id}) => !waitedFor.has(id)))
		yield {
			id: `change:carrier:${other.id}`,
			title: `${other.name || other.id} ${isUp(other) ? 'carries' : 'would have to carry'} the traffic meanwhile`,
			result: isUp(other) ? 'pass' : 'warn',
			detail: isUp(other) ? `${other.id} is UP` : `${other.id} is not UP, and the tunnel is changed all the same`,
			proves: readNow,
		};
}

/** Whether the gateway can have a tunnel moved at all is its version's to say. Source: vpc 2017-03-12, ModifyVpnConnectionAttribute, CustomerGatewayId. */
function* moveChecks({exists, comparison}: Plan, {cloudGateway}: Facts): Generator<Check> {
	const isMoved = comparison?.differences.some(
		({field, interrupts}) => field === 'site' && interrupts?.kind === 'tunnel',
	);
	const isKnown = cloudGateway?.id === exists?.cloudGatewayId && gatewayVersion(cloudGateway?.version) !== undefined;
	if (!isMoved || isKnown) return;
	yield {
		id: 'change:gateway-version',
		title: 'the VPN gateway can have a tunnel moved to another customer gateway',
		result: 'warn',
		detail: 'that needs version 4.0, and the version of this gateway is not known: Tencent Cloud may refuse it',
		proves: readNow,
		mend: 'Look in the console which version it has; what is refused changes nothing',
	};
}

/** The account with the plan's tunnel as the one of its document, wherever it leads to now: rules about changing it find it by its gateways. */
function asOwn({exists}: Plan, document: TencentConnection, facts: Facts): Facts {
	const siteGatewayId = siteGatewayOf(document, facts)?.id;
	if (siteGatewayId === undefined)
		return {...facts, connections: facts.connections?.filter(({id}) => id !== exists?.id)};
	return {
		...facts,
		connections: facts.connections?.map(tunnel => (tunnel.id === exists?.id ? {...tunnel, siteGatewayId} : tunnel)),
	};
}

/** The account with the customer gateway that is made for a move, as if it were there. */
function withPlannedSite(document: TencentConnection, facts: Facts): Facts {
	const {site} = document;
	if (site.kind !== 'new' || siteGatewayOf(document, facts)) return facts;
	const {name, address, asn} = site;
	const made = {id: 'cgw-to-be-made', name, address, selectable: true, state: 'available'};
	return {...facts, siteGateways: [...(facts.siteGateways ?? []), {...made, ...(asn !== undefined && {asn})}]};
}

function changedFields({comparison, actions}: Plan): readonly string[] {
	const made: Readonly<Record<string, string>> = {
		CreateCustomerGateway: 'site',
		CreateRoutes: 'ranges',
		CreateVpnGatewayRoutes: 'ranges',
	};
	return [...(comparison?.differences ?? []).map(({field}) => field), ...actions.flatMap(({call}) => made[call] ?? [])];
}

/** What rules look at together: a name by itself, tags, what secures the tunnel, and where traffic goes. */
function groupOf(field: string): string {
	const [first = ''] = field.split(/[.[]/);
	return ['name', 'tags', 'security', 'presharedKey'].includes(first) ? first : 'traffic';
}

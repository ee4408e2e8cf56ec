import type {SecretStore} from '../../../connection/secret.ts';
import type {Check, Facts, Identity, Plan} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {comparisonChecks} from '../../contract/comparison.ts';
import {keyMend} from '../../engine/key-mend.ts';
import {holdsSecretHole} from '../../engine/refers-to.ts';
import {findingCheck, keyCheck} from '../../engine/rule-checks.ts';
import {unreadCheck, withoutAnswer} from '../../engine/without-answer.ts';
import type {TencentConnection} from '../document.ts';
import {isTencent} from '../own-document.ts';
import {gatherFacts, type Reads, startReads} from '../read/facts.ts';
import type {TencentInventory} from '../read/inventory.ts';
import {siteGatewayOf, tunnelOfPair, tunnelsOnGateway} from '../read/site.ts';
import {checkPresharedKey, presharedKeySecret, presharedKeyWarning} from '../rules/preshared-key.ts';
import {isOver, type NeededQuota, neededQuotas} from '../rules/quota-rules.ts';
import {checkTencent, tencentTopics} from '../rules/rules.ts';
import {changeChecks} from './change-checks.ts';

const readNow = 'read of the account';
const nothingCan = 'nothing can tell before: Tencent Cloud has no dry run';

/** What the checks read the account by, anew: it may have changed since the plan. */
interface Reader {
	identity(): Promise<Identity>;
	readonly inventory: TencentInventory;
	readonly signal: AbortSignal;
}

/**
 * Checks before anything is made, each as it finishes. Tencent Cloud has no dry run, so every line says what it stands on:
 * a rule, a read of the account, or nothing.
 * @throws CloudError of kind 'aborted' only; every other failure is a line
 */
export async function* preflight(
	{identity, inventory, signal}: Reader,
	plan: Plan,
	known: Facts,
	secrets: SecretStore,
): AsyncGenerator<Check> {
	const document = ownDocument(plan);
	const reads = startReads(inventory, document, {region: plan.region, signal});
	const who = await attempt(identity());
	yield identityCheck(who);
	if (who instanceof CloudError && who.info.kind !== 'api') {
		// Nothing else would get an answer either.
		yield* ruleChecks(document, known);
		return;
	}

	const failed: Check[] = [];
	for (const {id, title, field, reading} of readings(reads)) {
		const outcome = await attempt(reading);
		if (outcome instanceof CloudError) failed.push(unread(id, title, outcome, field));
	}

	yield* failed;
	const gathered = await attempt(gatherFacts(document, reads));
	const facts = gathered instanceof CloudError ? known : gathered;
	for (const unread of facts.unread ?? []) yield unreadCheck(unread);
	yield* plan.exists ? standingChecks(plan, facts, secrets) : newChecks(document, facts, secrets, failed.length === 0);
	yield* unknowns(plan);
}

/** How many checks `preflight` makes when everything can be read and still is as `facts` say. */
export function expectedChecks(plan: Plan, facts: Facts, secrets: SecretStore): number {
	const own = plan.exists
		? [...standingChecks(plan, facts, secrets)]
		: [...newChecks(ownDocument(plan), facts, secrets, true)];
	return 1 + (facts.unread?.length ?? 0) + own.length + [...unknowns(plan)].length;
}

function ownDocument({document}: Plan): TencentConnection {
	if (!isTencent(document)) throw new Error(`a plan for ${document.cloud} was given to Tencent Cloud`);
	return document;
}

/** Of a tunnel that stands: how it compares, and what is to be said of changing it. */
function* standingChecks(plan: Plan, facts: Facts, secrets: SecretStore): Generator<Check> {
	const document = ownDocument(plan);
	yield* comparisonChecks(plan, facts.connections);
	yield* changeChecks(plan, document, facts);
	if (plan.actions.some(({parameters}) => holdsSecretHole(parameters))) yield* keyChecks(document, secrets);
}

/** Of a tunnel that is still to be made. */
function* newChecks(
	document: TencentConnection,
	facts: Facts,
	secrets: SecretStore,
	isRead: boolean,
): Generator<Check> {
	if (isRead) yield* accountChecks(document, facts);
	yield* ruleChecks(document, facts);
	yield* keyChecks(document, secrets);
}

function readings(reads: Reads): readonly {
	readonly id: string;
	readonly title: string;
	readonly field?: string;
	readonly reading: Promise<unknown>;
}[] {
	return [
		{id: 'read:gateway', title: 'the VPN gateway', field: 'cloudGateway', reading: reads.gateway},
		{id: 'read:site-gateway', title: 'customer gateways', field: 'site', reading: reads.siteGateways},
		{id: 'read:connections', title: 'tunnels', reading: reads.connections},
		{id: 'read:limits', title: 'the account’s limits', reading: reads.limits},
		{id: 'read:route-tables', title: 'route tables of the VPC', reading: reads.routeTables},
	];
}

/** A result, or the CloudError that came instead. @throws everything else, and an abort */
async function attempt<T>(promise: Promise<T>): Promise<T | CloudError> {
	try {
		return await promise;
	} catch (error) {
		if (error instanceof CloudError && error.info.kind !== 'aborted') return error;
		throw error;
	}
}

function identityCheck(who: Identity | CloudError): Check {
	const id = 'identity';
	const title = 'the credentials work';
	if (who instanceof CloudError) return unread(id, title, who);
	const account = who.account === undefined ? 'the account' : `account ${who.account}`;
	return {id, title, result: 'pass', detail: [account, who.principal].filter(Boolean).join(', '), proves: readNow};
}

/** Bad credentials end it here; any other missing answer leaves open what it would have said. */
function unread(id: string, title: string, {info}: CloudError, field?: string): Check {
	return {
		id,
		title,
		...(info.kind === 'credentials' ? {result: 'refuse', proves: readNow} : withoutAnswer(info)),
		detail: [info.code, info.says ?? info.message].filter(Boolean).join(': '),
		...(field !== undefined && {field}),
		...(info.mend !== undefined && {mend: info.mend}),
	};
}

/** What was read and found to be in order; what was not is a rule's finding. */
function* accountChecks(document: TencentConnection, facts: Facts): Generator<Check> {
	const gateway = facts.cloudGateway;
	if (gateway?.selectable)
		yield pass(
			'read:gateway',
			'the VPN gateway can be used',
			`${gateway.id} ${gateway.state}, ${gateway.attachedTo}`,
			'cloudGateway',
		);
	const site = siteGatewayOf(document, facts);
	if (site) yield pass('read:site-gateway', 'the customer gateway exists', `${site.id}, ${site.address}`, 'site');
	else if (document.site.kind === 'new')
		yield pass('read:site-gateway', 'the customer gateway is new', `none has ${document.site.address} yet`, 'site');
	const tunnels = tunnelsOnGateway(document, facts);
	if (!tunnelOfPair(document, facts))
		yield pass(
			'read:connections',
			'no tunnel joins these two gateways yet',
			`${tunnels.length} other tunnels on this VPN gateway`,
		);
	for (const quota of neededQuotas(document, facts)) yield quotaCheck(quota);
}

function quotaCheck(quota: NeededQuota): Check {
	const {id, says, limit, used, from, wanted} = quota;
	const proves = from === 'account' ? readNow : 'read of the account against the documented default limit';
	const detail = `${used} of ${limit} are used`;
	const base = {id: `quota:${id}`, title: `room for ${wanted === 1 ? 'one' : wanted} more: ${says}`, detail, proves};
	if (isOver(quota))
		return {
			...base,
			// a documented default may have been raised for this account
			result: from === 'account' ? 'refuse' : 'warn',
			mend: 'Remove what is not needed, or ask for a higher quota in the console (VPC, Quota)',
		};
	return {...base, result: used + wanted === limit ? 'warn' : 'pass'};
}

/** A line for each finding, and one for each topic's rules that hold. Quotas have lines of their own. */
function* ruleChecks(document: TencentConnection, facts: Facts): Generator<Check> {
	for (const {id: topic, title, rules} of tencentTopics) {
		if (!concerns(topic, document)) continue;
		const findings = checkTencent(document, facts, rules).filter(({rule}) => !rule.startsWith('tencent.quota.'));
		for (const [index, finding] of findings.entries()) {
			const rule = rules.find(({id}) => id === finding.rule);
			const proves = `rule ${finding.rule}${rule?.needs === 'account' ? `, ${readNow}` : ''}`;
			yield findingCheck(finding, {id: `rule:${finding.rule}:${index}`, proves, detail: rule?.says ?? ''});
		}

		const objections = new Set(findings.filter(({severity}) => severity !== 'note').map(({rule}) => rule));
		const held = rules.length - objections.size;
		const detail = objections.size === 0 ? `all ${held} hold` : `the other ${held} of ${rules.length} hold`;
		if (held > 0) yield pass(`rules:${topic}`, `rules about ${title}`, detail, undefined, 'rule');
	}
}

function concerns(topic: string, document: TencentConnection): boolean {
	// no tunnel stands that would be changed
	if (topic === 'change') return false;
	if (topic === 'bgp') return document.routing.mode === 'bgp';
	return topic !== 'health-check' || document.healthCheck?.enabled === true;
}

/** Only where the key is known already: one that is typed or read later is checked then. */
function* keyChecks({presharedKey}: TencentConnection, secrets: SecretStore): Generator<Check> {
	const key = secrets.get(presharedKeySecret);
	if (!key) return;
	yield keyCheck(
		{id: 'secret:presharedKey', title: 'the pre-shared key', field: presharedKeySecret},
		{problem: checkPresharedKey(key), warning: presharedKeyWarning(key), fits: `${key.length} characters`},
		keyMend('tencent', presharedKey),
	);
}

/** What no read can tell: said, so that a row of ticks does not promise more than it can. */
function* unknowns({actions}: Plan): Generator<Check> {
	for (const action of actions.filter(({call}) => !call.startsWith('Describe')))
		yield {
			id: `permission:${action.id}`,
			title: `permission for ${action.call}`,
			result: 'unknown',
			detail: 'whether CAM allows it shows when it is called',
			proves: nothingCan,
			action: action.id,
		};
	if (actions.length === 0) return;
	yield {
		id: 'unknown:busy',
		title: 'whether the gateway is busy with another change',
		result: 'unknown',
		detail: 'a change under way elsewhere shows when the first call is made',
		proves: nothingCan,
	};
}

function pass(id: string, title: string, detail: string, field?: string, proves = readNow): Check {
	return {id, title, result: 'pass', detail, proves, ...(field !== undefined && {field})};
}

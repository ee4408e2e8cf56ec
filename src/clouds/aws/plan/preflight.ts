import type {Secret, SecretStore} from '../../../connection/secret.ts';
import type {Check, CloudErrorInfo, Facts, Plan} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {comparisonChecks} from '../../contract/comparison.ts';
import {keyMend} from '../../engine/key-mend.ts';
import {findingCheck, keyCheck} from '../../engine/rule-checks.ts';
import {unreadCheck, withoutAnswer} from '../../engine/without-answer.ts';
import {keyNames} from '../actions/connection-request.ts';
import {readFacts} from '../read/facts.ts';
import {checkPresharedKey, secretsOf} from '../rules/preshared-key.ts';
import {checkAws, ruleGroups} from '../rules/rules.ts';
import type {AwsClients} from '../wire/client.ts';
import {changeChecks} from './change-checks.ts';
import {dryRunAction, isUnreached, notAsked} from './dry-run.ts';
import {maintenanceChecks, skippingOff} from './maintenance-checks.ts';

/** Checks a plan before anything is made, each as it finishes: rules, a fresh read of the account, keys, dry runs. Changes nothing. */
export async function* preflight(
	clients: AwsClients,
	plan: Plan,
	known: Facts,
	secrets: SecretStore,
	signal: AbortSignal,
): AsyncGenerator<Check> {
	const read = await readAgain(clients, plan, known, signal);
	yield read.check;
	const {facts} = read;
	for (const unread of facts.unread ?? []) yield unreadCheck(unread);
	if (plan.exists) {
		yield* comparisonChecks(plan, facts.connections);
		yield* changeChecks(plan, facts);
		if (!read.unreached) yield* maintenanceChecks(plan, {clients, region: plan.region, signal});
	} else {
		yield* ruleChecks(plan, facts);
		yield* keyChecks(plan, secrets);
	}

	const withoutDryRun = new Set<string>();
	let {unreached} = read;
	for (const action of plan.actions) {
		// One line says of a call that it has no dry run, however many prefixes there are.
		if (!action.dryRun && withoutDryRun.has(action.call)) continue;
		if (!action.dryRun) withoutDryRun.add(action.call);
		const asked =
			unreached && action.dryRun
				? notAsked(action, plan, unreached)
				: await dryRunAction(clients, action, plan, {facts, secrets, signal});
		unreached ??= asked.unreached;
		yield asked.check;
	}

	if (plan.actions.length === 0) return;
	yield {
		id: 'parameters',
		title: 'whether AWS accepts every parameter',
		result: 'unknown',
		detail:
			'AWS’s dry run looks at the permission; the values are checked by the rules above, and by AWS when it makes them',
		proves: 'nothing can tell before',
	};
}

/** How many checks `preflight` makes when the account still is as `facts` say. */
export function expectedChecks(plan: Plan, facts: Facts, secrets: SecretStore): number {
	const unread = facts.unread?.length ?? 0;
	const own = plan.exists
		? comparisonChecks(plan, facts.connections).length + changeChecks(plan, facts).length + skippingOff(plan).length
		: [...ruleChecks(plan, facts), ...keyChecks(plan, secrets)].length;
	if (plan.actions.length === 0) return 1 + unread + own;
	const dryRuns = plan.actions.filter(({dryRun}) => dryRun).length;
	const without = new Set(plan.actions.filter(({dryRun}) => !dryRun).map(({call}) => call)).size;
	return 1 + unread + own + dryRuns + without + 1;
}

/** The connection that a plan is of by its id: what is done to one that stands never goes by its gateways. */
function idOf({converge, deed, exists}: Plan): string | undefined {
	return converge?.connectionId ?? (deed ? exists?.id : undefined);
}

async function readAgain(
	clients: AwsClients,
	plan: Plan,
	known: Facts,
	signal: AbortSignal,
): Promise<{readonly facts: Facts; readonly check: Check; readonly unreached?: CloudErrorInfo}> {
	const title = 'the account can be read';
	try {
		const facts = await readFacts(clients, plan.document, signal, idOf(plan));
		const {cloudGateway, siteGateways = [], connections = []} = facts;
		const gateway = cloudGateway ? [`${cloudGateway.id || cloudGateway.vpcId} ${cloudGateway.state}`] : [];
		const counts = [`${siteGateways.length} customer gateways`, `${connections.length} connections in ${plan.region}`];
		return {
			facts,
			check: {
				id: 'account',
				title,
				result: 'pass',
				detail: [...gateway, ...counts].join(', '),
				proves: 'read of the account',
			},
		};
	} catch (error) {
		if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
		return {
			facts: known,
			...(isUnreached(error.info) ? {unreached: error.info} : {}),
			check: {
				id: 'account',
				title,
				...withoutAnswer(error.info),
				detail: `${error.message}; what was read before is used`,
				...(error.info.mend ? {mend: error.info.mend} : {}),
			},
		};
	}
}

/** One line for each group that passes; a refusal or a warning has a line of its own. */
function* ruleChecks(plan: Plan, facts: Facts): Generator<Check> {
	for (const group of ruleGroups) {
		const findings = checkAws(plan.document, facts, group.rules).filter(({severity}) => severity !== 'note');
		const readAccount = group.rules.some(({needs}) => needs === 'account') && facts.readAt !== undefined;
		if (findings.length === 0) {
			yield {
				id: `rules:${group.id}`,
				title: group.title,
				result: 'pass',
				detail: `${group.rules.length} rules`,
				proves: readAccount ? 'rule, and read of the account' : 'rule',
			};
			continue;
		}

		for (const [index, finding] of findings.entries()) {
			const rule = group.rules.find(({id}) => id === finding.rule);
			const repeated = findings.findIndex(({rule: id}) => id === finding.rule) !== index;
			yield findingCheck(finding, {
				id: `rule:${finding.rule}${repeated ? `:${finding.field}:${index}` : ''}`,
				detail: rule?.says ?? finding.message,
				proves: rule?.needs === 'account' ? 'read of the account' : 'rule',
			});
		}
	}
}

/** Only where the key is known already: of the others the caller says why they are not. */
function* keyChecks(plan: Plan, secrets: SecretStore): Generator<Check> {
	const needed = secretsOf(plan.document);
	for (const [index, {name, field, source}] of needed.entries()) {
		const tunnel = (name === keyNames[1] ? 1 : 0) + 1;
		const key = secrets.get(name);
		if (!key) continue;
		const title = `the pre-shared key of tunnel ${tunnel}`;
		yield keyCheck(
			{id: `key:${name}`, title, field},
			{
				problem: checkPresharedKey(key) ?? sameAsEarlier(key, tunnel, needed.slice(0, index), secrets),
				fits: `${key.length} characters that AWS takes`,
			},
			keyMend('aws', source),
		);
	}
}

function sameAsEarlier(
	key: Secret,
	tunnel: number,
	earlier: readonly {readonly name: string}[],
	secrets: SecretStore,
): string | undefined {
	return earlier.some(({name}) => secrets.get(name)?.equals(key))
		? `Key ${tunnel} is the same as the other tunnel's`
		: undefined;
}

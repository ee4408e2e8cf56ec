import type {Check, Cloud, ConvergeOptions, Facts, Plan} from '../clouds/contract/cloud.ts';
import {comparisonChecks} from '../clouds/contract/comparison.ts';
import {parseDocument} from '../clouds/document/schema-errors.ts';
import {checkIdOf} from '../clouds/engine/read-back.ts';
import {findingCheck} from '../clouds/engine/rule-checks.ts';
import type {ConnectionDocument, ConnectionDraft} from '../connection/document.ts';
import type {Finding} from '../connection/finding.ts';
import type {SecretStore} from '../connection/secret.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {type DryRun, planReport, type ReportFormat} from '../handover/report/report.ts';
import type {RunRecord} from '../run/run-record.ts';
import {refuseWhileUnderWay} from '../run/under-way.ts';
import {stateFolderOf} from './begun-work.ts';
import {schemaFinding} from './check.ts';
import {isOpen} from './list-runs.ts';
import type {Session} from './open-session.ts';

export {leftOnceMade} from '../handover/devices/device-command.ts';
export type {DryRun} from '../handover/report/report.ts';
export {reportJson as reportData} from '../handover/report/report-json.ts';
export {type PlanVerdict, verdictOf} from '../handover/report/verdict.ts';

/** A document with what the account says about it, and the plan that comes of both. */
export interface Planned {
	readonly cloud: Cloud;
	readonly facts: Facts;
	readonly plan: Plan;
	/** The actions as lines of the cloud's own CLI, in the plan's order. */
	readonly commandLines: readonly string[];
	/** Why there is no plan, where there is none; the one above is empty then. */
	readonly refused: Refused | undefined;
	/** The same as checks of its dry run; empty when there is a plan. */
	readonly refusals: readonly Check[];
	/** Runs of the same connection that did not reach their end, as checks of its dry run. */
	readonly begun?: readonly Check[];
}

/** Why a document can't be planned. */
interface Refused {
	/** The rules that say no, field by field; none where nothing but the plan itself does. */
	readonly findings: readonly Finding[];
	readonly error: Error;
}

/** The document that answers make; undefined where they make none, and why, field by field. */
export function documentOfDraft(draft: ConnectionDraft): {
	readonly document: ConnectionDocument | undefined;
	readonly problems: readonly Finding[];
} {
	const {document, problems = []} = parseDocument(draft);
	return {document, problems: problems.map(schemaFinding)};
}

/**
 * Reads the account and makes the plan. Makes nothing else.
 * @param converge how the document is held against what stands
 * @throws UserError when a deletion of the connection has begun, or another terminal works on its gateways; CloudError
 */
export async function planConnection(
	session: Session,
	document: ConnectionDocument,
	signal: AbortSignal,
	converge?: ConvergeOptions,
): Promise<Planned> {
	const cloud = await session.cloud(document.cloud, document.region);
	const planned = await planDocument(cloud, document, signal, converge);
	const runs = await refuseWhileUnderWay(stateFolderOf(session), planned.plan, session.sandbox);
	return {...planned, begun: begunRuns(runs, planned.plan, session)};
}

/**
 * The same of what nobody is about to make: who is at it is not asked.
 * @throws UserError for a connection that is asked for by its id and not there; CloudError
 */
export async function planDocument(
	cloud: Cloud,
	document: ConnectionDocument,
	signal: AbortSignal,
	converge?: ConvergeOptions,
): Promise<Planned> {
	if (converge?.connectionId !== undefined) checkIdOf(cloud.id, converge.connectionId);
	const facts = await cloud.facts(document, signal, converge?.connectionId);
	try {
		const plan = cloud.plan(document, facts, converge);
		const commandLines = plan.actions.map(action => cloud.commandLine(action, plan));
		return {cloud, facts, plan, commandLines, refused: undefined, refusals: []};
	} catch (error) {
		// what was asked for by its id is not there: what a new one would be held to says nothing of that
		if (!(error instanceof Error) || (error instanceof UserError && error.exit === exitCode.cloud)) throw error;
		const findings = cloud.check(document, facts).filter(({severity}) => severity === 'refuse');
		// without a rule that explains it, the plan itself broke: that is for us to mend
		if (findings.length === 0 && !(error instanceof UserError)) throw error;
		const refusals = findings.length > 0 ? findings.map(checkOf) : [checkOfError(error)];
		return {cloud, facts, plan: emptyPlan(document), commandLines: [], refused: {findings, error}, refusals};
	}
}

/**
 * Runs of the connection of a plan that did not reach their end: what they have not done may be a part of what differs, or of what is not compared. Told,
 * and never a reason to refuse. Pure.
 */
function begunRuns(
	runs: readonly RunRecord[],
	{cloud, region, exists}: Plan,
	{sandbox, ownRuns}: Pick<Session, 'sandbox' | 'ownRuns'>,
): readonly Check[] {
	if (!exists) return [];
	return runs
		.filter(
			run =>
				isOpen(run) &&
				run.sandbox === sandbox &&
				(!sandbox || ownRuns.has(run.runId)) &&
				run.plan.cloud === cloud &&
				run.plan.region === region &&
				(run.plan.exists?.id ?? run.results.get('connection')?.id) === exists.id,
		)
		.map(({runId, state}) => ({
			id: `begun:${runId}`,
			title: 'begun before, and not finished',
			result: 'warn',
			detail: `${state === 'undoing' ? 'the undo of the run' : 'the run'} ${runId} of ${exists.id}`,
			proves: 'its journal',
			mend: `Go on with it, take it back or forget it: tunnelwright runs show ${runId} says what is left`,
		}));
}

function emptyPlan(document: ConnectionDocument): Plan {
	const {cloud, region, name} = document;
	return {cloud, region, name, document, actions: [], costs: [], leftByHand: [], notes: []};
}

/** Whether the connection stands and nothing of it is to be made. */
export function isThere(plan: Plan): plan is Plan & Required<Pick<Plan, 'exists'>> {
	return plan.exists !== undefined && plan.actions.length === 0;
}

/**
 * Every check of a dry run, as it finishes: what is to be made is tried; a connection that stands and lacks nothing is compared, which the
 * plan has done. @throws CloudError when it was cancelled
 */
export async function* checksOf(
	{cloud, facts, plan, refusals, begun = []}: Planned,
	secrets: SecretStore,
	signal: AbortSignal,
): AsyncGenerator<Check, void, undefined> {
	yield* begun;
	if (refusals.length > 0) yield* refusals;
	else if (isThere(plan)) yield* comparisonChecks(plan);
	else yield* cloud.preflight(plan, facts, secrets, signal);
}

/** How many there will be, where that is known beforehand. */
export function expectedChecks(planned: Planned, secrets: SecretStore): number | undefined {
	const {cloud, facts, plan, refusals, begun = []} = planned;
	if (refusals.length > 0) return begun.length + refusals.length;
	const others = isThere(plan) ? comparisonChecks(plan).length : cloud.expectedChecks?.(plan, facts, secrets);
	return others === undefined ? undefined : begun.length + others;
}

function checkOf(refusal: Finding): Check {
	const {rule, field} = refusal;
	return {...findingCheck(refusal, {id: `rule:${rule}`, detail: `the rule ${rule}`, proves: 'rule'}), field};
}

function checkOfError(error: Error): Check {
	const {mend, mendByOption, field} = error instanceof UserError ? error.details : {};
	const mends = {mend, ...(mendByOption === undefined ? {} : {mendByOption})};
	const detail = 'so that no plan can be made';
	return {id: 'plan', title: error.message, result: 'refuse', detail, proves: 'read of the account', field, ...mends};
}

/** A dry run as a report: see `planReport`. The commands that it names for people act on this session's account. */
export function reportOf(session: Pick<Session, 'here'>, dryRun: DryRun, format: ReportFormat): string {
	const report = planReport(dryRun, format);
	return format === 'json' ? report : session.here(report, dryRun.plan.cloud);
}

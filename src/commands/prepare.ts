import type {Check, Cloud, Facts, Identity, Plan} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {linkedTo} from '../clouds/net/linked-signal.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import type {Finding} from '../connection/finding.ts';
import {UserError} from '../connection/user-error.ts';
import type {DocumentSource} from '../session/document.ts';
import type {CommandIo} from './command-io.ts';

/** Loads and checks the document. @throws UserError */
export async function loadDocument(source: DocumentSource, io: CommandIo): Promise<ConnectionDocument> {
	const {readDocument} = await import('../session/document.ts');
	return readDocument(source, {env: io.env, tell: text => io.err(text)}, largestBytes => io.readInput(largestBytes));
}

/**
 * Whose account it is. A plan needs not know: where the token service can't be asked, the account stays unnamed.
 * @throws CloudError when the credentials are none or wrong, or the call was cancelled
 */
export async function identityOf(cloud: Cloud, signal: AbortSignal): Promise<Identity | undefined> {
	try {
		return await cloud.identity(signal);
	} catch (error) {
		if (error instanceof CloudError && !['credentials', 'aborted'].includes(error.info.kind)) return undefined;
		throw error;
	}
}

/** A document with what the account says about it. */
export interface Prepared {
	readonly cloud: Cloud;
	readonly facts: Facts;
	/** Without actions when the document refers to what is not there; `refusals` then says what. */
	readonly plan: Plan;
	/** What keeps the plan from being made at all; empty when there is a plan. */
	readonly refusals: readonly Check[];
}

/** How long nothing is said while a cloud is waited for, ms. */
const quietMs = 5000;

/**
 * Asks whose account it is and reads it, side by side: a network that is dead costs the time limit of one call, not of several in a row.
 * A wait that grows long is said on standard error. Makes nothing.
 * @param read given whose account it is, once that is known
 * @throws CloudError, and what `read` throws
 */
export async function readWithIdentity<Found>(
	cloud: Cloud,
	read: (signal: AbortSignal, identity: Promise<Identity | undefined>) => Promise<Found>,
	{signal, io}: {readonly signal: AbortSignal; readonly io: CommandIo},
): Promise<{readonly identity: Identity | undefined; readonly found: Found}> {
	const both = linkedTo(signal);
	const timer = setTimeout(() => io.err(`still waiting for ${cloud.title} to answer; Ctrl-C gives up`), quietMs);
	try {
		const asked = identityOf(cloud, both.signal);
		const [identity, found] = await Promise.all([asked, read(both.signal, asked)]);
		return {identity, found};
	} finally {
		clearTimeout(timer);
		both.abort();
		both.release();
	}
}

/** Reads the account and makes the plan. Makes nothing. @throws CloudError */
export async function prepare(cloud: Cloud, document: ConnectionDocument, signal: AbortSignal): Promise<Prepared> {
	const facts = await cloud.facts(document, signal);
	try {
		return {cloud, facts, plan: cloud.plan(document, facts), refusals: []};
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		const refused = cloud.check(document, facts).filter(finding => finding.severity === 'refuse');
		// without a rule that explains it, the plan itself broke: that is for us to mend
		if (refused.length === 0 && !(error instanceof UserError)) throw error;
		const checks = refused.length > 0 ? refused.map(checkOf) : [checkOfError(error)];
		return {cloud, facts, plan: emptyPlan(document), refusals: checks};
	}
}

function checkOf(finding: Finding): Check {
	return {
		id: `rule:${finding.rule}`,
		title: finding.rule,
		result: 'refuse',
		detail: finding.message,
		proves: 'rule',
		field: finding.field,
		...(finding.mend === undefined ? {} : {mend: finding.mend}),
	};
}

function checkOfError(error: Error): Check {
	return {
		id: 'plan',
		title: 'a plan can be made',
		result: 'refuse',
		detail: error.message,
		proves: 'read of the account',
		...(error instanceof UserError && error.details.mend !== undefined ? {mend: error.details.mend} : {}),
		...(error instanceof UserError && error.details.field !== undefined ? {field: error.details.field} : {}),
	};
}

function emptyPlan(document: ConnectionDocument): Plan {
	const {cloud, region, name} = document;
	return {cloud, region, name, document, actions: [], costs: [], leftByHand: [], notes: []};
}

/** Every check of a dry run, in the order in which they finish. */
export async function allChecks(
	prepared: Prepared,
	secrets: Parameters<Cloud['preflight']>[2],
	signal: AbortSignal,
): Promise<readonly Check[]> {
	if (prepared.refusals.length > 0) return prepared.refusals;
	const checks: Check[] = [];
	for await (const check of prepared.cloud.preflight(prepared.plan, prepared.facts, secrets, signal))
		checks.push(check);
	return checks;
}

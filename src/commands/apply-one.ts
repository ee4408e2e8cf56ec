import type {Check, Cloud} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {differenceText} from '../clouds/contract/comparison.ts';
import {printable} from '../connection/printable.ts';
import {exitCode} from '../connection/user-error.ts';
import type {NamedDocument} from '../session/documents.ts';
import {besideIdentity} from '../session/identity.ts';
import {keysForRun, needsKeys, noKeys} from '../session/keys.ts';
import {checksOf, isThere, planConnection, planDocument, reportData, reportOf, verdictOf} from '../session/plan.ts';
import {runPlan} from '../session/run.ts';
import {refuseMoved} from '../session/saved-plan.ts';
import {type MakingOptions, tellRunEnd} from './apply-report.ts';
import type {DocumentOptions} from './command-options.ts';
import {type ConvergeWords, convergeOf} from './converge-option.ts';
import {type DocumentEnd, ofOneConnection} from './each-document.ts';
import {type RunEnd, tellRun} from './tell-run.ts';
import {askKeyAt, type CommandWork, saidWhileWaiting} from './with-session.ts';

export interface ApplyOptions extends DocumentOptions, MakingOptions, ConvergeWords {
	/** The other documents are applied though one has failed. */
	readonly keepGoing?: boolean;
}

interface ApplyWork extends CommandWork<ApplyOptions> {
	/** Of the command as a whole. */
	readonly limit: AbortSignal | undefined;
	/** Whether anything is being made by now. */
	readonly begun: {
		any: boolean;
		/** The connections that documents of this command are of, each with where its document comes from. */
		readonly connections: Map<string, string>;
	};
}

/** Makes one connection like its document. @throws UserError, CloudError */
export async function applyOne(named: NamedDocument, at: ApplyWork): Promise<DocumentEnd> {
	const {document, saved} = named;
	const {session, options, io, say, limit, signal: stopped} = at;
	const signal = limit ? AbortSignal.any([stopped, limit]) : stopped;
	const cloud = await session.cloud(document.cloud, document.region);
	const converge = convergeOf(named, options);
	const asked = besideIdentity(cloud, both => planConnection(session, document, both, converge), signal);
	const {identity, found: planned} = await saidWhileWaiting(cloud, io, asked);
	const {plan} = planned;
	if (saved && !planned.refused) refuseMoved(saved, plan, {identity});
	if (plan.exists) refuseSecond(named, plan.exists.id, at);
	const again = async () => (await planDocument(cloud, document, signal, converge)).plan;
	const finish = (end: RunEnd) => tellRunEnd(cloud, plan, end, {...at, limit, again: plan.exists ? again : undefined});
	const refuse = (checks: readonly Check[], says: string): DocumentEnd => {
		const dryRun = {...planned, checks, identity};
		if (!options.json) io.out(reportOf(session, dryRun, 'text'));
		return {exit: exitCode.refused, json: reportData(dryRun), says};
	};
	const tellWarnings = (found: readonly Check[]) => {
		for (const {id, title, detail, result, unanswered} of found)
			if ((result === 'warn' || unanswered) && !id.startsWith('differs:'))
				say(`! ${printable(title)}   ${printable(detail)}`);
	};
	const keys = needsKeys(plan.actions) ? await keysForRun(cloud, document, session, askKeyAt(io, signal)) : noKeys;
	const secrets = 'secrets' in keys ? keys.secrets : noKeys.secrets;
	const checks: Check[] = [];
	for await (const check of checksOf(planned, secrets, signal)) checks.push(check);
	const verdict = verdictOf(plan, checks);
	if (verdict === 'differs') return refuse(checks, 'only a new connection would be as the document says');
	if (isThere(plan)) {
		say(`exists already: ${printable(plan.exists.id)}, ${printable(plan.exists.state)}. Nothing is made or changed.`);
		tellWarnings(checks.filter(({id}) => id.startsWith('begun:')));
		const busy = options.wait === undefined ? await busyState(cloud, plan.exists.id, plan.region, signal) : undefined;
		if (busy !== undefined)
			say(
				`! it is being changed just now, by somebody else: ${printable(busy)}; tunnelwright status shows when that is over`,
			);
		return finish({result: 'exists', connectionId: plan.exists.id, made: []});
	}

	if (verdict === 'refused') return refuse(checks, 'a check refuses');
	tellWarnings(checks);
	const here = printable(plan.exists?.id ?? '');
	for (const difference of plan.comparison?.differences ?? [])
		say(`${here} differs, and is changed now: ${printable(differenceText(difference), 2000)}`);
	for (const part of plan.comparison?.missing ?? []) say(`${here} is there; missing, and made now: ${printable(part)}`);
	at.begun.any = true;
	const limits = {signal: stopped, limit, sleep: io.sleep};
	// compared in the end, once what was asked to be waited for is over
	const events = runPlan(session, {plan, secrets, account: identity?.account}, limits, {compares: false});
	const end = await tellRun(plan, events, say);
	if (end.connectionId !== '') at.begun.connections.set(end.connectionId, named.source);
	return finish(end);
}

/** @throws UserError where an earlier document of this command is of the same connection: it was made or changed as that says */
function refuseSecond({source}: NamedDocument, id: string, {begun: {connections}}: ApplyWork): void {
	const first = connections.get(id);
	if (first !== undefined) throw ofOneConnection(first, source, id);
	connections.set(id, source);
}

/** How a connection says that it is not done with what somebody does to it; undefined where nobody does, or that is not told. */
async function busyState(cloud: Cloud, id: string, region: string, signal: AbortSignal): Promise<string | undefined> {
	try {
		const [found] = await cloud.status(region, [id], signal);
		return found?.phase === 'working' ? found.state : undefined;
	} catch (error) {
		if (error instanceof CloudError && error.info.kind !== 'aborted') return undefined;
		throw error;
	}
}

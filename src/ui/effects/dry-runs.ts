import type {ConnectionDocument} from '../../connection/document.ts';
import {keysForDryRun, noKeys} from '../../session/keys.ts';
import type {Session} from '../../session/open-session.ts';
import {checksOf, documentOfDraft, expectedChecks, planConnection, reportOf} from '../../session/plan.ts';
import {typedPath} from '../../session/typed-path.ts';
import type {Edited} from '../../wizard/answers/answers.ts';
import {movedSince} from '../../wizard/answers/rebase.ts';
import type {StandingRead} from '../../wizard/screens/review/standing-again.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import {readStanding} from './standing.ts';

/** Answers a dry run until it is stopped. */
export async function dryRun(
	session: Session,
	{request, draft, keys, generated, converge, edits}: EffectOf<'preflight'>,
	dispatch: Dispatch,
	signal: AbortSignal,
): Promise<void> {
	try {
		const {document, problems} = documentOfDraft(draft);
		if (!document) {
			const trouble = {message: 'some answers can’t be used as they are', mend: mendMarked};
			dispatch({type: 'preflight-failed', request, trouble, problems});
			return;
		}

		const moved = edits && (await movedMeanwhile(session, document, edits, signal));
		if (signal.aborted) return;
		if (moved) {
			dispatch({type: 'standing-read', request, ...moved});
			return;
		}

		const planned = await planConnection(session, document, signal, converge);
		if (signal.aborted) return;
		const {cloud, plan, commandLines, refused} = planned;
		if (refused) {
			const {findings, error} = refused;
			const rule = {message: 'a rule keeps this from being planned', mend: mendMarked};
			const trouble = findings.length > 0 ? rule : troubleOf(error);
			dispatch({type: 'preflight-failed', request, trouble, problems: findings});
			return;
		}

		// a connection that stands has its key
		const own = plan.exists ? noKeys : keysForDryRun(cloud, document, session, {typed: keys, generated});
		const expected = expectedChecks(planned, own.secrets);
		const total = expected === undefined ? {} : {expected: own.checks.length + expected};
		const {secrets, generated: made} = own;
		dispatch({type: 'planned', request, plan, commandLines, secrets, generated: made, ...total});
		for (const check of own.checks) dispatch({type: 'check-done', request, check, at: Date.now()});
		for await (const check of checksOf(planned, secrets, signal)) {
			if (signal.aborted) return;
			dispatch({type: 'check-done', request, check, at: Date.now()});
		}

		if (!signal.aborted) dispatch({type: 'preflight-done', request});
	} catch (error) {
		if (signal.aborted || isAborted(error)) return;
		dispatch({type: 'preflight-failed', request, trouble: troubleOf(error), problems: []});
	}
}

/** What is edited, where it stands otherwise than it was read: what somebody else changed since is nothing that these answers ask for. */
async function movedMeanwhile(
	session: Session,
	{cloud, region}: ConnectionDocument,
	{id, was}: Edited,
	signal: AbortSignal,
): Promise<StandingRead | undefined> {
	const read = await readStanding(session, {cloud, region, id}, signal);
	return movedSince(was, read.draft).length > 0 ? read : undefined;
}

const mendMarked = 'mend what is marked and try again';

/** Writes a dry run down for somebody else, in the format that the path's ending asks for. */
export async function writeReport(
	session: Session,
	effect: EffectOf<'write-report'>,
	dispatch: Dispatch,
): Promise<void> {
	const {path} = effect;
	try {
		const report = reportOf(session, effect, path.endsWith('.json') ? 'json' : 'markdown');
		const {writeFile} = await import('node:fs/promises');
		await writeFile(typedPath(path, session.env), `${report}\n`, {flag: 'wx', mode: 0o600});
		dispatch({type: 'prompt-done', message: `report written to ${path}`});
	} catch (error) {
		const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
		const message = exists ? `${path} exists already: name another file` : troubleOf(error).message;
		dispatch({type: 'prompt-failed', message});
	}
}

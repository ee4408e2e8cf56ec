import type {Plan} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import {shellWord} from '../connection/shell-word.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import type {NamedDocument} from '../session/documents.ts';
import {besideIdentity} from '../session/identity.ts';
import {keysForDryRun, needsKeys, noKeys} from '../session/keys.ts';
import {
	checksOf,
	type DryRun,
	type PlanVerdict,
	planConnection,
	reportData,
	reportOf,
	verdictOf,
} from '../session/plan.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {type ConvergeWords, convergeOf, refuseConnection} from './converge-option.ts';
import {type DocumentEnd, eachDocument} from './each-document.ts';
import {loadDocuments} from './keeping.ts';
import {type CommandWork, saidWhileWaiting, withSession} from './with-session.ts';

interface PlanOptions extends DocumentOptions, ConvergeWords {
	readonly markdown?: boolean;
	/** The file that the plan is saved to. */
	readonly out?: string;
	/** Something to be made or changed is an exit code of its own. */
	readonly exitCode?: boolean;
}

/** What a plan's end means for a script: what apply would end with. */
const planExits: Readonly<Record<PlanVerdict, ExitCode>> = {
	ready: exitCode.done,
	exists: exitCode.done,
	refused: exitCode.refused,
	differs: exitCode.refused,
	'not-known': exitCode.cloud,
};

/** With --exit-code: something is to be made or changed. It is the code that also says that this machine failed, as a full disk does. */
const isDifferent: ExitCode = exitCode.machine;

/** For the summary of several. */
const verdictWords: Readonly<Record<PlanVerdict, string>> = {
	ready: 'can be made as the document says',
	exists: 'stands as the document says',
	refused: 'a check refuses',
	differs: 'only a new connection would be as the document says',
	'not-known': 'not known: something was not answered',
};

/** The same of a connection that stands: what is done to it. */
function changeWords({actions, comparison}: Plan): string {
	const differs = (comparison?.differences.length ?? 0) > 0 || actions.some(({change}) => change);
	return differs ? 'differs, and can be changed as the document says' : 'what is missing can be made';
}

/**
 * `plan`: prints the dry run of each document. 0: it can be made or changed, or stands as the document says (5 with --exit-code where something is to be
 * made or changed). 3: a check refuses, only a new connection would be as the document says, or it is being deleted. 4: the cloud left something
 * unanswered, so that nobody knows.
 */
export async function planCommand(files: readonly string[], options: PlanOptions, io: CommandIo): Promise<ExitCode> {
	const found = await loadDocuments({files, profile: options.profile}, io);
	const {documents, several} = found;
	refuseSavedPlan(documents);
	if (several) refuseForSeveral(options);
	return withSession(options, io, at => eachDocument(found, at, named => planOne(named, at), {goesOn: true}));
}

async function planOne(named: NamedDocument, at: CommandWork<PlanOptions>): Promise<DocumentEnd> {
	const {document} = named;
	const {session, options, io, signal} = at;
	const cloud = await session.cloud(document.cloud, document.region);
	const converge = convergeOf(named, options);
	const asked = besideIdentity(cloud, both => planConnection(session, document, both, converge), signal);
	const {identity, found: planned} = await saidWhileWaiting(cloud, io, asked);
	const {plan, commandLines} = planned;
	// a connection that stands has its key
	const keys = needsKeys(plan.actions) ? keysForDryRun(cloud, document, session, noneTyped) : noKeys;
	const checks = [...keys.checks];
	for await (const check of checksOf(planned, keys.secrets, signal)) checks.push(check);
	const dryRun: DryRun = {plan, checks, commandLines, identity};
	if (!options.json) io.out(reportOf(session, dryRun, options.markdown ? 'markdown' : 'text'));
	const verdict = verdictOf(plan, checks);
	if (options.out !== undefined) await save(options.out, dryRun, verdict, at);
	const exit = options.exitCode && verdict === 'ready' ? isDifferent : planExits[verdict];
	const isChange = verdict === 'ready' && plan.exists !== undefined;
	return {exit, json: reportData(dryRun), says: isChange ? changeWords(plan) : verdictWords[verdict]};
}

const noneTyped = {typed: undefined, generated: {}};

/** Saves what can be carried out, and says how. @throws UserError */
async function save(
	path: string,
	{plan, identity}: DryRun,
	verdict: PlanVerdict,
	{session: {sandbox}, io}: CommandWork,
): Promise<void> {
	if (verdict === 'refused' || verdict === 'differs') {
		io.err(`not saved: ${printable(path, 200)}: nothing of it could be carried out`);
		return;
	}

	if (identity?.account === undefined) {
		io.err(
			`not saved: ${printable(path, 200)}: whose account it is was not told, so that nobody could know whether it is carried out in the same one`,
		);
		return;
	}

	const {savedPlanOf} = await import('../session/saved-plan.ts');
	const {writeSavedPlan} = await import('../session/saved-plan-file.ts');
	writeSavedPlan(path, savedPlanOf(plan, {identity, sandbox, at: new Date()}));
	io.err(
		sandbox
			? `saved: ${printable(path, 200)}; nobody can apply it, for the embedded sandbox clouds end with this command`
			: `saved: ${printable(path, 200)}; tunnelwright apply ${shellWord(path)} --yes carries out just this, as long as the account stays as it is`,
	);
}

/** @throws UserError */
function refuseSavedPlan(documents: readonly NamedDocument[]): void {
	const saved = documents.find(each => each.saved);
	if (!saved) return;
	throw new UserError(`${printable(saved.source, 200)} is a saved plan, and no document`, {
		mend: `tunnelwright apply ${shellWord(saved.source)} --yes carries it out; plan the document again to see what has changed`,
	});
}

/** @throws UserError for what is of one document alone */
function refuseForSeveral({out, connection}: PlanOptions): void {
	if (out !== undefined)
		throw new UserError('a plan is saved of one document, and several are named', {
			field: '--out',
			mend: 'plan them one by one, each with a file of its own',
		});
	refuseConnection(connection);
}

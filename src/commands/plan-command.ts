import type {Check} from '../clouds/contract/cloud.ts';
import {comparisonChecks} from '../clouds/contract/comparison.ts';
import {inThisAccount} from '../clouds/sign-in/in-this-account.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {planReport} from '../handover/report/report.ts';
import {type PlanVerdict, verdictOf} from '../handover/report/verdict.ts';
import {foldersOf} from '../run/folders.ts';
import {refuseWhileUnderWay} from '../run/under-way.ts';
import {secretsForPlan} from './ask-secrets.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {allChecks, loadDocument, type Prepared, prepare, readWithIdentity} from './prepare.ts';
import {withSession} from './with-session.ts';

export interface PlanOptions extends DocumentOptions {
	readonly markdown?: boolean;
}

/** What a plan's end means for a script: what apply would end with. */
const planExits: Readonly<Record<PlanVerdict, ExitCode>> = {
	ready: exitCode.done,
	exists: exitCode.done,
	refused: exitCode.refused,
	differs: exitCode.refused,
	'not-known': exitCode.cloud,
};

/**
 * `plan`: prints the dry run of a document. 0: it can be made, or stands as the document says. 3: a check refuses, it stands and
 * differs, or it is being deleted. 4: the cloud left something unanswered, so that nobody knows.
 */
export async function planCommand(file: string | undefined, options: PlanOptions, io: CommandIo): Promise<ExitCode> {
	const document = await loadDocument({file, profile: options.profile}, io);
	return withSession({options, io}, async ({session, signal}) => {
		const cloud = await session.cloud(document.cloud, document.region);
		const {identity, found: prepared} = await readWithIdentity(cloud, signal => prepare(cloud, document, signal), {
			signal,
			io,
		});
		const {plan} = prepared;
		// as apply would
		await refuseWhileUnderWay(foldersOf(io.env).state, plan, session.sandbox);
		const checks = await checksOf(prepared, io, signal);
		const commandLines = plan.actions.map(action => cloud.commandLine(action, plan));
		const format = options.json ? 'json' : options.markdown ? 'markdown' : 'text';
		const report = planReport(plan, checks, commandLines, format, identity);
		io.out(options.json ? report : inThisAccount(report, options));
		return planExits[verdictOf(plan, checks)];
	});
}

/** A connection that stands and lacks nothing is compared; what is to be made is tried. */
async function checksOf(prepared: Prepared, io: CommandIo, signal: AbortSignal): Promise<readonly Check[]> {
	const {cloud, plan} = prepared;
	if (plan.exists && plan.actions.length === 0) return comparisonChecks(plan);
	const own = plan.exists ? undefined : secretsForPlan(cloud, plan.document, io.env);
	return [...(own?.checks ?? []), ...(await allChecks(prepared, own?.secrets ?? new Map(), signal))];
}

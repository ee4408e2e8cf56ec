import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {besideIdentity} from '../session/identity.ts';
import {keysForDryRun, noKeys} from '../session/keys.ts';
import {checksOf, type PlanVerdict, planConnection, reportOf, verdictOf} from '../session/plan.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {loadDocument} from './keeping.ts';
import {saidWhileWaiting, withSession} from './with-session.ts';

interface PlanOptions extends DocumentOptions {
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
	return withSession(options, io, async ({session, signal}) => {
		const cloud = await session.cloud(document.cloud, document.region);
		const asked = besideIdentity(cloud, both => planConnection(session, document, both), signal);
		const {identity, found: planned} = await saidWhileWaiting(cloud, io, asked);
		const {plan, commandLines} = planned;
		// a connection that stands has its key
		const keys = plan.exists ? noKeys : keysForDryRun(cloud, document, session, {typed: undefined, generated: {}});
		const checks = [...keys.checks];
		for await (const check of checksOf(planned, keys.secrets, signal)) checks.push(check);
		const format = options.json ? 'json' : options.markdown ? 'markdown' : 'text';
		io.out(reportOf(session, {plan, checks, commandLines, identity}, format));
		return planExits[verdictOf(plan, checks)];
	});
}

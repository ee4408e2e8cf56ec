import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {planReport, verdictOf} from '../handover/report.ts';
import {openAccount} from './account.ts';
import {secretsForPlan} from './ask-secrets.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {interruptible} from './interrupt.ts';
import {allChecks, loadDocument, prepare, readWithIdentity} from './prepare.ts';

export interface PlanOptions extends DocumentOptions {
	readonly markdown?: boolean;
}

/** `plan`: prints the dry run of a document. 0: it can be made, or exists. 3: a check refuses. */
export async function planCommand(file: string | undefined, options: PlanOptions, io: CommandIo): Promise<ExitCode> {
	const document = await loadDocument({file, profile: options.profile}, io);
	const interrupt = interruptible(io);
	const account = await openAccount({env: io.env, ...options, ...io.limits});
	try {
		const cloud = await account.cloud(document.cloud, document.region);
		const {identity, found: prepared} = await readWithIdentity(cloud, signal => prepare(cloud, document, signal), {
			signal: interrupt.signal,
			io,
		});
		const {plan} = prepared;
		const own = secretsForPlan(cloud, document, io.env);
		const checks = plan.exists ? [] : [...own.checks, ...(await allChecks(prepared, own.secrets, interrupt.signal))];
		const commandLines = plan.actions.map(action => cloud.commandLine(action, plan));
		const format = options.json ? 'json' : options.markdown ? 'markdown' : 'text';
		io.out(planReport(plan, checks, commandLines, format, identity));
		return verdictOf(plan, checks) === 'refused' ? exitCode.refused : exitCode.done;
	} finally {
		interrupt.dispose();
		await account.close();
	}
}

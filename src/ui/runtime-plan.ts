import type {Check, Cloud, Facts, Plan} from '../clouds/contract/cloud.ts';
import {keysForPlan} from '../clouds/engine/keys-for-plan.ts';
import type {ConnectionDocument, ConnectionDraft} from '../connection/document.ts';
import type {Finding} from '../connection/finding.ts';
import {Secret} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import type {Session} from '../session/open-session.ts';
import type {Effect, KeysByField} from '../wizard/core/effect.ts';
import {identityOf} from './cloud-of-run.ts';
import type {Dispatch} from './effects/loads.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import {isAborted, troubleOf} from './trouble.ts';

const noKeys = {secrets: new Map(), checks: [], generated: {}};

/** Dry runs, and the run of a plan that was confirmed. */
export class Plans {
	readonly #options: OpenWizardOptions;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#preflight = new AbortController();
	#run: AbortController | undefined;

	constructor(options: OpenWizardOptions, session: Session, dispatch: Dispatch) {
		this.#options = options;
		this.#session = session;
		this.#dispatch = dispatch;
	}

	async preflight({request, draft, keys, generated}: Extract<Effect, {type: 'preflight'}>): Promise<void> {
		this.stopPreflight();
		const controller = new AbortController();
		this.#preflight = controller;
		const {signal} = controller;
		try {
			const document = await documentOf(draft);
			const cloud = await this.#session.cloud(draft.cloud);
			const facts = await cloud.facts(document, signal);
			const plan = planOf(cloud, document, facts);
			const [{refuseWhileUnderWay}, {foldersOf}] = await Promise.all([
				import('../run/under-way.ts'),
				import('../run/folders.ts'),
			]);
			await refuseWhileUnderWay(foldersOf(this.#options.env).state, plan, this.#options.sandbox);
			// a connection that stands has its key
			const own = plan.exists ? noKeys : this.#keysOf(cloud, document, keys, generated);
			const {secrets, checks} = own;
			const commandLines = plan.actions.map(action => cloud.commandLine(action, plan));
			if (signal.aborted) return;
			const expected = cloud.expectedChecks?.(plan, facts, secrets);
			const total = expected === undefined ? {} : {expected: checks.length + expected};
			this.#dispatch({type: 'planned', request, plan, commandLines, secrets, generated: own.generated, ...total});
			const tell = (check: Check) => this.#dispatch({type: 'check-done', request, check, at: Date.now()});
			for (const check of checks) tell(check);
			for await (const check of cloud.preflight(plan, facts, secrets, signal)) {
				if (signal.aborted) return;
				tell(check);
			}

			if (!signal.aborted) this.#dispatch({type: 'preflight-done', request});
		} catch (error) {
			if (signal.aborted || isAborted(error)) return;
			const problems = error instanceof Refused ? error.problems : [];
			this.#dispatch({type: 'preflight-failed', request, trouble: troubleOf(error), problems});
		}
	}

	stopPreflight(): void {
		this.#preflight.abort();
	}

	/** A dry run as a report, in the format that the path's ending asks for. */
	async report({path, plan, checks, commandLines, identity}: Extract<Effect, {type: 'write-report'}>): Promise<string> {
		const {planReport} = await import('../handover/report/report.ts');
		const format = path.endsWith('.json') ? 'json' : 'markdown';
		const report = planReport(plan, checks, commandLines, format, identity);
		return `${format === 'json' ? report : this.#session.here(report, plan.cloud)}\n`;
	}

	/** Carries out what was confirmed. */
	async run({request, plan, secrets, account: confirmed}: Extract<Effect, {type: 'run'}>): Promise<void> {
		if (this.#run) return;
		const controller = new AbortController();
		this.#run = controller;
		try {
			const [{executePlan}, {createJournal}, {foldersOf}] = await Promise.all([
				import('../run/engine.ts'),
				import('../run/journal.ts'),
				import('../run/folders.ts'),
			]);
			const cloud = await this.#session.cloud(plan.cloud);
			const account = confirmed ?? (await identityOf(cloud, controller.signal))?.account;
			const {state} = foldersOf(this.#options.env);
			const journal = await createJournal(state);
			try {
				const events = executePlan(cloud, plan, {
					secrets,
					signal: controller.signal,
					journal,
					sandbox: this.#options.sandbox,
					...(account === undefined ? {} : {account}),
				});
				for await (const event of events) this.#dispatch({type: 'run', request, event});
			} finally {
				await journal.close();
			}
		} catch (error) {
			this.#dispatch({type: 'run-failed', request, trouble: troubleOf(error)});
		} finally {
			this.#run = undefined;
		}
	}

	stopRun(): void {
		this.#run?.abort();
	}

	#keysOf(cloud: Cloud, document: ConnectionDocument, keys: KeysByField, kept: KeysByField) {
		const {env} = this.#options;
		const generated: Record<string, Secret> = {};
		const found = keysForPlan(cloud, document, {
			fromEnvironment: name => (env[name] ? new Secret(env[name]) : undefined),
			typed: field => keys[field],
			asksLater: false,
			generated: field => {
				const key = kept[field] ?? cloud.generatePresharedKey();
				generated[field] = key;
				return key;
			},
		});
		return {...found, generated};
	}
}

/** A plan that can't be made, with what keeps it from being made, field by field. */
class Refused extends UserError {
	constructor(
		message: string,
		readonly problems: readonly Finding[],
	) {
		super(message, {mend: 'mend what is marked and try again'});
	}
}

async function documentOf(draft: ConnectionDraft): Promise<ConnectionDocument> {
	const [{parseDocument}, {normaliseDocument}] = await Promise.all([
		import('../clouds/document/schema-errors.ts'),
		import('../connection/normalise-document.ts'),
	]);
	const parsed = parseDocument(draft);
	if (parsed.document) return normaliseDocument(parsed.document).document;
	const problems = parsed.problems.map(
		({field, value, problem, mend}): Finding => ({
			rule: 'document',
			severity: 'refuse',
			field,
			message: [value, problem].filter(Boolean).join(' '),
			...(mend === '' ? {} : {mend}),
		}),
	);
	throw new Refused('some answers can’t be used as they are', problems);
}

function planOf(cloud: Cloud, document: ConnectionDocument, facts: Facts): Plan {
	try {
		return cloud.plan(document, facts);
	} catch (error) {
		const refused = cloud.check(document, facts).filter(({severity}) => severity === 'refuse');
		if (refused.length > 0) throw new Refused('a rule keeps this from being planned', refused);
		throw error;
	}
}

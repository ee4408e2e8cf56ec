import fc from 'fast-check';
import type {ActionResult, Cloud} from '../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {connectionDocument} from '../../src/clouds/document/documents.ts';
import type {ConnectionDocument} from '../../src/connection/document.ts';
import {enforcerOf} from '../../src/connection/finding.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {setField} from './set-field.ts';

/** Values for one field, good and bad ones; several fields go together where one alone would mean nothing. */
export interface Change {
	readonly field: string;
	readonly value: unknown;
}

/** What the rules say of a document, and what the sandbox says when its plan is carried out all the same. */
export interface Verdict {
	/** Ids of the rules that refuse and that the cloud would refuse by, too. */
	readonly byCloud: readonly string[];
	/** Ids of the rules that only tunnelwright refuses by, and the schema. */
	readonly byUs: readonly string[];
	/** The sandbox's code and message, undefined when everything was made. */
	readonly refusal: string | undefined;
	/** Nothing was sent: the plan found the connection standing, or could not be made. */
	readonly unsent: boolean;
}

/** A document with changes that its schema may refuse: one that was edited by hand. */
export function changed<Document extends ConnectionDocument>(base: Document, changes: readonly Change[]): Document {
	const copy = structuredClone(base);
	for (const {field, value} of changes) setField(copy, field, structuredClone(value));
	return copy;
}

/** Up to three changes at a time: most documents stay nearly sound, and rules meet each other. */
export function someOf(all: readonly (readonly Change[])[]): fc.Arbitrary<readonly Change[]> {
	return fc.array(fc.constantFrom(...all), {maxLength: 3}).map(picked => picked.flat());
}

/** Reads the account, asks the rules, and carries the plan out on the sandbox whatever they said. */
export async function verdictOn(
	document: ConnectionDocument,
	open: () => Promise<{readonly cloud: Cloud; readonly sandbox: Sandbox}>,
): Promise<Verdict> {
	const {cloud, sandbox} = await open();
	try {
		const {signal} = new AbortController();
		const facts = await cloud.facts(document, signal);
		const found = new Set(cloud.check(document, facts).map(({rule}) => rule));
		const refusing = cloud.rules.filter(rule => rule.severity === 'refuse' && found.has(rule.id));
		const byCloud = refusing.filter(rule => enforcerOf(rule) === 'cloud').map(({id}) => id);
		const byUs = refusing.map(({id}) => id).filter(id => !byCloud.includes(id));
		if (!connectionDocument.safeParse(document).success) byUs.push('the schema');
		const before = sandbox.requests.length;
		const end = await carriedOut(cloud, document, facts);
		// What is found standing after a refusal ends well for the user; the cloud has refused all the same.
		const refused = sandbox.requests
			.slice(before)
			.find(({action, code}) => code !== '' && !action.startsWith('Describe'));
		return {
			byCloud,
			byUs,
			unsent: end.unsent,
			refusal: end.refusal ?? (refused && `${refused.action}: ${refused.code}`),
		};
	} finally {
		cloud.close();
		await sandbox.close();
	}
}

async function carriedOut(
	cloud: Cloud,
	document: ConnectionDocument,
	facts: Awaited<ReturnType<Cloud['facts']>>,
): Promise<Pick<Verdict, 'refusal' | 'unsent'>> {
	const plan = planOrNone(cloud, document, facts);
	if (!plan || plan.exists) return {refusal: undefined, unsent: true};
	const secrets = new Map(cloud.secretsOf(document).map(({name}) => [name, cloud.generatePresharedKey()]));
	const results = new Map<string, ActionResult>();
	const context = {plan, secrets, results, signal: new AbortController().signal, runId: 'run-rules'};
	try {
		for (const action of plan.actions) {
			const result = await cloud.perform(action, context);
			results.set(action.id, result);
			if (action !== plan.actions.at(-1)) await cloud.settle(action, result, context);
		}
	} catch (error) {
		if (!(error instanceof CloudError)) throw error;
		return {refusal: `${error.info.call}: ${error.info.code}: ${error.info.message}`, unsent: false};
	}

	return {refusal: undefined, unsent: false};
}

/** A plan refers to what was read; a document that names what is not there has none. */
function planOrNone(cloud: Cloud, document: ConnectionDocument, facts: Awaited<ReturnType<Cloud['facts']>>) {
	try {
		return cloud.plan(document, facts);
	} catch {
		return undefined;
	}
}

/** Judges many documents, some at a time: each waits for its own sandbox. */
export async function judgeAll<Case>(
	cases: readonly Case[],
	judge: (given: Case) => Promise<void>,
	atATime = 8,
): Promise<void> {
	const waiting = [...cases];
	const work = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await judge(next);
	};

	await Promise.all(Array.from({length: atATime}, work));
}

/** What is wrong with a verdict, or undefined: the rules and the cloud must agree. */
export function disagreement({byCloud, byUs, refusal, unsent}: Verdict): string | undefined {
	// the plan of what tunnelwright refuses itself may lack the very step that the cloud refuses: a CCN's has no route in the VPC
	if (unsent || byUs.length > 0) return undefined;
	if (byCloud.length > 0 && refusal === undefined) return `refused by ${byCloud.join(', ')}, but the cloud makes it`;
	if (byCloud.length === 0 && refusal !== undefined) return `no rule refuses it, but the cloud does: ${refusal}`;
	return undefined;
}

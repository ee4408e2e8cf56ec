import type {Plan} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {leastDown} from '../session/apply-order.ts';
import type {NamedDocument} from '../session/documents.ts';
import {planDocument} from '../session/plan.ts';
import type {CommandOptions} from './command-options.ts';
import {type ConvergeWords, convergeOf} from './converge-option.ts';
import {failureHere, failureOf} from './failure.ts';
import type {CommandWork} from './with-session.ts';

/** How the work on one document ended. */
export interface DocumentEnd {
	readonly exit: ExitCode;
	/** What JSON tells of it. */
	readonly json: Readonly<Record<string, unknown>>;
	/** For the summary of several: `stands as the document says`. */
	readonly says: string;
}

interface Several {
	readonly documents: readonly NamedDocument[];
	readonly several: boolean;
	readonly passedOver: readonly {readonly path: string; readonly why: string}[];
}

/** Ends from good to bad: of several documents the command ends as the worst one did. `machine` is a plan that differs, or a full disk. */
const fromGoodToBad: readonly ExitCode[] = [
	exitCode.done,
	exitCode.machine,
	exitCode.refused,
	exitCode.cloud,
	exitCode.usage,
	exitCode.bug,
	exitCode.cancelled,
];

const worse = (one: ExitCode, other: ExitCode) => fromGoodToBad.indexOf(one) > fromGoodToBad.indexOf(other);

/**
 * Does a command's work on each document, one after the other, in the order that takes the least down, and tells of each; of several with a summary, and
 * as a list in JSON.
 * @param goesOn whether the others are worked on after one that failed; `limit`: of the command as a whole, after which none is begun
 * @throws what the work on a single document throws; bugs
 */
export async function eachDocument<Options extends CommandOptions & ConvergeWords>(
	{documents, several, passedOver}: Several,
	at: CommandWork<Options>,
	work: (named: NamedDocument) => Promise<DocumentEnd>,
	{goesOn, limit}: {readonly goesOn: boolean; readonly limit?: AbortSignal | undefined},
): Promise<ExitCode> {
	const {options, io, signal, say} = at;
	for (const {path, why} of passedOver) io.err(`passed over: ${printable(path, 200)}: ${why}`);
	if (!several) {
		const [only] = documents;
		if (!only) throw new Error('there is no document');
		const {exit, json} = await work(only);
		if (options.json) io.out(jsonText(json, 2));
		return exit;
	}

	const ended: (DocumentEnd & {readonly named: NamedDocument})[] = [];
	let worst: ExitCode = exitCode.done;
	const order = await inOrder(documents, at);
	for (const named of order) {
		if (signal.aborted || limit?.aborted || (!goesOn && worst !== exitCode.done)) break;
		say(`${ended.length > 0 ? '\n' : ''}── ${titleOf(named)}`);
		const end = await orFailure(work(named), options, io.err);
		ended.push({...end, named});
		if (worse(end.exit, worst)) worst = end.exit;
	}

	const untouched = order.slice(ended.length);
	// that it is the time which kept one from being begun is true only where nothing else did
	const isLate =
		untouched.length > 0 && !signal.aborted && limit?.aborted === true && (goesOn || worst === exitCode.done);
	const why = isLate ? {why: 'the time limit was over'} : {};
	if (isLate && worse(exitCode.cloud, worst)) worst = exitCode.cloud;
	if (options.json)
		io.out(
			jsonText(
				[
					...ended.map(({json, named: {source}}) => ({file: source, ...json})),
					...untouched.map(({source}) => ({file: source, result: 'not begun', ...why})),
				],
				2,
			),
		);
	else {
		say('\nIN ALL');
		for (const {named, says} of ended) say(`  ${titleOf(named)}   ${says}`);
		for (const named of untouched) say(`  ${titleOf(named)}   ${['not begun', why.why].filter(Boolean).join(': ')}`);
	}

	return signal.aborted ? exitCode.cancelled : worst;
}

function titleOf({source, document: {name, region}}: NamedDocument): string {
	return [source, name, region].map(part => printable(part, 200)).join(' · ');
}

/** What a document's work throws is told like any failure, and ends it alone. @throws bugs */
async function orFailure(
	work: Promise<DocumentEnd>,
	options: CommandOptions,
	tell: (text: string) => void,
): Promise<DocumentEnd> {
	try {
		return await work;
	} catch (error) {
		const failure = failureHere(failureOf(error), options);
		if (failure.exit === exitCode.bug) throw error;
		tell(failure.text);
		return {exit: failure.exit, json: {error: failure.json, result: 'failed'}, says: failure.json.message};
	}
}

/**
 * Two tunnels that carry the same traffic end at one gateway: only where documents share one, it is looked which is in use. A plan that can't be made
 * has no say in it; why, its own turn tells.
 */
async function inOrder<Options extends CommandOptions & ConvergeWords>(
	documents: readonly NamedDocument[],
	{session, options, signal}: CommandWork<Options>,
): Promise<readonly NamedDocument[]> {
	const gateways = documents.map(({document: {cloud, region, cloudGateway}}) =>
		JSON.stringify([cloud, region, cloudGateway]),
	);
	const plans: (Plan | undefined)[] = [];
	for (const [place, named] of documents.entries()) {
		const isShared = gateways.filter(gateway => gateway === gateways[place]).length > 1;
		plans.push(isShared && !signal.aborted ? await quietPlan(named) : undefined);
	}

	refuseTwice(documents, plans);
	return leastDown(plans).flatMap(place => documents[place] ?? []);

	async function quietPlan(named: NamedDocument): Promise<Plan | undefined> {
		const {document} = named;
		try {
			const cloud = await session.cloud(document.cloud, document.region);
			return (await planDocument(cloud, document, signal, convergeOf(named, options))).plan;
		} catch (error) {
			if (error instanceof CloudError || error instanceof UserError) return undefined;
			throw error;
		}
	}
}

/** @throws UserError where two documents are of one connection: the second would undo the first */
function refuseTwice(documents: readonly NamedDocument[], plans: readonly (Plan | undefined)[]): void {
	const seen = new Map<string, string>();
	for (const [place, plan] of plans.entries()) {
		const source = documents[place]?.source;
		if (!plan?.exists || source === undefined) continue;
		const {exists, cloud, region} = plan;
		const key = JSON.stringify([cloud, region, exists.id]);
		const first = seen.get(key);
		if (first !== undefined) throw ofOneConnection(first, source, exists.id);
		seen.set(key, source);
	}
}

/** Two documents of one connection in one command. */
export function ofOneConnection(first: string, second: string, id: string): UserError {
	return new UserError(
		`${printable(first, 200)} and ${printable(second, 200)} are both of the connection ${printable(id)}`,
		{field: 'name', mend: 'leave one of them out: the second would change what the first asks for'},
	);
}

import * as z from 'zod';
import type {Action, Identity, Plan} from '../clouds/contract/cloud.ts';
import {isList} from '../connection/is-list.ts';
import {printable} from '../connection/printable.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {storedPlan} from '../run/journal-format.ts';
import {version} from '../run/version.ts';

/*
 * A plan as a file: what was looked at before, carried out later, by somebody else or by a pipeline, and only as long as the account is as it was.
 * Nothing in the file is trusted: its document is planned anew with its options, and what comes of that is carried out, where it is the very same.
 */

/** The first member of the file, by which it is told from a connection document; its value is the format. */
const marker = 'tunnelwrightPlan';
const format = 1;

const text = z.string().max(100_000);

const stood = z.object({
	/** The connection, where it stood. */
	id: text.optional(),
	/** Every value that can be compared with a document, by its path there. Never a key. */
	settings: z.record(text, text),
	/** Static routes that lead into it: `192.168.0.0/16 in rtb-1`. */
	routes: z.array(text),
	/** What its tunnels are named by at the cloud: their outside addresses. */
	tunnels: z.array(text),
	/** AWS: its attachment to a transit gateway. */
	attachment: z.object({id: text, tags: z.record(text, text)}).optional(),
	/** What stands and the document does not speak of, in words: tags, routes, tables that learn its routes; and what is warned of. */
	beside: z.array(text),
});

const savedPlan = z.object({
	[marker]: z.literal(format),
	/** Of the tunnelwright that wrote it. */
	version: text,
	at: text,
	sandbox: z.boolean(),
	/** Whose account it is of; null where that was not known. */
	account: text.nullable(),
	/** With the document, and how it was held against what stood. */
	plan: storedPlan,
	stood,
});

/** A plan, what it was made of, and what stood then. Holds no secret. */
export type SavedPlan = Readonly<z.infer<typeof savedPlan>>;

type Stood = z.infer<typeof stood>;

/** A plan as it is saved. */
export function savedPlanOf(
	plan: Plan,
	{identity, sandbox, at}: {readonly identity: Identity | undefined; readonly sandbox: boolean; readonly at: Date},
): SavedPlan {
	const {comparison: _, ...kept} = plan;
	return {
		[marker]: format,
		version,
		at: at.toISOString(),
		sandbox,
		account: identity?.account ?? null,
		plan: storedPlan.parse(kept),
		stood: stoodOf(plan),
	};
}

/** The text of its file. */
export function savedPlanText(saved: SavedPlan): string {
	return `${JSON.stringify(saved, undefined, '\t')}\n`;
}

/** Whether parsed JSON says of itself that it is a saved plan, of whatever format. */
export function saysSavedPlan(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !isList(value) && Object.keys(value)[0] === marker;
}

/** Holds parsed JSON to the format. @throws UserError */
export function parseSavedPlan(value: Readonly<Record<string, unknown>>, source: string): SavedPlan {
	const shown = printable(source, 200);
	const is = value[marker];
	if (typeof is === 'number' && is > format)
		throw new UserError(`${shown} was saved by a newer tunnelwright`, {mend: 'update tunnelwright, or plan again'});
	const parsed = savedPlan.safeParse(value);
	// what would be carried out without it is not what somebody has written there
	const [stranger] = parsed.success ? strangersIn(value, parsed.data) : [];
	if (parsed.success && stranger === undefined) return parsed.data;
	const field = printable(stranger ?? parsed.error?.issues[0]?.path.join('.') ?? '', 200);
	throw new UserError(
		stranger === undefined
			? `${shown} is not a saved plan as tunnelwright writes them`
			: `${shown} has a member that no saved plan has`,
		{field, items: [field], mend: 'plan again, with --out: a saved plan is not for editing'},
	);
}

/** Members of parsed JSON that its reader has passed over, by their paths. */
function strangersIn(value: unknown, read: unknown, path = ''): readonly string[] {
	if (typeof value !== 'object' || value === null || typeof read !== 'object' || read === null) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		const here = path === '' ? name : `${path}.${name}`;
		return Object.hasOwn(read, name) ? strangersIn(member, Reflect.get(read, name), here) : [here];
	});
}

/** What is compared of a connection, as it stands. */
function stoodOf({exists, comparison}: Plan): Stood {
	return {
		...(exists ? {id: exists.id} : {}),
		settings: {...exists?.settings},
		routes: (exists?.routes ?? []).map(route =>
			[
				route.destination,
				route.tableId ? `in ${route.tableId}` : '',
				route.priority === undefined ? '' : `priority ${route.priority}`,
				route.enabled === false ? 'disabled' : '',
			]
				.filter(Boolean)
				.join(' '),
		),
		tunnels: (exists?.tunnels ?? []).map(({key}) => key),
		...(exists?.attachment ? {attachment: {id: exists.attachment.id, tags: {...exists.attachment.tags}}} : {}),
		beside: [
			...(comparison?.unspoken ?? []).map(({what, was}) => `${what}: ${was}`),
			...(comparison?.warnings ?? []).map(({message}) => message),
		],
	};
}

/** Where a saved plan is to be carried out. */
interface Now {
	readonly sandbox: boolean;
	readonly identity: Identity | undefined;
}

/** @throws UserError where a saved plan is of another place than this one */
export function refuseElsewhere(saved: SavedPlan, {sandbox}: Pick<Now, 'sandbox'>): void {
	if (saved.sandbox)
		throw new UserError('the plan is of the embedded sandbox clouds, which ended with the command that made it', {
			mend: 'apply the document itself with --sandbox; for plans that last, run the sandbox on its own: tunnelwright sandbox',
			exit: exitCode.refused,
		});
	if (sandbox)
		throw new UserError('the plan is of an account, and these are the embedded sandbox clouds', {
			field: '--sandbox',
			mend: 'leave --sandbox out',
			exit: exitCode.refused,
		});
}

/**
 * Holds a saved plan against the one that its document gives now.
 * @throws UserError that names each thing that moved, where they are not the same
 */
export function refuseMoved(saved: SavedPlan, plan: Plan, {identity}: Pick<Now, 'identity'>): void {
	const moved = movedSince(saved, plan, identity);
	if (moved.length === 0) return;
	throw new UserError('the account is not as it was when the plan was saved, or the plan was edited: nothing is done', {
		items: moved,
		mend: 'plan again, look at what it says now, and apply that',
		exit: exitCode.refused,
	});
}

/** What of a connection is not as it was when a plan was made, a line each; where all is, what is to be done to it otherwise. Pure. */
export function movedSincePlanned(before: Plan, now: Plan): readonly string[] {
	const stands = standingMoved(stoodOf(before), stoodOf(now));
	const moved = stands.length > 0 ? stands : actionsMoved(before.actions, now.actions);
	return moved.map(line => printable(line, 400));
}

/** What is not as it was, a line each; none where the plan is the very same. Pure. */
function movedSince(saved: SavedPlan, plan: Plan, identity: Identity | undefined): readonly string[] {
	const before = saved.plan;
	const account = identity?.account ?? null;
	const head = (
		[
			['account', saved.account ?? 'not known', account ?? 'not known'],
			['cloud', before.cloud, plan.cloud],
			['region', before.region, plan.region],
			['name', before.name, plan.name],
			['connection', saved.stood.id ?? 'none', plan.exists?.id ?? 'none'],
			['options', optionsText(before), optionsText(plan)],
		] as const
	).flatMap(([what, was, now]) => (was === now ? [] : [wasNow(what, was, now)]));
	return [
		// two that nobody knows are not known to be the same
		...(saved.account === null && account === null ? ['account: it was not known, and is not'] : []),
		...head,
		...standingMoved(saved.stood, stoodOf(plan)),
		...(same(before.document, plan.document) ? [] : ['the document is read as another one than the plan says']),
		...actionsMoved(before.actions, plan.actions),
	].map(line => printable(line, 400));
}

const wasNow = (what: string, was: string, now: string) => `${what}: was ${was}, is ${now}`;

function optionsText({converge = {}}: Plan): string {
	const {prune, evenIfDown, keepEndpoints, connectionId} = converge;
	const given = [
		prune ? '--prune' : '',
		evenIfDown ? '--even-if-down' : '',
		keepEndpoints ? '--keep-endpoints' : '',
		connectionId ? `--connection ${connectionId}` : '',
	];
	return given.filter(Boolean).join(' ') || 'none';
}

function standingMoved(was: Stood, now: Stood): readonly string[] {
	const fields = [...new Set([...Object.keys(was.settings), ...Object.keys(now.settings)])].sort();
	const valueIn = ({settings}: Stood, field: string) =>
		(Object.hasOwn(settings, field) ? settings[field] : '') || 'nothing';
	return [
		...fields.flatMap(field =>
			valueIn(was, field) === valueIn(now, field) ? [] : [wasNow(field, valueIn(was, field), valueIn(now, field))],
		),
		...listMoved('route', was.routes, now.routes),
		...listMoved('tunnel', was.tunnels, now.tunnels),
		...listMoved('attachment', attachmentTexts(was), attachmentTexts(now)),
		...listMoved('beside it', was.beside, now.beside),
	];
}

function attachmentTexts({attachment}: Stood): readonly string[] {
	if (!attachment) return [];
	const {id, tags} = attachment;
	return [id, ...Object.entries(tags).map(([name, value]) => `${id}, tag ${name} = ${value}`)];
}

function listMoved(what: string, was: readonly string[], now: readonly string[]): readonly string[] {
	return [
		...was.filter(each => !now.includes(each)).map(each => `${what} ${each} stood, and is not there`),
		...now.filter(each => !was.includes(each)).map(each => `${what} ${each} was not there, and stands`),
	];
}

/** Which tunnels are UP moves by itself: the run looks at that, before each change. */
function asCompared({change, ...action}: Action): unknown {
	if (!change) return action;
	const {backUp: _, ...rest} = change;
	return {...action, change: rest};
}

function actionsMoved(was: readonly Action[], now: readonly Action[]): readonly string[] {
	const label = ({title, detail}: Action) => `${title}, ${detail}`;
	const find = (actions: readonly Action[], id: string) => actions.find(action => action.id === id);
	const moved = [
		...was.filter(({id}) => !find(now, id)).map(action => `not to be done any more: ${label(action)}`),
		...now.filter(({id}) => !find(was, id)).map(action => `to be done by now: ${label(action)}`),
		...now.flatMap(action => {
			const before = find(was, action.id);
			return before && !same(asCompared(before), asCompared(action)) ? [`not the same any more: ${label(action)}`] : [];
		}),
	];
	const ids = (actions: readonly Action[]) => actions.map(({id}) => id);
	return moved.length === 0 && !same(ids(was), ids(now)) ? ['what is done is in another order'] : moved;
}

/** Whether two values are the same JSON, whatever the order of members; a member that is undefined is none. */
function same(one: unknown, other: unknown): boolean {
	return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.filter(([, member]) => member !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, member]) => [name, sorted(member)]);
}

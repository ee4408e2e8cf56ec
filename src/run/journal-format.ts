import * as z from 'zod';
import type {
	Action,
	ActionResult,
	Change,
	CloudErrorInfo,
	CloudId,
	Deed,
	Plan,
	PlanValue,
	UndoEnd,
	UndoStep,
} from '../clouds/contract/cloud.ts';
import {connectionDocument} from '../clouds/document/documents.ts';
import {keySource} from '../clouds/document/parts.ts';
import {isCloud} from '../clouds/registry.ts';
import {readJson} from '../connection/read-json.ts';
import type {Removal} from './removal.ts';
import type {SeenBefore} from './seen-before.ts';

/** Raised when lines are written that an older reader would misunderstand. 2: deletions. 3: changes of what stands. */
const journalVersion = 3;

const at = z.number();
const action = z.string();
const text = z.string();

/** Deeper than any request nests: what comes later goes down into it. */
const deepest = 40;

/** Whether parsed JSON is what a plan may hold: no null, which what reads it does not look for. */
function isPlanValue(value: unknown, depth = 0): value is PlanValue {
	if (typeof value !== 'object') return ['string', 'number', 'boolean'].includes(typeof value);
	return value !== null && depth < deepest && Object.values(value).every(member => isPlanValue(member, depth + 1));
}

const parameters = z.record(
	text,
	z.custom<PlanValue>(value => isPlanValue(value)),
);

const cloudId = z.custom<CloudId>(isCloud);

const tunnelName = {connectionId: text, key: text, number: z.number()};
const tunnel = z.object(tunnelName);
const storedChange: z.ZodType<Change> = z.object({
	values: z.array(z.object({field: text, what: text, was: text, wanted: text, unit: text.optional()})),
	interrupts: z.discriminatedUnion('kind', [
		z.object({kind: z.literal('nothing')}),
		z.object({kind: z.literal('tunnel'), tunnel}),
		z.object({kind: z.literal('connection')}),
	]),
	needsUp: z.array(tunnel),
	drained: tunnel.optional(),
	backUp: z.array(z.object({...tunnelName, routes: z.number().optional()})),
	back: z.object({call: text, parameters, needsUp: z.array(tunnel).optional()}).optional(),
	relieves: z.object({action: text, until: text}).optional(),
	device: z.array(text).optional(),
});

const storedAction: z.ZodType<Action> = z.object({
	id: text,
	title: text,
	detail: text,
	service: text,
	call: text,
	parameters,
	dryRun: z.boolean(),
	after: z.array(text),
	makes: text,
	change: storedChange.optional(),
});

const storedDeed: z.ZodType<Deed> = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('renew-keys'),
		tunnels: z.array(z.number()),
		drain: z.boolean(),
		keys: z.array(keySource).optional(),
		files: z
			.object({
				device: text,
				folder: text,
				site: z.object({
					nat: z.boolean().optional(),
					prefer: z.enum(['equal', 'first']).optional(),
					siteRanges: z.array(text).optional(),
					cloudRanges: z.array(text).optional(),
				}),
			})
			.optional(),
		keptByCloud: z.boolean().optional(),
	}),
	z.object({kind: z.literal('replace-tunnel'), tunnel: z.number(), pendingMaintenance: z.boolean()}),
	z.object({kind: z.literal('reset')}),
]);

/** Tunnels as they were right before a call that takes them down. */
const seenBefore: z.ZodType<SeenBefore> = z.object({
	...tunnelName,
	up: z.boolean(),
	since: z.number().optional(),
	routes: z.number().optional(),
});

/** A plan as a journal and a saved plan hold it: what reads it back takes nothing from it that it does not know. */
export const storedPlan: z.ZodType<Plan> = z.object({
	cloud: cloudId,
	region: text,
	name: text,
	document: connectionDocument,
	actions: z.array(storedAction),
	costs: z.array(z.object({what: text, from: text, source: text})),
	leftByHand: z.array(text),
	notes: z.array(text),
	converge: z
		.object({
			prune: z.boolean().optional(),
			evenIfDown: z.boolean().optional(),
			keepEndpoints: z.boolean().optional(),
			connectionId: text.optional(),
		})
		.optional(),
	deed: storedDeed.optional(),
	exists: z
		.object({
			id: text,
			name: text,
			state: text,
			cloudGatewayId: text.optional(),
			siteGatewayId: text.optional(),
			routing: z.enum(['bgp', 'static', 'policy']),
			ranges: z.array(z.object({cloudSide: text, siteSide: z.array(text)})),
			insideCidrs: z.array(text),
		})
		.optional(),
});

const storedError: z.ZodType<CloudErrorInfo> = z.object({
	cloud: cloudId,
	kind: z.enum(['api', 'credentials', 'network', 'timeout', 'aborted', 'protocol']),
	code: text,
	message: text,
	requestId: text.optional(),
	call: text.optional(),
	retryable: z.boolean(),
	gone: z.literal(true).optional(),
	ambiguous: z.boolean(),
	says: text.optional(),
	mend: text.optional(),
	mendByOption: text.optional(),
	field: text.optional(),
});

const storedResult: z.ZodType<ActionResult> = z.object({
	id: text,
	existed: z.boolean(),
	requestId: text.optional(),
	detail: text,
});

const storedStep: z.ZodType<UndoStep> = z.object({
	id: text,
	title: text,
	detail: text,
	call: text,
	parameters: z.record(z.string(), z.union([text, z.array(text)])),
	unlessUsed: z.object({gateway: text, except: z.array(text)}).optional(),
	change: storedChange.optional(),
});

const told = z.array(z.object({title: text, detail: text, why: text}));

const storedRemoval: z.ZodType<Removal> = z.object({
	cloud: cloudId,
	region: text,
	connection: z.object({
		id: text,
		name: text,
		state: text,
		cloudGatewayId: text.optional(),
		siteGatewayId: text.optional(),
	}),
	steps: z.array(storedStep),
	goesWith: told,
	stays: told,
	notes: z.array(text),
});

const undoEnd: z.ZodType<UndoEnd> = z.union([
	z.enum(['deleted', 'was gone already', 'put back', 'stood as before']),
	z.templateLiteral(['stays: ', text]),
]);

/** What every first line tells. */
const begun = {
	at,
	runId: text,
	sandbox: z.boolean(),
	/** The account that it works in, once known. */
	account: text.optional(),
};

const entry = z.discriminatedUnion('type', [
	z.object({type: z.literal('begin'), ...begun, plan: storedPlan}),
	/** A connection that stands is deleted, with what goes with it: there is no way back. Its steps are those of an undo. */
	z.object({type: z.literal('begin-delete'), ...begun, removal: storedRemoval}),
	z.object({type: z.literal('resume'), at}),
	/** The action was looked for and is not there: the call goes out next. */
	z.object({
		type: z.literal('intent'),
		at,
		action,
		attempt: z.number().int(),
		/** Parts of a batch that stood before: not the run's, whatever comes of the call. */
		standing: z.array(text).readonly().optional(),
		/** The tunnels that the call takes down, as they were right before it; before the first, where it is sent once more. */
		tunnels: z.array(seenBefore).readonly().optional(),
	}),
	/** The call's end is unknown: the result is being looked up. */
	z.object({type: z.literal('ambiguous'), at, action, error: storedError}),
	z.object({type: z.literal('done'), at, action, result: storedResult}),
	z.object({type: z.literal('settled'), at, action}),
	/** The device's new files for one tunnel were written: they hold the key that the action gives the cloud next. `tunnel`: as people count. */
	z.object({type: z.literal('files-written'), at, action, tunnel: z.number()}),
	z.object({type: z.literal('failed'), at, action, error: storedError}),
	/** `trafficOff`: what is taken off a tunnel and not given back, in words: a resume goes on with it, an undo gives it back. */
	z.object({
		type: z.literal('stopped'),
		at,
		after: text.optional(),
		trafficOff: z.array(text).readonly().optional(),
	}),
	z.object({type: z.literal('finished'), at, connectionId: text}),
	/** From here on what the run made is taken back; it can't be resumed any more. */
	z.object({type: z.literal('undo'), at}),
	z.object({
		type: z.literal('undo-intent'),
		at,
		action,
		call: text,
		tunnels: z.array(seenBefore).readonly().optional(),
	}),
	z.object({type: z.literal('undone'), at, action, how: undoEnd}),
	z.object({type: z.literal('undo-failed'), at, action, error: storedError}),
	z.object({type: z.literal('undo-finished'), at}),
]);

/** One line of a journal: what is about to be done, or what came of it. Holds no secret: plans refer to secrets by name. */
export type JournalEntry = Readonly<z.infer<typeof entry>>;

/** An entry as its line in the file, with the line feed. */
export function toLine(journalEntry: JournalEntry): string {
	// an older tunnelwright goes on reading the runs that it understands
	return `${JSON.stringify({v: versionOf(journalEntry), ...journalEntry})}\n`;
}

function versionOf(journalEntry: JournalEntry): number {
	if (journalEntry.type === 'begin-delete') return 2;
	return journalEntry.type === 'begin' && journalEntry.plan.actions.some(({change}) => change) ? journalVersion : 1;
}

/** What a line of a journal says: an entry, or why it can't be read. */
type ParsedLine =
	| {readonly entry: JournalEntry}
	| {readonly problem: 'damaged'}
	| {readonly problem: 'newer'; readonly version: number};

/** Reads one line back. A line of a later format is told apart from a damaged one. */
export function fromLine(line: string): ParsedLine {
	let value: unknown;
	try {
		value = readJson(line);
	} catch {
		return {problem: 'damaged'};
	}

	if (typeof value !== 'object' || value === null || !('v' in value) || typeof value.v !== 'number')
		return {problem: 'damaged'};
	if (value.v > journalVersion) return {problem: 'newer', version: value.v};
	const parsed = entry.safeParse(value);
	return parsed.success ? {entry: parsed.data} : {problem: 'damaged'};
}

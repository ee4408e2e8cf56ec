import type {Fault} from '../../src/sandbox/sandbox.ts';
import {badReplyKinds} from './bad-replies.ts';
import {faultInDelete, killDeleteAtLine, killDeleteAtRequest} from './delete-cases.ts';
import {faultAt, faultInUndo} from './fault-cases.ts';
import {
	type Example,
	killAtLine,
	killAtRequest,
	killTwice,
	killUndoAtLine,
	killUndoAtRequest,
	type Outcome,
} from './kill-cases.ts';
import {seeded} from './seed.ts';
import {stopAt, stopDeleteAt, stopUndoAt} from './stop-cases.ts';

export type Case = () => Promise<Outcome>;

const faultKinds = [
	'throttle',
	'error5xx',
	'reset',
	'hang',
	'slow',
	'garbage',
	'lost-reply',
] as const satisfies readonly Fault['kind'][];

const atRequest = ['before', 'after'] as const;
const atLine = ['before', 'torn', 'after'] as const;

/** The columns of the table; those of a deletion are for what makes a connection. */
export const kinds = [
	'requests',
	'lines',
	'twice',
	'undoRequests',
	'undoLines',
	'deleteRequests',
	'deleteLines',
	'stops',
	'undoStops',
	'deleteStops',
	'faults',
	'undoFaults',
	'deleteFaults',
	'replies',
	'undoReplies',
	'deleteReplies',
] as const;

/** Every way in which a run of this example, its undo and its deletion can be broken off. */
export function allCases(example: Example, seed: number): Readonly<Record<(typeof kinds)[number], readonly Case[]>> {
	const {requests, lines, undoRequests, undoLines, deleteRequests, deleteLines} = example.reference;
	const random = seeded(seed);
	const each = <Kind>(count: number, kindsOfCase: readonly Kind[], make: (point: number, kind: Kind) => Case) =>
		Array.from({length: count}, (_, index) => index + 1).flatMap(point => kindsOfCase.map(kind => make(point, kind)));
	return {
		requests: each(requests, atRequest, (point, when) => () => killAtRequest(example, point, when)),
		lines: each(lines, atLine, (point, when) => () => killAtLine(example, point, when)),
		twice: each(lines - 1, atRequest, (point, when) => {
			const request = 1 + Math.floor(random() * requests);
			return () => killTwice(example, point, request, when);
		}),
		undoRequests: each(undoRequests, atRequest, (point, when) => () => killUndoAtRequest(example, point, when)),
		undoLines: each(undoLines, atLine, (point, when) => () => killUndoAtLine(example, point, when)),
		deleteRequests: each(deleteRequests, atRequest, (point, when) => () => killDeleteAtRequest(example, point, when)),
		deleteLines: each(deleteLines, atLine, (point, when) => () => killDeleteAtLine(example, point, when)),
		stops: each(requests, atRequest, (point, when) => () => stopAt(example, point, when)),
		undoStops: each(undoRequests, atRequest, (point, when) => () => stopUndoAt(example, point, when)),
		deleteStops: each(deleteRequests, atRequest, (point, when) => () => stopDeleteAt(example, point, when)),
		faults: each(requests, faultKinds, (point, kind) => () => faultAt(example, point, kind)),
		undoFaults: each(undoRequests, faultKinds, (point, kind) => () => faultInUndo(example, point, kind)),
		deleteFaults: each(deleteRequests, faultKinds, (point, kind) => () => faultInDelete(example, point, kind)),
		replies: each(requests, badReplyKinds, (point, kind) => () => faultAt(example, point, kind)),
		undoReplies: each(undoRequests, badReplyKinds, (point, kind) => () => faultInUndo(example, point, kind)),
		deleteReplies: each(deleteRequests, badReplyKinds, (point, kind) => () => faultInDelete(example, point, kind)),
	};
}

import {differenceText, type NotCompared} from '../clouds/contract/comparison.ts';
import type {Imported} from '../clouds/document/foreign.ts';
import type {ConnectionDraft} from '../connection/document.ts';
import type {Finding} from '../connection/finding.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import {compareEdit, type OnlyAnew, onlyAnewOf} from './only-anew.ts';
import type {Session} from './open-session.ts';
import {documentOfDraft, type Planned, planConnection} from './plan.ts';
import {readBack, readFacts} from './read.ts';

/** A change to a connection as it stands: nothing asked leaves it as it was read. */
type ChangeOf = (standing: ConnectionDraft) => ConnectionDraft;

/** One of several connections that are changed alike, as it stands now, and what the change would do to it. */
interface PlannedAlike {
	readonly read: Imported;
	/** Undefined where the change makes no document. */
	readonly planned: Planned | undefined;
	/** Why it makes none. */
	readonly problems: readonly Finding[];
	/** Of what was asked: values that nobody can compare, so that it is not known whether they are so already. */
	readonly unknown: readonly NotCompared[];
}

/** What is planned is held against a second reading of the account, and somebody may be at work between the two. */
const readings = 3;

/**
 * Reads a connection, makes the change to it, and plans that, with what it stands like now: an older reading would put back what others changed since,
 * and take away what they added. A plan that does anything beside the change is none.
 * @param change what is asked: pure, and called once more with nothing asked by `same`
 * @param same the same way into a document without any change
 * @param fields places in the document that the change is about
 * @throws UserError where something else would be changed with it; CloudError
 */
export async function planAlike(
	session: Session,
	place: ConnectionPlace,
	{change, same, fields}: {readonly change: ChangeOf; readonly same: ChangeOf; readonly fields: readonly string[]},
	signal: AbortSignal,
): Promise<PlannedAlike> {
	for (let attempt = 1; ; attempt += 1) {
		const read = await readBack(session, place, signal, true);
		const {document, problems} = documentOfDraft(change(read.document));
		if (!document) return {read, planned: undefined, problems, unknown: []};
		const planned = await planConnection(session, document, signal, {connectionId: place.id, prune: true});
		const unknown = (planned.plan.comparison?.notCompared ?? []).filter(
			({field, read: wasRead}) => !wasRead && fields.some(asked => isOf(field, asked)),
		);
		const beside = planned.refused ? [] : besideOf(planned, same(read.document), place.id);
		if (beside.length === 0) return {read, planned, problems: [], unknown};
		if (attempt === readings)
			throw new UserError('something that nobody asked for would be changed with it', {
				items: beside,
				mend: 'leave it out here, and edit it by itself',
			});
	}
}

/** What would be changed though nothing were asked: moved since it was read, or not to be said in a document. */
function besideOf({cloud, facts}: Planned, standing: ConnectionDraft, id: string): readonly string[] {
	const {document} = documentOfDraft(standing);
	return ((document && compareEdit(cloud, document, facts, id)?.changes) ?? []).map(differenceText);
}

/** Whether a place in a document is of what is asked: it, a part of it, or the same option of one tunnel. */
function isOf(path: string, asked: string): boolean {
	const option = /options(\..+)$/.exec(asked)?.[1];
	return (
		path === asked ||
		path.startsWith(`${asked}.`) ||
		asked.startsWith(`${path}.`) ||
		(option !== undefined && path.endsWith(`options${option}`))
	);
}

/** What of a connection only a new one can have otherwise: it is no question to ask of several that stand. @throws UserError, CloudError */
export async function readOnlyAnew(
	session: Session,
	place: ConnectionPlace,
	signal: AbortSignal,
): Promise<readonly OnlyAnew[]> {
	const {document} = await readBack(session, place, signal, true);
	const facts = await readFacts(session, document, signal, place.id);
	return onlyAnewOf(await session.cloud(place.cloud, place.region), document, facts, place.id);
}

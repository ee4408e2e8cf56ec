import type {Imported} from '../../clouds/document/foreign.ts';
import type {ConnectionPlace} from '../../connection/place.ts';
import type {Session} from '../../session/open-session.ts';
import {readBack} from '../../session/read.ts';
import type {StandingRead} from '../../wizard/screens/review/standing-again.ts';

/** A connection that is edited, as it stands now, with what of it could not be read. @throws UserError, CloudError */
export async function readStanding(
	session: Session,
	place: ConnectionPlace,
	signal: AbortSignal,
): Promise<StandingRead> {
	const read = await readBack(session, place, signal, true);
	return {id: place.id, draft: read.document, notes: notesOfItself(read)};
}

/** What of a connection is not in the answers, each with why; not what stays as it is in any case, as its keys do. */
export function notesOfItself({leftOut, assumed}: Pick<Imported, 'leftOut' | 'assumed'>): readonly string[] {
	return [
		...assumed,
		...leftOut.filter(({stays}) => !stays).map(({field, why}) => `not in the answers: ${field}: ${why}`),
	];
}

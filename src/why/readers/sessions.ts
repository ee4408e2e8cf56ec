import type {SiteLine} from '../site-lines.ts';
import type {Place} from './line.ts';

/** The tunnel, from 1, or that it is of another connection of the device. */
type Owner = number | 'other';

/** So many lines below one that names its peer a line without any name may still be of that peer. */
const nearest = 5;

/**
 * Of which tunnel each line is: by what it names; else by its session, which other lines name the peer of; else by the line just above that names one. undefined
 * where nothing tells.
 * @param sessionOf what joins the lines of one negotiation, or of one connection of the device: a name, a number; undefined where a line has none
 */
export function lineOwners(
	lines: readonly SiteLine[],
	place: Place,
	sessionOf: (text: string) => string | undefined,
): readonly (Owner | undefined)[] {
	const named = lines.map(({text}): Owner | undefined => {
		const session = sessionOf(text);
		return (
			place.tunnelOf(text) ??
			(session === undefined ? undefined : place.tunnelOf(session)) ??
			(place.isOfOthers(text) ? 'other' : undefined)
		);
	});
	const sessions = lines.map(({text}) => sessionOf(text));
	const first = new Map<string, Owner>();
	sessions.forEach((session, index) => {
		const owner = named[index];
		if (session !== undefined && owner !== undefined && !first.has(session)) first.set(session, owner);
	});
	// A number may be given to another peer later: the newest line that names one counts.
	const newest = new Map(first);
	let above: {readonly owner: Owner; readonly index: number} | undefined;
	return lines.map((_line, index) => {
		const [session, owner] = [sessions[index], named[index]];
		if (owner !== undefined) {
			above = {owner, index};
			if (session !== undefined) newest.set(session, owner);
			return owner;
		}

		// Where the sessions of peers are told apart, one that is nobody's is not this connection's.
		if (session !== undefined) return newest.get(session) ?? (newest.size > 0 ? 'other' : undefined);
		return above?.owner === 'other' && index - above.index <= nearest ? 'other' : undefined;
	});
}

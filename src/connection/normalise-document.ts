import type {ConnectionDocument} from './document.ts';
import {normalise} from './networks.ts';

/** What was changed on the way: `10.0.9.7/24` became `10.0.9.0/24` at a document path. */
interface Normalised {
	readonly field: string;
	readonly from: string;
	readonly to: string;
}

/**
 * Clears the host bits of every range, so that what is planned, compared and sent is one spelling.
 * The document must be valid. Nothing else is touched; the same document comes back where nothing changes.
 */
export function normaliseDocument<Document extends ConnectionDocument>(
	document: Document,
): {readonly document: Document; readonly changes: readonly Normalised[]} {
	const changes: Normalised[] = [];
	const clear = (field: string, cidr: string) => {
		const {cidr: to, hadHostBits} = normalise(cidr);
		if (hadHostBits) changes.push({field, from: cidr, to});
		return to;
	};

	const ranges = document.ranges.map((pair, row) => ({
		cloudSide: clear(`ranges[${row}].cloudSide`, pair.cloudSide),
		siteSide: pair.siteSide.map((cidr, column) => clear(`ranges[${row}].siteSide[${column}]`, cidr)),
	}));
	const {routing} = document;
	const cleared =
		routing.mode === 'static'
			? {...routing, prefixes: routing.prefixes.map((cidr, index) => clear(`routing.prefixes[${index}]`, cidr))}
			: routing;
	return changes.length > 0 ? {document: {...document, ranges, routing: cleared}, changes} : {document, changes};
}

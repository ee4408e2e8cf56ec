import {skeleton} from '../clouds/document/skeleton.ts';
import type {RoutingMode} from '../connection/document.ts';
import type {CloudId} from '../connection/finding.ts';
import {parseJson} from '../profiles/parse-json.ts';

/** A document to fill in: as JSON with comments, and as the plain value that they annotate. */
interface Skeleton {
	readonly text: string;
	readonly plain: unknown;
}

/** What a connection of a cloud in a routing mode is begun from. */
export function skeletonOf(cloud: CloudId, mode: RoutingMode): Skeleton {
	const text = skeleton(cloud, mode).trimEnd();
	return {text, plain: parseJson(text, 'the skeleton')};
}

import type {ConnectionDraft, KeySource} from './document.ts';
import {readPath} from './document-path.ts';

/** From where a draft says that a pre-shared key comes; undefined for nothing yet. @param field where a document of its cloud says so */
export function keySourceAt(draft: ConnectionDraft, field: string): KeySource | undefined {
	// cast: what stands there is a source in every cloud's document
	return readPath(draft, field) as KeySource | undefined;
}

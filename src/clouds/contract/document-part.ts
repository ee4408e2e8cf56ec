/* What a cloud says of its connection document, beside the schema itself. Loaded with the schema, when a document is read. Types only. */
import type * as z from 'zod';
import type {ConnectionDocument, RoutingMode} from '../../connection/document.ts';

/** By document path, with `[]` for any index: `ranges[].siteSide[]`. */
type ByField<Value> = Readonly<Record<string, Value>>;

export interface DocumentPart {
	readonly schema: z.ZodType<ConnectionDocument> & {readonly shape: Readonly<Record<string, z.ZodType>>};
	/** The page that a field's bounds come from: the first whose pattern fits. */
	readonly sources: readonly (readonly [RegExp, string])[];
	/** A value of the form that a field wants, where it is the cloud's own. */
	readonly examples: ByField<string>;
	/** The kinds of an object that a field chooses between, where they are the cloud's own. */
	readonly kinds: ByField<readonly string[]>;
	/** Where a document says from where a key comes, in words. */
	readonly keyPlace: string;
	/** What is in force where a document leaves a member out and the schema has no default: what the preset `strong` sends, else what the cloud takes. */
	readonly defaults: ByField<unknown>;
	/** Members that the schema leaves open and a routing mode cannot do without, by the path of the object that holds them. */
	wanted(mode: RoutingMode): ByField<readonly string[]>;
	/** The path that has the same bounds, where an object is there more than once: a tunnel's own options are those of the connection. */
	sameAs(field: string): string;
}

import type {CloudId} from '../../connection/finding.ts';
import type {Secret} from '../../connection/secret.ts';

/** A rule about a pre-shared key itself, which stands in no document: it is checked when it is typed or read. */
export interface KeyRule {
	readonly id: string;
	readonly cloud: CloudId;
	/** Where the document says what key is used. */
	readonly field: string;
	readonly says: string;
	readonly mend: string;
	readonly source: string;
	/** Why a key cannot be used, or undefined. Never repeats it. */
	check(key: Secret): string | undefined;
}

import type {CloudId} from '../../connection/finding.ts';
import type {Secret} from '../../connection/secret.ts';
import type {CloudRule} from './cloud.ts';

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

/** Rules that belong together. */
export interface RuleTopic {
	readonly id: string;
	/** What holds when every rule of the topic passes. */
	readonly title: string;
	readonly rules: readonly CloudRule[];
}

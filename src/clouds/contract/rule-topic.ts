import type {CloudRule} from './cloud.ts';

/** Rules that belong together. */
export interface RuleTopic {
	readonly id: string;
	/** What holds when every rule of the topic passes. */
	readonly title: string;
	readonly rules: readonly CloudRule[];
}

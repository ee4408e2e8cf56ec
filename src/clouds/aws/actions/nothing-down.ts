import type {Change} from '../../contract/cloud.ts';

/** Of a change that no tunnel goes down for: nothing has to be UP before it, and nothing is waited for. */
export const nothingDown: Pick<Change, 'interrupts' | 'needsUp' | 'backUp'> = {
	interrupts: {kind: 'nothing'},
	needsUp: [],
	backUp: [],
};

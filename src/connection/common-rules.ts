import {accountRangeRules} from './account-range-rules.ts';
import type {Rule} from './finding.ts';
import type {Facts} from './inventory.ts';
import {rangeRules} from './range-rules.ts';

/** The rules about ranges, of the document and against the account, for both clouds. */
export const commonRules: readonly Rule<Facts>[] = [...rangeRules, ...accountRangeRules];

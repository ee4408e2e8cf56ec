import type {ChangedValue} from '../../contract/change.ts';

/** What of a difference an action keeps: what goes down is the action's own to say. */
export function changedValue({field, what, was, wanted, unit}: ChangedValue): ChangedValue {
	return {field, what, was, wanted, ...(unit !== undefined && {unit})};
}

/** Which part of a list is in sight: `4–24 of 45`; '' where all of it is. */
export function position({start, end}: {readonly start: number; readonly end: number}, total: number): string {
	return end - start >= total ? '' : `${start + 1}–${end} of ${total}`;
}

/** A text as wide as any `position` of a list can be: room that is kept for it moves nothing when it changes. */
export function widestPosition(total: number): string {
	return `${total}–${total} of ${total}`;
}

/** Characters that JSON leaves as they are, and that a terminal obeys or that turn a line round: 8-bit controls, line separators, bidi. */
const steering = /[\u007F-\u009F\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** A value as JSON for the terminal and for programs: what would steer the terminal is written as an escape, and reads back the same. */
export function jsonText(value: unknown, indent?: number): string {
	return JSON.stringify(value, undefined, indent).replace(
		steering,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

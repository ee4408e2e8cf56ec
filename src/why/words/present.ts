/** The lines that there are. */
export function present(lines: readonly (string | undefined)[]): readonly string[] {
	return lines.filter(line => line !== undefined);
}

/** Comments of a shell and of HCL: each text is one line, whatever a name in it holds. */
export function commentLines(lines: readonly string[]): readonly string[] {
	return lines.map(line => (line === '' ? '#' : `# ${line.replace(/[\r\n]+/g, ' ')}`));
}

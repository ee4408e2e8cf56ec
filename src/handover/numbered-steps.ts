import type {Step} from '../connection/step.ts';

/** Steps as a numbered list in Markdown; a blank line follows the lines to paste. */
export function numberedSteps(steps: readonly Step[]): readonly string[] {
	return steps.flatMap(({says, lines, language}, index) => [
		`${index + 1}. ${says}`,
		...(lines ? ['', `   \`\`\`${language ?? 'sh'}`, ...lines.map(line => `   ${line}`), '   ```', ''] : []),
	]);
}

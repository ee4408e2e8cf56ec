/*
 * The procedure as the page prints it: a trial runs these lines and none of its own.
 */

/** A step as it is printed. */
export interface PrintedStep {
	readonly says: string;
	readonly lines: readonly string[];
}

/** The steps of a section of a page. @throws Error where the page has no such section */
export function printedSteps(page: string, section: string): readonly PrintedStep[] {
	const text = page.split(/^## /m).find(part => part.startsWith(`${section}\n`));
	if (text === undefined) throw new Error(`the page has no section ${section}`);
	return [...text.matchAll(/^\d+\. (.*)\n(?:\n {3}```\w+\n((?: {3}.*\n)*?) {3}```$)?/gm)].map(
		([, says = '', lines = '']) => ({
			says,
			lines: lines.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.slice(3)])),
		}),
	);
}

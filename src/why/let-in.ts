/** charon's, and racoon's. */
const established =
	/\b(?:IKE_SA \S{1,140} established between|ISAKMP-SA established) (\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\[/;

/** The site's address by which a tunnel came up, of a line that says that one did. */
export function letInFrom(text: string): string | undefined {
	return established.exec(text)?.[1];
}

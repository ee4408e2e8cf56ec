/** How a plan names the command for the site's device: the id is known once the connection is made. */
export const configureCommand = '`tunnelwright config ID`';

/** @param made what has to be made first: `the connection`, `the tunnel` */
export function deviceByHand(device: string, made: string): string {
	return `${device}: once ${made} is made, ${configureCommand} writes its configuration`;
}

/** What the site's device has to have, as the same command writes it. */
export function byConfigure(what: string): string {
	return `${what}, as ${configureCommand} writes it`;
}

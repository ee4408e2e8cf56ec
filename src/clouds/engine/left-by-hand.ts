import type {CloudId} from '../contract/cloud.ts';

/** How a plan names the command for the site's device: the id is known once the connection is made. */
const configure = '`tunnelwright config ID`';

/** @param made what has to be made first: `the connection`, `the tunnel` */
export function deviceByHand(device: string, made: string): string {
	return `${device}: once ${made} is made, ${configure} writes its configuration`;
}

/** What the site's device has to have, as the same command writes it. */
export function byConfigure(what: string): string {
	return `${what}, as ${configure} writes it`;
}

/** What a plan leaves to the user, now that the connection is made: its commands can be pasted as they are. */
export function leftOnceMade(
	leftByHand: readonly string[],
	{id, cloud, region}: {readonly id: string; readonly cloud: CloudId; readonly region: string},
): readonly string[] {
	const command = `\`tunnelwright config ${id} --cloud ${cloud} --region ${region} --device strongswan --out FOLDER\``;
	return leftByHand.map(line =>
		line.replace(/once [a-z ]+ is made, (?=`tunnelwright )/, '').replaceAll(configure, command),
	);
}

import {configureCommand} from '../../clouds/engine/left-by-hand.ts';
import type {ConnectionPlace} from '../../connection/place.ts';
import {ownDevices} from './registry.ts';

/** The command that writes the files for the site's device, to be pasted once a folder is named; with the device that is recommended first. */
export function deviceCommand({id, cloud, region}: ConnectionPlace): string {
	return `tunnelwright config ${id} --cloud ${cloud} --region ${region} --device ${ownDevices()[0]?.id} --out FOLDER`;
}

/** What a plan leaves to the user, now that the connection is made: its commands can be pasted as they are. */
export function leftOnceMade(leftByHand: readonly string[], connection: ConnectionPlace): readonly string[] {
	const command = `\`${deviceCommand(connection)}\``;
	return leftByHand.map(line =>
		line.replace(/once [a-z ]+ is made, (?=`tunnelwright )/, '').replaceAll(configureCommand, command),
	);
}

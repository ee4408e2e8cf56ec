import {Secret} from '../../../connection/secret.ts';
import type {Step} from '../../../connection/steps-page.ts';
import {insideOf} from '../selectors.ts';
import {askCloud, type ChangedTunnel, type TunnelChange} from '../tunnel-change.ts';

/**
 * One tunnel of a device that only the cloud has a sample for: the cloud has none for a change, so that its owner does it in the device's own words. A
 * new key comes in a file of its own, as it is.
 */
export const change: TunnelChange = {
	files: changed =>
		changed.what === 'key' && changed.tunnel.key.from === 'cloud'
			? [
					{
						name: keyFile(changed),
						content: new Secret(`${changed.tunnel.key.key.reveal()}\n`),
						what: `the new key of tunnel ${changed.number}, as it is`,
					},
				]
			: [],
	drain,
	load,
	check: ({tunnel}) => [{says: `The device shows phase 1 and phase 2 with ${tunnel.cloudAddress} as up.`}],
	bringBack,
	notes: () => ['What the cloud’s sample said of this tunnel counts no more where it differs from the table.'],
};

function drain(changed: ChangedTunnel): readonly Step[] {
	const {tunnel, side, number} = changed;
	const neighbor = tunnel.bgp && insideOf(tunnel)?.cloud;
	if (neighbor !== undefined)
		return [
			{
				says: `Prefer what the other neighbor tells: give the routes from ${neighbor} the lowest local preference, and have the device take them in anew without ending the session.`,
			},
			{says: `Tell ${neighbor} no routes any more: deny them all in the policy for what goes out to it.`},
			{
				says: `The device’s routes lead over the other tunnel. At the cloud tunnel ${number} has 0 BGP routes.`,
				lines: [askCloud(changed)],
			},
		];
	if (side.tunnels.length === 1)
		return [
			{
				says: 'Route the cloud’s ranges into another tunnel, where there is one to them. At the cloud, traffic for the site goes by another one before this is changed.',
				lines: [askCloud(changed)],
			},
		];
	return [
		{says: 'Route the cloud’s ranges into the other tunnel.'},
		{
			says: `Shut this tunnel on the device, phase 1 too, so that nothing has it begin again. The cloud says that tunnel ${number} is DOWN, and sends by the other.`,
			lines: [askCloud(changed)],
		},
	];
}

function load(changed: ChangedTunnel): readonly Step[] {
	const {tunnel, what} = changed;
	return [
		what === 'security'
			? {
					says: `Set what the table below says for ${tunnel.cloudAddress} alone: IKE, ESP, lifetimes. Where it lists several, any of them.`,
				}
			: {
					says:
						tunnel.key.from === 'cloud'
							? `Set the key in \`${keyFile(changed)}\` as the pre-shared key for ${tunnel.cloudAddress} alone; then delete the file.`
							: `Set the key as the pre-shared key for ${tunnel.cloudAddress} alone.`,
				},
		{
			says: `End what stands with ${tunnel.cloudAddress}, phase 1 too, and have the device begin anew. While the cloud changes its end, it refuses.`,
		},
	];
}

function bringBack(changed: ChangedTunnel): readonly Step[] {
	return [
		{
			says: changed.tunnel.bgp
				? 'Take back what was changed to drain it: first the denial of what goes out, then the local preference. The cloud has as many routes by this tunnel as before.'
				: 'Route as before, where this tunnel is the preferred one.',
			lines: [askCloud(changed)],
		},
	];
}

function keyFile({number}: ChangedTunnel): string {
	return `presharedkey-tunnel-${number}.txt`;
}

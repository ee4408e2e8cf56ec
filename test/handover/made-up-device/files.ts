import {printable} from '../../../src/connection/printable.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import {keysElsewhere} from '../../../src/handover/devices/keys-elsewhere.ts';
import {askCloud} from '../../../src/handover/devices/tunnel-change.ts';
import type {WrittenDevice} from '../../../src/handover/devices/written-device.ts';

/** All that a device needs: no Linux, one file, and no IPv6 inside. */
export const files: WrittenDevice = {
	name: 'Acme',
	refuse({tunnels}) {
		if (tunnels.some(({insideIpv6}) => insideIpv6))
			throw new UserError('Acme carries no IPv6 inside a tunnel', {mend: 'choose IPv4 inside for the connection'});
	},
	files: side => [
		{
			name: 'acme.cfg',
			content: new Secret(
				[
					`! ${printable(side.name)} (${side.id})`,
					...side.tunnels.map(
						({cloudAddress, key}) =>
							`tunnel ${cloudAddress} key ${key.from === 'cloud' ? Buffer.from(key.key.reveal()).toString('base64') : ''}`,
					),
					'',
				].join('\n'),
			),
			what: 'the tunnels, with their keys',
		},
	],
	before: side => [
		{says: 'Have Acme 7 or later.'},
		...keysElsewhere(side).map(says => ({says: `Get the key: ${printable(says)}`})),
	],
	apply: ({id}) => [{says: 'Load it.', lines: [`load acme.cfg as ${id}`]}],
	check: ({id, region}) => [
		{says: 'The cloud says the same.', lines: [`tunnelwright status ${id} --region ${region}`]},
	],
	takeBack: ({id}) => [{says: 'Unload it.', lines: [`unload ${id}`]}],
	notes: ({notes}) => [...notes, 'Made for the tests.'],
	facts: ({tunnels}) => tunnels.map(() => []),
	change: {
		files: ({tunnel: {cloudAddress, key}, number, what}) => [
			{
				name: `acme-tunnel-${number}.cfg`,
				content: new Secret(
					`tunnel ${cloudAddress} ${what} ${what === 'key' && key.from === 'cloud' ? Buffer.from(key.key.reveal()).toString('base64') : ''}\n`,
				),
				what: 'the one tunnel',
			},
		],
		drain: changed => [{says: 'Stop it.', lines: [`stop ${changed.tunnel.cloudAddress}`, askCloud(changed)]}],
		load: ({side, number}) => [{says: 'Load it.', lines: [`load acme-tunnel-${number}.cfg into ${side.id}`]}],
		check: ({tunnel}) => [{says: 'See it.', lines: [`show ${tunnel.cloudAddress}`]}],
		bringBack: changed => [{says: 'Go on.', lines: [`go ${changed.tunnel.cloudAddress}`, askCloud(changed)]}],
		notes: () => [],
	},
};

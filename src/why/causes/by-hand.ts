import {configOf, listConnections} from '../words/proofs.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

/** What somebody did, or left out. */
export const byHand: readonly CauseRow[] = [
	{
		id: 'changed-by-somebody',
		title: 'Somebody changed the connection just before it fell',
		source: 'AWS Site-to-Site VPN User Guide, modifying options takes tunnels down; what was seen here',
		over: 'stays',
		mend: known => [
			`See who changed ${known.connection.id} (the cloud’s audit log), and give the device the same: ${configOf(known)} writes its files anew.`,
		],
		prove: known => [
			{
				where: 'here',
				command: `tunnelwright status ${known.connection.id} --region ${known.connection.region}`,
				shows: 'the state of the connection, and since when each tunnel is down',
			},
		],
	},
	{
		id: 'one-tunnel-only',
		title: 'The device has only the other tunnel configured',
		source: 'AWS Site-to-Site VPN User Guide, single-tunnel notifications',
		over: 'ipsec',
		mend: known => {
			const {number, cloudAddress} = valuesOf(known);
			return [
				`Configure tunnel ${number} (${cloudAddress}) on the device too: ${configOf(known)} writes the files of both.`,
				'With one tunnel alone each maintenance of the cloud is an outage.',
			];
		},
		prove: known => [
			listConnections(known, `nothing of ${valuesOf(known).cloudAddress}, where the device does not know the tunnel`),
		],
	},
];

import type {CloudLog} from '../clouds/contract/sight.ts';
import type {Known} from './why.ts';
import {toolAccount} from './words/cloud-proofs.ts';

/** What was not looked at, and how to give it. */
export function missingOf(known: Known): readonly string[] {
	const {connection, site, cloudLog, sight, document} = known;
	return [
		...(site === undefined ? [`the log of the site’s device: tunnelwright why ${connection.id} --site-logs FILE`] : []),
		...(cloudLog?.state === 'off' ? [`the cloud’s own log: ${switchOn(cloudLog, known)}`] : []),
		...(cloudLog?.state === 'unread' ? [`the cloud’s own log: ${cloudLog.error.message}`] : []),
		...(cloudLog?.state === 'read' ? (cloudLog.lacks ?? []) : []),
		...(sight?.unread ?? []).map(({what, error}) => `${what}: ${error.message}`),
		...(document ? [] : ['what the connection is set to: it could not be read']),
	];
}

function switchOn({says, command, costs}: Extract<CloudLog, {readonly state: 'off'}>, known: Known): string {
	const how = command === undefined ? [] : [`With the cloud’s own tool: ${command}${toolAccount(known)}`];
	return [says, ...(costs === undefined ? [] : [costs]), ...how].join(' ');
}

import type {Known} from './why.ts';

/** What was not looked at, and how to give it. */
export function missingOf({connection, site, cloudLog, sight, document}: Known): readonly string[] {
	return [
		...(site === undefined
			? [
					`the log of the site’s device: tunnelwright why ${connection.id} --region ${connection.region} --site-logs FILE`,
				]
			: []),
		...(cloudLog?.state === 'off' ? [`the cloud’s own log: ${cloudLog.says}`] : []),
		...(cloudLog?.state === 'unread' ? [`the cloud’s own log: ${cloudLog.error.message}`] : []),
		...(cloudLog?.state === 'read' ? (cloudLog.lacks ?? []) : []),
		...(sight?.unread ?? []).map(({what, error}) => `${what}: ${error.message}`),
		...(document ? [] : ['what the connection is set to: it could not be read']),
	];
}

import type {CloudWhy} from '../../clouds/contract/cloud-why.ts';
import type {Reader} from './line.ts';
import {readerOfOwnRows} from './own-rows.ts';

/** Reads lines of the cloud's own log that somebody copied among those of the site; none where nothing is known of its form. */
export function pastedLogs(cloudWhy: CloudWhy | undefined): readonly Reader[] {
	const {pasted, log} = cloudWhy ?? {};
	if (!pasted || !log) return [];
	return [
		readerOfOwnRows({
			writer: 'the cloud',
			what: 'the cloud’s own log',
			owns: text => pasted.test(text),
			rows: log,
		}),
	];
}

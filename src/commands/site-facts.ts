import {deviceRange} from '../connection/device-range.ts';
import {UserError} from '../connection/user-error.ts';
import type {Preference, SiteFacts} from '../session/hand-over.ts';

/** What the device's owner says of the site, as options. */
export interface SiteOptions {
	readonly nat?: 'yes' | 'no';
	readonly prefer?: Preference;
	readonly siteRange?: readonly string[];
	readonly cloudRange?: readonly string[];
}

/** @throws UserError for a range that is none */
export function siteFacts({nat, prefer, siteRange, cloudRange}: SiteOptions): SiteFacts {
	return {
		nat: nat === undefined ? undefined : nat === 'yes',
		prefer,
		siteRanges: siteRange?.map(range => rangeOf(range, '--site-range')),
		cloudRanges: cloudRange?.map(range => rangeOf(range, '--cloud-range')),
	};
}

function rangeOf(text: string, field: string): string {
	const range = deviceRange(text);
	if ('problem' in range)
		throw new UserError(`${field}: ${range.problem}`, {field, mend: `write it as in ${field} 192.168.0.0/16`});
	return range.cidr;
}

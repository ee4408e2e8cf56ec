import type {CloudId} from '../../connection/finding.ts';

/** The name that a device of a cloud's list has on the command line: `aws:cisco-systems-inc-csrv-ami-ios-12-4`. */
export function deviceSlug(
	cloud: CloudId,
	{vendor, platform, software}: {readonly vendor: string; readonly platform: string; readonly software: string},
): string {
	const words =
		[vendor, platform, software]
			.join(' ')
			.toLowerCase()
			.match(/[a-z0-9]+/g) ?? [];
	return `${cloud}:${words.filter((part, index) => /\d/.test(part) || part !== words[index - 1]).join('-')}`;
}

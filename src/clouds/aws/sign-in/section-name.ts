/** A section's heading as the AWS SDK for JavaScript takes a kind and a name apart. Source: @smithy/core, parseIni, `prefixKeyRegex`. */
const kindAndName = /^([\w-]+)\s(["'])?([\w-@+.%:/]+)\2$/;

/** What a section is, by our reading of its heading, and whether the SDK finds it under the same name. */
export interface SectionName {
	readonly kind: 'profile' | 'services' | 'sso-session';
	readonly name: string;
	/** False where the aws CLI reads it and the SDK does not: a blank in a name, two blanks after `profile`. */
	readonly isRead: boolean;
}

/** @param heading what stands between the brackets, in `~/.aws/config`; undefined for a section that is none of these */
export function configSection(heading: string): SectionName | undefined {
	if (heading.trim() === 'default') return {kind: 'profile', name: 'default', isRead: heading === 'default'};
	const [, kind, quoted = ''] = /^(profile|services|sso-session)\s+(.+)$/.exec(heading.trim()) ?? [];
	if (kind !== 'profile' && kind !== 'services' && kind !== 'sso-session') return undefined;
	const name = quoted.replace(/^(["'])(.*)\1$/, '$2').trim();
	return {kind, name, isRead: kindAndName.exec(heading)?.[3] === name};
}

/** @param heading what stands between the brackets, in `~/.aws/credentials`: all of it is the name */
export function credentialsSection(heading: string): SectionName | undefined {
	const name = heading.trim().replaceAll(/\s+/g, ' ');
	if (name === '') return undefined;
	// two words are taken for a kind and a name
	return {kind: 'profile', name, isRead: heading === name && !kindAndName.test(heading)};
}

/** A name near this one that the SDK reads in both files. */
export function readableName(name: string): string {
	return name.replaceAll(/[^\w@+.%:/-]+/g, '-');
}

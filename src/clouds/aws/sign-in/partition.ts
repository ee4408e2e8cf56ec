/** Prefixes of region names. Source: the SDK's partitions, `regionRegex`. */
const partitions = [
	['cn-', 'aws-cn'],
	['us-gov-', 'aws-us-gov'],
	['us-iso-', 'aws-iso'],
	['us-isob-', 'aws-iso-b'],
	['us-isof-', 'aws-iso-f'],
	['eu-isoe-', 'aws-iso-e'],
	['eusc-', 'aws-eusc'],
] as const;

/** The partition that a region belongs to: accounts, keys and endpoints of one are unknown in the others. */
export function partitionOf(region: string): string {
	return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

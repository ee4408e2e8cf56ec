import type {CloudId} from './finding.ts';

const names: Readonly<Record<CloudId, string>> = {aws: 'AWS', tencent: 'Tencent Cloud'};

/** A cloud as its own pages spell it. */
export function cloudName(cloud: CloudId): string {
	return names[cloud];
}

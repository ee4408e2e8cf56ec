import type {CloudId} from '../../connection/finding.ts';
import {moduleOf} from '../registry.ts';

/** The region that the environment names for a cloud, if it does. */
export function homeRegion(cloud: CloudId, env: Readonly<Record<string, string | undefined>>): string | undefined {
	return moduleOf(cloud)
		.region.variables.map(name => env[name])
		.find(Boolean);
}

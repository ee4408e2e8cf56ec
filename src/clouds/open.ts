import type {Cloud, CloudId, CloudOptions} from './contract/cloud.ts';
import {moduleOf} from './registry.ts';

/** Loads one cloud, and with it that cloud's SDK and no other. */
export async function openCloud(id: CloudId, options: CloudOptions): Promise<Cloud> {
	return moduleOf(id).open(options);
}

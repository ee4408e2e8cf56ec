import type {CloudId} from '../../connection/finding.ts';

/** The environment variables that name a cloud's region, the first that is set counts. */
export const regionVariables: Readonly<Record<CloudId, readonly [string, ...string[]]>> = {
	aws: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
	tencent: ['TENCENTCLOUD_REGION'],
};

/** The region that the environment names for a cloud, if it does. */
export function homeRegion(cloud: CloudId, env: Readonly<Record<string, string | undefined>>): string | undefined {
	return regionVariables[cloud].map(name => env[name]).find(Boolean);
}

import type {PairsForm} from '../../contract/form.ts';

/*
 * SPD policies: pairs of ranges. Sources of the limits: Tencent Cloud VPN Connections documentation, "Creating a VPN tunnel", SPD
 * policies (product 1037, page 39635), and "Limits" (page 32682).
 */

/** The most ranges at the site's side of one pair. */
export const mostSiteRanges = 50;

/** The names are those of `SecurityPolicyDatabase`, vpc 2017-03-12. */
export const tencentPairs: PairsForm = {
	most: 10,
	mostMappings: 200,
	names: {
		holders: ['SecurityPolicyDatabases', 'SecurityPolicyDatabaseSet', 'SecurityPolicyDatabase'],
		cloudSide: 'LocalCidrBlock',
		siteSide: 'RemoteCidrBlock',
	},
};

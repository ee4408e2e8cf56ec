import type {SecurityPreset} from '../../connection/document.ts';
import {present} from '../document/present.ts';
import type {AwsTunnelOptions} from './document.ts';

/**
 * AWS tunnel options of a preset. All lists are sent, since AWS negotiates from its lowest allowed value.
 * Source: AWS Site-to-Site VPN User Guide, "Tunnel options"; ranges from the EC2 API, VpnTunnelOptionsSpecification.
 */
export const awsPresets: Readonly<Record<SecurityPreset, AwsTunnelOptions>> = {
	strong: {
		ikeVersions: ['ikev2'],
		phase1Encryption: ['AES256', 'AES256-GCM-16'],
		phase1Integrity: ['SHA2-256', 'SHA2-384', 'SHA2-512'],
		phase1DhGroups: [14, 15, 16, 17, 18, 19, 20, 21],
		phase1LifetimeSeconds: 28_800,
		phase2Encryption: ['AES256', 'AES256-GCM-16'],
		phase2Integrity: ['SHA2-256', 'SHA2-384', 'SHA2-512'],
		phase2DhGroups: [14, 15, 16, 17, 18, 19, 20, 21],
		phase2LifetimeSeconds: 3600,
		dpdTimeoutSeconds: 30,
		dpdTimeoutAction: 'restart',
		startupAction: 'add',
	},
	compatible: {
		ikeVersions: ['ikev1', 'ikev2'],
		phase1Encryption: ['AES128', 'AES256'],
		phase1Integrity: ['SHA1', 'SHA2-256'],
		phase1DhGroups: [2, 14],
		phase1LifetimeSeconds: 28_800,
		phase2Encryption: ['AES128', 'AES256'],
		phase2Integrity: ['SHA1', 'SHA2-256'],
		phase2DhGroups: [2, 14],
		phase2LifetimeSeconds: 3600,
		dpdTimeoutSeconds: 30,
		dpdTimeoutAction: 'clear',
		startupAction: 'add',
	},
	custom: {},
};

/** An AWS tunnel's options in force: the tunnel's own over the connection's over the preset's. */
export function awsTunnelOptionsInForce(
	preset: SecurityPreset,
	...overrides: readonly (AwsTunnelOptions | undefined)[]
): AwsTunnelOptions {
	return Object.assign({}, awsPresets[preset], ...overrides.map((given = {}) => present(given)));
}

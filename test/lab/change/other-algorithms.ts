import type {ModifyVpnTunnelOptionsSpecification} from '@aws-sdk/client-ec2';
import type {DeviceTunnel} from '../../../src/connection/device-side.ts';

/* What a tunnel is changed to: algorithms that the strong presets do not have first, as the device's files and each cloud's API name them. */

export const otherOptions: Pick<DeviceTunnel, 'ike' | 'esp'> = {
	ike: {encryption: ['aes256-cbc'], integrity: ['sha512'], dhGroups: [16], lifetimeSeconds: 14_400},
	esp: {encryption: ['aes128-cbc'], integrity: ['sha256'], dhGroups: [15], lifetimeSeconds: 1800},
};

export const otherAtAws: ModifyVpnTunnelOptionsSpecification = {
	Phase1EncryptionAlgorithms: [{Value: 'AES256'}],
	Phase1IntegrityAlgorithms: [{Value: 'SHA2-512'}],
	Phase1DHGroupNumbers: [{Value: 16}],
	Phase1LifetimeSeconds: 14_400,
	Phase2EncryptionAlgorithms: [{Value: 'AES128'}],
	Phase2IntegrityAlgorithms: [{Value: 'SHA2-256'}],
	Phase2DHGroupNumbers: [{Value: 15}],
	Phase2LifetimeSeconds: 1800,
};

/** Of each block the members that change. */
export const otherAtTencent = {
	ike: {
		PropoEncryAlgorithm: 'AES-CBC-256',
		PropoAuthenAlgorithm: 'SHA-512',
		DhGroupName: 'GROUP16',
		IKESaLifetimeSeconds: 14_400,
	},
	ipsec: {
		EncryptAlgorithm: 'AES-CBC-128',
		IntegrityAlgorith: 'SHA-256',
		PfsDhGroup: 'DH-GROUP15',
		IPSECSaLifetimeSeconds: 1800,
	},
};

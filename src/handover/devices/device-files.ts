import type {DeviceSide} from '../../connection/device-side.ts';
import {UserError} from '../../connection/user-error.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {frrConf} from '../linux/frr-conf.ts';
import {interfaceMaker} from '../linux/interface-maker.ts';
import {networkFiles} from '../linux/network-files.ts';
import type {OwnDevice} from '../linux/own-device.ts';
import {refuseWhatFails} from '../linux/refuse-what-fails.ts';
import {checkSide} from './check-side.ts';
import type {DeviceMaker} from './device.ts';
import {libreswanConf, libreswanSecrets} from './libreswan/ipsec-conf.ts';
import {stepsPage} from './steps-page.ts';
import {retransmitConf} from './strongswan/retransmit-conf.ts';
import {swanctlConf} from './strongswan/swanctl-conf.ts';

/**
 * Every file of a device, the page of steps last. Pure: the same connection gives the same files.
 * @throws UserError when the device does not speak what the cloud allows, or the cloud says what can't be
 */
export function deviceFiles(target: OwnDevice, side: DeviceSide, site: SiteFacts): readonly HandoverFile[] {
	checkSide(side);
	refuseWhatFails(target, side);
	const frr = frrConf(side, site);
	const files: readonly HandoverFile[] = [
		...(target === 'strongswan'
			? [
					{name: 'swanctl.conf', content: swanctlConf(side, site), what: 'the tunnels, with their keys'},
					retransmitConf(),
				]
			: [
					{name: 'ipsec.conf', content: libreswanConf(side, site), what: 'the tunnels'},
					{name: 'ipsec.secrets', content: libreswanSecrets(side), what: 'their keys'},
				]),
		...networkFiles(side, site, interfaceMaker(target)),
		...(frr === undefined ? [] : [{name: 'frr.conf', content: frr, what: 'BGP with the cloud'}]),
	];
	return [...files, stepsPage(target, side, site, files)];
}

/** The maker of one of our own. */
export function makerOf(target: OwnDevice): DeviceMaker {
	return {
		fileNames(side) {
			try {
				return deviceFiles(target, side, {}).map(({name}) => name);
			} catch (error) {
				// why it can't be made is said when it is to be made
				if (error instanceof UserError) return [];
				throw error;
			}
		},
		make: async ({side, site}) => deviceFiles(target, side, site),
	};
}

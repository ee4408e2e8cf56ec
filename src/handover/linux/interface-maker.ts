import type {OwnDevice} from './own-device.ts';

/** Who makes the interfaces: our script (strongSwan), or the daemon itself (Libreswan). */
export type InterfaceMaker = 'script' | 'daemon';

export function interfaceMaker(target: OwnDevice): InterfaceMaker {
	return target === 'strongswan' ? 'script' : 'daemon';
}

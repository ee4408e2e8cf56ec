import type {DeviceWords} from '../../contract/device-words.ts';

/** How Tencent Cloud calls what the pages for a device speak of. */
export const tencentDeviceWords: DeviceWords = {
	toWait: 'the negotiation to `passive`',
	toRestart: 'DPD on with the action `restart`',
	toCarryBgp: 'use ranges that hold both addresses, or another routing mode',
	madeAnew: 'A new tunnel has a key of its own: it needs new files.',
};

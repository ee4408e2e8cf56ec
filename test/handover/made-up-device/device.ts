import {ownDevice} from '../../../src/handover/devices/device.ts';

/** A router that only the tests know: nothing in src names it. */
export const acme = ownDevice({
	id: 'acme',
	name: 'Acme',
	system: '7 and later, a router of the tests',
	files: async () => (await import('./files.ts')).files,
});

import {ownDevice} from '../device.ts';

/** The first version that takes the files as they are. */
export const since = '4';

export const libreswan = ownDevice({
	id: 'libreswan',
	name: 'Libreswan',
	system: `${since} and later, with FRR for BGP`,
	load: async () => {
		const [{makerOf}, {files}] = await Promise.all([import('../written-device.ts'), import('./files.ts')]);
		return makerOf(files);
	},
});

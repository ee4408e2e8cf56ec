import {ownDevice} from '../device.ts';

/** The first version that takes the files as they are. */
export const since = '4';

export const libreswan = ownDevice({
	id: 'libreswan',
	name: 'Libreswan',
	system: `${since} and later, with FRR for BGP`,
	files: async () => (await import('./files.ts')).files,
});

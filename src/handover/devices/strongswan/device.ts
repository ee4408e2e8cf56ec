import {ownDevice} from '../device.ts';

/** The first version that takes the files as they are: `start_action = trap|start`. */
export const since = '5.9.6';

export const strongswan = ownDevice({
	id: 'strongswan',
	name: 'strongSwan',
	system: `${since} and later (swanctl, XFRM), with FRR for BGP`,
	files: async () => (await import('./files.ts')).files,
});

import type {CloudForm} from '../../../src/clouds/contract/form.ts';
import {always} from '../../../src/clouds/contract/option.ts';

export const thirdForm: CloudForm = {
	gateway: {help: 'An edge joins every network of the account.', kinds: {edge: 'edge'}},
	site: {longestName: 40},
	routes: {help: 'The device announces its ranges to the edge.', says: () => 'announced to the edge'},
	keys: {form: '12 to 40 letters and digits.'},
	customPreset: 'There is nothing to set.',
	options: [
		{
			path: 'heartbeatSeconds',
			section: 'Session',
			kind: 'number',
			label: 'Heartbeat',
			unit: 's',
			from: 1,
			to: 60,
			standard: always('10', 'default'),
			help: 'How often the cloud asks whether the device is there.',
		},
	],
	headlines: ['heartbeatSeconds'],
};

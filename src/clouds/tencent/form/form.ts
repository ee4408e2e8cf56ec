import type {CloudForm} from '../../contract/form.ts';
import {tencentRoutes, tencentSite} from './fields.ts';
import {tencentHeadlines, tencentOptions} from './options.ts';
import {tencentPairs} from './pairs.ts';
import {tencentRouting} from './routing.ts';

/** What the wizard asks. */
export const tencentForm: CloudForm = {
	gateway: {
		help: 'A gateway of VPC type serves one VPC; one of CCN type serves every network of the Cloud Connect Network. Its bandwidth is shared by its tunnels.',
		kinds: {vpc: 'VPC', ccn: 'CCN'},
		withVpc: ['vpc'],
	},
	site: tencentSite,
	routing: tencentRouting,
	routes: tencentRoutes,
	pairs: tencentPairs,
	keys: {
		form: 'Up to 128 printable ASCII characters without spaces; fewer than 8 can be guessed.',
	},
	customPreset: 'Every option is yours to set; they come next.',
	options: tencentOptions,
	headlines: tencentHeadlines,
};

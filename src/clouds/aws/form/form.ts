import type {CloudForm} from '../../contract/form.ts';
import {awsRoutes, awsSite} from './fields.ts';
import {awsGateways} from './gateways.ts';
import {awsHeadlines, awsOptions} from './options.ts';

/** What the wizard asks. */
export const awsForm: CloudForm = {
	gateway: awsGateways,
	site: awsSite,
	routing: {
		// a device that has no ASN, as far as AWS tells, is likely one without BGP
		isUnlikely: (mode, {answers: {region = '', sites}, site}) =>
			mode === 'bgp' && sites[region]?.kind !== 'new' && site !== undefined && site.asn === undefined,
	},
	routes: awsRoutes,
	keys: {
		around: 'tunnels',
		form: '8 to 64 letters, digits, dots and underscores, not beginning with 0.',
		kept: 'AWS can keep it in Secrets Manager: that is the first of the options, which come next.',
	},
	customPreset:
		'Only what you set among the options, which come next; the rest is left to AWS, which allows weak ciphers.',
	options: awsOptions,
	tunnelOf(path) {
		const index = /^tunnels\[(\d)\]/.exec(path)?.[1];
		return index === undefined ? undefined : Number(index) + 1;
	},
	headlines: awsHeadlines,
};

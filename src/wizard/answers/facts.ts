import type {Facts} from '../../clouds/contract/cloud.ts';
import type {WizardState} from '../core/state.ts';
import {askedOf} from './asked.ts';
import {newGatewayOf} from './new-gateway.ts';

/** What the rules may look at: the lists as they were read, and over them what was read for just these answers. */
export function factsOf(state: WizardState): Facts {
	const {gateway, site, sites, connections, routeTables} = askedOf(state);
	const read = state.data.facts?.key === factsKeyOf(state) ? state.data.facts.facts : {};
	return {
		// one that is to be made has no id yet, for the rules and the plan
		...(gateway ? {cloudGateway: gateway.state === 'to be made' ? {...gateway, id: ''} : gateway} : {}),
		...(site ? {siteGateway: site} : {}),
		...(sites ? {siteGateways: sites} : {}),
		...(connections ? {connections} : {}),
		...(routeTables ? {routeTables} : {}),
		...read,
	};
}

/** What the account is read for: only a change of these makes reading it again worth a call. '' while there is too little. */
export function factsKeyOf(state: WizardState): string {
	const {cloud, answers} = askedOf(state);
	const region = answers.region;
	if (!state.answers.cloud || region === undefined) return '';
	const gateway = answers.gateways[region];
	const site = answers.sites[region];
	if (!gateway || !site) return '';
	const device = site.kind === 'new' ? [answers.texts['site.address'], answers.texts['site.asn']] : [site.id];
	const made = newGatewayOf(cloud, answers)
		? [answers.vpcs[region], answers.texts['gateway.name'], answers.texts['gateway.asn']]
		: [];
	return JSON.stringify([cloud, region, gateway, made, device, answers.mode]);
}

import type {Asked} from '../answers/asked.ts';
import {cloudStep} from './cloud/step.ts';
import {type Field, nameFields, routeFields, securityFields} from './fields.ts';
import {gatewayStep} from './gateway/step.ts';
import {gatewayFields, siteFields} from './gateway-fields.ts';
import {gatewayVpcStep, makesGateway} from './gateway-vpc/step.ts';
import {regionStep} from './region/step.ts';
import {routingStep} from './routing/step.ts';
import {siteStep} from './site/step.ts';
import type {Step, StepId} from './step.ts';

const always = () => true;

export const steps: readonly Step[] = [
	cloudStep,
	regionStep,
	gatewayStep,
	gatewayVpcStep,
	{
		id: 'gateway-new',
		title: 'cloud gateway',
		kind: 'form',
		question: () => 'What is the new gateway called?',
		help: () => 'Its ASN can’t be changed later; the site’s must differ from it.',
		when: makesGateway,
		paths: [],
		fields: gatewayFields,
	},
	siteStep,
	{
		id: 'site-new',
		title: 'site gateway',
		kind: 'form',
		question: () => 'What is the site’s device?',
		help: () => 'A customer gateway with these values is made together with the connection.',
		when: ({answers}) => answers.sites[answers.region ?? '']?.kind === 'new',
		paths: [],
		fields: siteFields,
	},
	routingStep,
	{
		id: 'pairs',
		title: 'ranges',
		kind: 'pairs',
		question: () => 'Which ranges may talk through the tunnel?',
		help: () =>
			'Each row: a range at the cloud side, and the ranges at the site side that it may talk with. Paste many at once, as in 10.0.0.0/24 -> 192.168.1.0/24, 192.168.2.0/24.',
		when: ({cloud, answers}) => cloud === 'tencent' && answers.mode === 'policy',
		paths: ['ranges'],
		fields: [],
	},
	{
		id: 'routes',
		title: 'ranges',
		kind: 'form',
		question: ({answers}) =>
			answers.mode === 'static' ? 'Which ranges are at the site?' : 'How does BGP run through the tunnel?',
		help: ({cloud, answers}) =>
			answers.mode === 'static'
				? 'Only these ranges are routed into the tunnel.'
				: cloud === 'aws'
					? 'The device’s announcements reach the VPC through the route tables that learn them.'
					: 'Both BGP addresses lie in one /30 that no other tunnel of the gateway uses.',
		when: ({cloud, answers}) => !(cloud === 'tencent' && answers.mode === 'policy'),
		paths: [],
		fields: routeFields,
	},
	{
		id: 'security',
		title: 'security',
		kind: 'form',
		question: () => 'How is the tunnel secured?',
		help: () => 'Both ends must agree: the device’s configuration is written to match.',
		when: always,
		paths: ['security', 'tunnels'],
		fields: securityFields,
	},
	{
		id: 'options',
		title: 'options',
		kind: 'options',
		question: () => 'Is anything to be different from the usual?',
		help: () => 'Every setting has a sound value already. Enter on the first line goes on.',
		when: always,
		paths: [
			'keyStorage',
			'ipv6Ranges',
			'dpd',
			'healthCheck',
			'negotiation',
			'tunnels[0].options',
			'tunnels[1].options',
		],
		fields: [],
	},
	{
		id: 'name',
		title: 'name',
		kind: 'form',
		question: () => 'What is it called?',
		help: () => 'Both can be changed in the cloud at any time.',
		when: always,
		paths: ['name', 'tags'],
		fields: nameFields,
	},
];

export function stepOf(id: StepId): Step {
	const found = steps.find(step => step.id === id);
	if (!found) throw new Error(`no step ${id}`);
	return found;
}

/** The steps that are asked, given the answers so far. */
export function visibleSteps(asked: Asked): readonly Step[] {
	return steps.filter(step => step.when(asked));
}

export function visibleFields(step: Step, asked: Asked): readonly Field[] {
	return step.fields.filter(field => field.when?.(asked) ?? true);
}

/** The places on the way, in order, each named once; the review is the last. */
export const places: readonly string[] = [...new Set(steps.map(step => step.title)), 'review'];

import {cloudName} from '../../clouds/registry.ts';
import type {Asked} from '../answers/asked.ts';
import {type Field, nameFields, routeFields, securityFields} from './fields.ts';
import {gatewayFields, siteFields} from './gateway-fields.ts';

export type StepId =
	| 'cloud'
	| 'region'
	| 'gateway'
	| 'gateway-vpc'
	| 'gateway-new'
	| 'site'
	| 'site-new'
	| 'routing'
	| 'pairs'
	| 'routes'
	| 'security'
	| 'options'
	| 'name';

/** A question of the wizard, as data. `title` is its place on the way: steps of one title are one place. */
export interface Step {
	readonly id: StepId;
	readonly title: string;
	readonly kind: 'list' | 'form' | 'pairs' | 'options';
	question(asked: Asked): string;
	/** Shown beside the question, always. */
	help(asked: Asked): string;
	when(asked: Asked): boolean;
	/** Document paths that belong to the step as a whole; its fields' own come first. */
	readonly paths: readonly string[];
	readonly fields: readonly Field[];
}

const always = () => true;
const isNewGateway = ({answers}: Asked) => answers.gateways[answers.region ?? '']?.kind === 'new-vgw';

export const steps: readonly Step[] = [
	{
		id: 'cloud',
		title: 'cloud',
		kind: 'list',
		question: () => 'Which cloud do you join the site to?',
		help: () => 'Nothing is made before you have read a dry run and confirmed it.',
		when: always,
		paths: ['cloud'],
		fields: [],
	},
	{
		id: 'region',
		title: 'region',
		kind: 'list',
		question: ({cloud}) => `Which region of ${cloudName(cloud)}?`,
		help: () =>
			'The region that holds the network to be joined. A region that is not enabled for the account can’t be chosen.',
		when: always,
		paths: ['region'],
		fields: [],
	},
	{
		id: 'gateway',
		title: 'cloud gateway',
		kind: 'list',
		question: ({cloud}) => `Which gateway ends the tunnel in ${cloudName(cloud)}?`,
		help: ({cloud}) =>
			cloud === 'aws'
				? 'A virtual private gateway (VGW) serves one VPC, 1.25 Gbps a tunnel. A transit gateway (TGW) serves many, allows IPv6, large tunnels and acceleration.'
				: 'A gateway of VPC type serves one VPC; one of CCN type serves every network of the Cloud Connect Network. Its bandwidth is shared by its tunnels.',
		when: always,
		paths: ['cloudGateway'],
		fields: [],
	},
	{
		id: 'gateway-vpc',
		title: 'cloud gateway',
		kind: 'list',
		question: () => 'Which VPC does the new gateway belong to?',
		help: () =>
			'A virtual private gateway is attached to one VPC, and a VPC has one at most. It is made and attached together with the connection.',
		when: isNewGateway,
		paths: ['cloudGateway.vpcId'],
		fields: [],
	},
	{
		id: 'gateway-new',
		title: 'cloud gateway',
		kind: 'form',
		question: () => 'What is the new gateway called?',
		help: () => 'Its ASN can’t be changed later; the site’s must differ from it.',
		when: isNewGateway,
		paths: [],
		fields: gatewayFields,
	},
	{
		id: 'site',
		title: 'site gateway',
		kind: 'list',
		question: () => 'Which device ends it at the site?',
		help: () =>
			'A customer gateway is the cloud’s record of your device: its public address and ASN. One without a tunnel to this gateway yet is chosen first.',
		when: always,
		paths: ['site'],
		fields: [],
	},
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
	{
		id: 'routing',
		title: 'routing',
		kind: 'list',
		question: () => 'How do the two sides learn each other’s routes?',
		help: () => 'It can’t be changed later: another mode takes a new connection.',
		when: always,
		paths: ['routing'],
		fields: [],
	},
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

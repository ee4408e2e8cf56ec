import {checkCidr, checkIpv4} from '../../../connection/networks.ts';
import {splitList} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import type {Field} from '../field.ts';
import {insideProblem, slash30Problem} from '../inside-problems.ts';
import {picksVgw, withoutTables} from '../route-tables.ts';
import type {Step} from '../step.ts';

const forAws = (asked: Asked) => asked.cloud === 'aws';
const tencentBgp = (asked: Asked) => asked.cloud === 'tencent' && asked.answers.mode === 'bgp';

const fields: readonly Field[] = [
	{
		kind: 'text',
		id: 'prefixes',
		label: 'Ranges at the site',
		placeholder: 'e.g. 192.168.10.0/24, 192.168.20.0/24',
		list: true,
		help: 'The ranges at the site side that the cloud routes into the tunnel, with commas. Paste as many as you like.',
		path: () => 'routing.prefixes',
		when: asked => asked.answers.mode === 'static',
		syntax: value => {
			const prefixes = splitList(value);
			if (prefixes.length === 0)
				return 'Give at least one range: without BGP nothing else tells the cloud what is at the site';
			return firstProblem(prefixes, checkCidr);
		},
	},
	{
		kind: 'text',
		id: 'tunnelCidr',
		label: 'Inside range',
		placeholder: 'e.g. 169.254.128.0/30',
		help: 'A /30 in 169.254.128.0/17 that the two BGP speakers share inside the tunnel.',
		path: () => 'routing.tunnelCidr',
		when: tencentBgp,
		syntax: checkedOrMissing(slash30Problem, 'Give the /30 for the BGP session'),
	},
	{
		kind: 'text',
		id: 'cloudAddress',
		label: 'Cloud side address',
		placeholder: 'e.g. 169.254.128.1',
		help: 'The cloud side’s BGP address inside that /30.',
		path: () => 'routing.cloudAddress',
		when: tencentBgp,
		syntax: checkedOrMissing(checkIpv4, 'Give the cloud side’s address'),
	},
	{
		kind: 'text',
		id: 'siteAddress',
		label: 'Site side address',
		placeholder: 'e.g. 169.254.128.2',
		help: 'The device’s BGP address inside that /30.',
		path: () => 'routing.siteAddress',
		when: tencentBgp,
		syntax: checkedOrMissing(checkIpv4, 'Give the site side’s address'),
	},
	{
		kind: 'boxes',
		id: 'routeTables',
		label: 'Route tables that learn the site’s routes',
		help: 'Route propagation: the ticked tables of the VPC send traffic for the site to the gateway. Without it nothing in the VPC finds the way.',
		path: () => 'routeTables',
		// by what was answered, not by what is read: a field that came later would take keys that were meant for the next one
		when: picksVgw,
		empty: withoutTables,
		options: asked =>
			(asked.routeTables ?? []).map(table => ({
				id: table.id,
				title: [table.id, table.name, table.main ? 'main' : ''].filter(Boolean).join(' · '),
				means: table.propagatingGateways.includes(asked.gateway?.id ?? '') ? 'propagates already' : '',
			})),
	},
	...(['1', '2'] as const).map(
		(tunnel): Field => ({
			kind: 'text',
			id: `insideCidr${tunnel}`,
			label: `Tunnel ${tunnel} inside range`,
			placeholder: '(AWS picks one)',
			help: 'A /30 in 169.254.0.0/16 for the addresses inside this tunnel. Leave it empty unless your device needs a fixed one.',
			path: () => `tunnels[${Number(tunnel) - 1}].insideCidr`,
			when: forAws,
			syntax: (value, asked) => (value === '' ? undefined : insideProblem(value, Number(tunnel), asked)),
		}),
	),
];

function firstProblem(values: readonly string[], check: (value: string) => string | undefined): string | undefined {
	for (const value of values) {
		const problem = check(value);
		if (problem) return problem;
	}

	return undefined;
}

function checkedOrMissing(check: (value: string) => string | undefined, missing: string) {
	return (value: string) => (value === '' ? missing : check(value));
}

export const routesStep: Step = {
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
	fields,
};

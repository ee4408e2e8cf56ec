import {cloudHas, cloudName, moduleOf} from '../../../clouds/registry.ts';
import {readPath, writePath} from '../../../connection/document-path.ts';
import {freeInsideCidr, insideHosts} from '../../../connection/inside-cidr.ts';
import {checkCidr, checkIpv4} from '../../../connection/networks.ts';
import {type CloudAnswers, splitList, textOf} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import {routeTablesKey} from '../../answers/new-gateway.ts';
import type {Field} from '../field.ts';
import {freeSiteRange} from '../free-site-range.ts';
import {insideProblem, slash30Problem} from '../inside-problems.ts';
import {rangesText} from '../ranges-text.ts';
import {picksVgw, withoutTables} from '../route-tables.ts';
import type {Step} from '../step.ts';
import {putTexts, textsIn} from '../texts-in-document.ts';

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
		toValue: text => [...splitList(text)],
		fromValue: value => (Array.isArray(value) ? value.join(', ') : undefined),
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
		withTyped: withHosts,
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
		follows: true,
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
		follows: true,
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
	label: 'Ranges',
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
	// it asks other things in each mode
	seenAs: ({mode = ''}) => `routes:${mode}`,
	toDocument(draft, answers) {
		const {mode} = answers;
		const isAsked = ({id}: Field) =>
			id === 'prefixes'
				? mode === 'static'
				: !hostIds.includes(id) || (mode === 'bgp' && cloudHas(draft.cloud, 'routing.tunnelCidr'));
		putTexts(fields.filter(isAsked), draft, answers);
		const tables = routeTablesKey(draft.cloudGateway);
		if (tables !== undefined) writePath(draft, 'routeTables', [...(answers.routeTables[tables] ?? [])]);
	},
	fromDocument(draft) {
		const {routing, cloudGateway} = draft;
		const texts = textsIn(fields, draft);
		const [cloudAddress, siteAddress] = insideHosts(texts.tunnelCidr ?? '') ?? [];
		// addresses that are those of the range go on following it
		const isFollowing = texts.cloudAddress === cloudAddress && texts.siteAddress === siteAddress;
		const follows = fields.flatMap(field => (field.kind === 'text' && field.follows && isFollowing ? field.id : []));
		const key = routeTablesKey(cloudGateway);
		const tables: unknown = readPath(draft, 'routeTables');
		return {
			texts,
			touched: Object.keys(texts).filter(id => !follows.includes(id)),
			// cast: the list of a document holds ids
			...(key !== undefined && Array.isArray(tables) ? {routeTables: {[key]: tables as readonly string[]}} : {}),
			seen: routing?.mode === 'policy' ? [] : [`routes:${routing?.mode ?? ''}`],
		};
	},
	madeUp: {prefixes: {called: 'ranges', seen: 'routes:static'}},
	suggest(asked) {
		const routeTables = tablesToTick(asked);
		if (asked.answers.mode === 'static' && asked.sandbox) {
			const texts = {prefixes: freeSiteRange(asked)};
			return {texts, madeUp: texts, routeTables};
		}

		return {texts: insideAddresses(asked), routeTables};
	},
	says(asked) {
		const {answers, cloud, gateway} = asked;
		const text = (id: string) => textOf(answers, id);
		const tables = gateway?.kind === 'vgw' ? answers.routeTables[gateway.id]?.length : undefined;
		const [count, learn] = tables === 1 ? ['1 route table', 'learns'] : [`${tables} route tables`, 'learn'];
		const told = tables === undefined ? '' : `${count} ${learn} them`;
		if (answers.mode === 'static') return [rangesText(splitList(text('prefixes'))), told].filter(Boolean).join(' · ');
		if (cloudHas(cloud, 'routing.tunnelCidr'))
			return `${text('tunnelCidr')} · cloud ${text('cloudAddress')}, site ${text('siteAddress')}`;
		const inside = [text('insideCidr1'), text('insideCidr2')].filter(Boolean).join(', ');
		const ranges = inside ? `inside ${inside}` : `inside ranges picked by ${cloudName(cloud)}`;
		return [ranges, told].filter(Boolean).join(' · ');
	},
};

/** Answers that only a cloud has whose document says where the two BGP speakers are. */
const hostIds: readonly string[] = ['tunnelCidr', 'cloudAddress', 'siteAddress'];

/** Every route table of the VPC learns the routes, unless the user says otherwise. */
function tablesToTick({answers, gateway, routeTables}: Asked): CloudAnswers['routeTables'] {
	if (gateway?.kind !== 'vgw' || !routeTables || answers.routeTables[gateway.id]) return answers.routeTables;
	return {...answers.routeTables, [gateway.id]: routeTables.map(table => table.id)};
}

/** A free inside range, and its two addresses: those of the range that stands there, whoever put it there. */
function insideAddresses({cloud, answers, connections = []}: Asked): CloudAnswers['texts'] {
	const {insideRange: within} = moduleOf(cloud);
	if (answers.mode !== 'bgp' || within === undefined) return {};
	const taken = connections.flatMap(connection => connection.insideCidrs);
	// its first one, where all are taken: the rule says so
	const tunnelCidr = freeInsideCidr('', within, taken) ?? freeInsideCidr('', within, []) ?? '';
	const typed = answers.touched.includes('tunnelCidr') ? answers.texts.tunnelCidr?.trim() : undefined;
	const [cloudAddress, siteAddress] = insideHosts(typed ?? tunnelCidr) ?? ['', ''];
	return {tunnelCidr, cloudAddress, siteAddress};
}

/** The answers with the addresses of the inside range that was typed, where they are not typed themselves; none while it is no range. */
function withHosts(answers: CloudAnswers): CloudAnswers {
	const [cloudAddress = '', siteAddress = ''] = insideHosts(answers.texts.tunnelCidr?.trim() ?? '') ?? [];
	const hosts = Object.entries({cloudAddress, siteAddress}).filter(([id]) => !answers.touched.includes(id));
	return {...answers, texts: {...answers.texts, ...Object.fromEntries(hosts)}};
}

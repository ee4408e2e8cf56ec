import {moduleOf} from '../../../clouds/registry.ts';
import {readPath, writePath} from '../../../connection/document-path.ts';
import {checkCidr} from '../../../connection/networks.ts';
import {type CloudAnswers, noCloudAnswers, splitList, textOf} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import {mayHaveTables, routeTablesKey} from '../../answers/new-gateway.ts';
import {type Field, ownFields, putTexts, textsIn} from '../field.ts';
import {freeSiteRange, rangesText} from '../free-site-range.ts';
import {hasPairs} from '../pairs/step.ts';
import {hasTables, withoutTables} from '../route-tables.ts';
import type {Step} from '../steps.ts';

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
		isPart: ({mode}) => mode === 'static',
		when: asked => asked.answers.mode === 'static',
		syntax: (value, {edits}) => {
			const prefixes = splitList(value);
			if (prefixes.length === 0 && standsWithout(edits)) return undefined;
			if (prefixes.length === 0)
				return 'Give at least one range: without BGP nothing else tells the cloud what is at the site';
			return firstProblem(prefixes, checkCidr);
		},
	},
	{
		kind: 'boxes',
		id: 'routeTables',
		label: 'Route tables that learn the site’s routes',
		help: 'Route propagation: the ticked tables of the VPC send traffic for the site to the gateway. Without it nothing in the VPC finds the way.',
		path: () => 'routeTables',
		// by what was answered, not by what is read: a field that came later would take keys that were meant for the next one
		when: hasTables,
		empty: withoutTables,
		options: asked =>
			(asked.routeTables ?? []).map(table => ({
				id: table.id,
				title: [table.id, table.name, table.main ? 'main' : ''].filter(Boolean).join(' · '),
				means: table.propagatingGateways.includes(asked.gateway?.id ?? '') ? 'propagates already' : '',
			})),
	},
	...ownFields(({routes}) => routes.fields),
];

/** The cloud has it like that: what is edited beside must not wait for ranges. */
function standsWithout(edits: Asked['edits']): boolean {
	const routing = edits?.was.routing;
	return routing?.mode === 'static' && routing.prefixes.length === 0;
}

function firstProblem(values: readonly string[], check: (value: string) => string | undefined): string | undefined {
	for (const value of values) {
		const problem = check(value);
		if (problem) return problem;
	}

	return undefined;
}

export const routesStep: Step = {
	id: 'routes',
	title: 'ranges',
	label: 'Ranges',
	kind: 'form',
	question: ({answers}) =>
		answers.mode === 'static' ? 'Which ranges are at the site?' : 'How does BGP run through the tunnel?',
	help: ({cloud, answers}) =>
		answers.mode === 'static' ? 'Only these ranges are routed into the tunnel.' : moduleOf(cloud).form.routes.help,
	when: asked => !hasPairs(asked),
	fields,
	// it asks other things in each mode
	seenAs: ({mode = ''}) => `routes:${mode}`,
	toDocument(draft, answers) {
		putTexts(fields, draft, answers);
		const tables = routeTablesKey(draft.cloud, draft.cloudGateway);
		if (tables !== undefined) writePath(draft, 'routeTables', [...(answers.routeTables[tables] ?? [])]);
	},
	fromDocument(draft) {
		const {routing, cloudGateway} = draft;
		const texts = textsIn(fields, draft);
		// answers that are as they would follow another go on following it
		const followed = fields.flatMap(field =>
			field.kind === 'text' && field.withTyped ? [field.withTyped({...noCloudAnswers, texts}).texts] : [],
		);
		const isFollowing = followed.every(told =>
			Object.entries(told).every(([id, value]) => (texts[id] ?? '') === value),
		);
		const follows = fields.flatMap(field => (field.kind === 'text' && field.follows && isFollowing ? field.id : []));
		const key = routeTablesKey(draft.cloud, cloudGateway);
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

		return {texts: moduleOf(asked.cloud).form.routes.suggest?.(asked) ?? {}, routeTables};
	},
	says(asked) {
		const {answers, cloud, gateway} = asked;
		const text = (id: string) => textOf(answers, id);
		const tables = gateway && mayHaveTables(cloud, gateway.kind) ? answers.routeTables[gateway.id]?.length : undefined;
		const [count, learn] = tables === 1 ? ['1 route table', 'learns'] : [`${tables} route tables`, 'learn'];
		const told = tables === undefined ? '' : `${count} ${learn} them`;
		if (answers.mode === 'static') return [rangesText(splitList(text('prefixes'))), told].filter(Boolean).join(' · ');
		return [moduleOf(cloud).form.routes.says(text), told].filter(Boolean).join(' · ');
	},
};

/** Every route table of the VPC learns the routes, unless the user says otherwise. */
function tablesToTick({cloud, answers, gateway, routeTables}: Asked): CloudAnswers['routeTables'] {
	if (!gateway || !mayHaveTables(cloud, gateway.kind) || !routeTables || answers.routeTables[gateway.id])
		return answers.routeTables;
	return {...answers.routeTables, [gateway.id]: routeTables.map(table => table.id)};
}

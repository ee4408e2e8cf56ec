import {isList} from '../../connection/is-list.ts';
import {jsonText} from '../../connection/json-text.ts';
import type {Action, Cloud, Plan, PlanValue} from '../contract/cloud.ts';
import {checkTexts} from './check-texts.ts';
import type {ExportedFile, Standing} from './exported.ts';
import {comments} from './hcl.ts';

/**
 * A plan as lines for the cloud's own command line tool, and each call's parameters as JSON for `--cli-input-json`. Ids that earlier lines make
 * and keys are shell variables in the lines, and `${NAME}` in the JSON, for envsubst. Pure.
 * @throws UserError when a text of the document can't be seen
 */
export function commandLines(cloud: Cloud, plan: Plan, standing: Standing | undefined): readonly ExportedFile[] {
	checkTexts(plan.document);
	const tool = cloud.id === 'aws' ? 'aws' : 'tccli';
	const lines = plan.actions.map(action => cloud.commandLine(action, plan));
	const secrets = cloud
		.secretsOf(plan.document)
		.filter(({source}) => cloud.id === 'tencent' || source.from !== 'generated');
	const script = [
		'#!/bin/sh',
		...comments([
			`${plan.name}: ${cloud.title}, ${plan.region}; for ${tool}`,
			...(standing ? [`${standing.id} stands already: these lines would make another like it`] : []),
			...secrets.map(({field}) => `needs the key ${field} in the variable that the lines name`),
			...(standing?.leftOut ?? []).map(line => `not carried over: ${line}`),
			...plan.notes,
			...plan.leftByHand.map(line => `left to do by hand: ${line}`),
		]),
		'set -eu',
		...lines.flatMap((line, index) => {
			const action = plan.actions[index];
			return ['', ...comments([`${action?.title ?? ''}: ${action?.detail ?? ''}`]), line];
		}),
		'',
	].join('\n');
	// AWS refuses a key with the signs of a hole; Tencent Cloud takes any text, so a hole that nobody filled would be the key.
	const keys = cloud.id === 'aws' ? 'hole' : 'left out';
	const inputs = plan.actions.map((action, index) => ({
		name: `${String(index + 1).padStart(2, '0')}-${action.call}.json`,
		content: `${jsonText(filled(action, lines[index] ?? '', keys), 2).replaceAll(dollar.inside, dollar.escaped)}\n`,
	}));
	return [{name: `${tool}.sh`, content: script}, ...inputs];
}

/**
 * Holes as `${NAME}`, each by the variable that the line itself uses for it: ids by the action that makes them, keys as they stand. A key
 * that is left out is required by its call: without it the API makes nothing.
 */
function filled(action: Action, line: string, keys: 'hole' | 'left out'): unknown {
	const results = new Set(action.after.map(resultVariable));
	const names = [...line.matchAll(/"\$([A-Za-z_]\w*)"/g)].map(([, name]) => name ?? '');
	const keyNames = names.filter(name => !results.has(name));
	let next = 0;
	const fill = (value: PlanValue): unknown => {
		if (typeof value === 'string') return value.replaceAll('$', dollar.mark);
		if (typeof value !== 'object') return value;
		if (isList(value)) return value.map(fill);
		if ('$result' in value) return `\${${resultVariable(String(value.$result))}}`;
		if ('$secret' in value) {
			if (keys === 'left out') return undefined;
			const name = keyNames[next++];
			if (name === undefined) throw new Error(`the line of ${action.id} has fewer variables than its parameters`);
			return `\${${name}}`;
		}

		return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, fill(inner)]));
	};
	return fill(action.parameters);
}

/** A name or tag like `${PRESHARED_KEY_1}` is no hole: its dollar sign stands as JSON's escape, which envsubst does not read. */
const dollar = {mark: '\u0000', inside: '\\u0000', escaped: '\\u0024'} as const;

/** As the lines of both tools call it. */
function resultVariable(actionId: string): string {
	return `${actionId.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_ID`;
}

import {isList} from '../../connection/is-list.ts';
import {jsonText} from '../../connection/json-text.ts';
import type {Action, Cloud, Plan, PlanValue} from '../contract/cloud.ts';
import {resultVariable} from '../engine/script-words.ts';
import {checkTexts, commentLines} from './check-texts.ts';
import type {ExportedFile, Standing} from './exported.ts';
import type {CodeWriter} from './exporters.ts';

/** A cloud's own command line tool. */
export interface CommandLineTool {
	/** `aws`: what the lines begin with, and the name of their file. */
	readonly name: string;
	/** What the lines make, in a word: `connection`. */
	readonly makes: string;
	/** How a call is made from a file of JSON. */
	readonly fromJson: string;
	/** Whether the cloud makes the keys that are not given. */
	readonly makesKeys: boolean;
	/** Whether there is no plan without the cloud's gateway. */
	readonly needsGateway: boolean;
	/**
	 * Set where keys are left out of the JSON, and says so: a tool whose cloud takes any text for a key would take a hole that nobody
	 * filled for the key.
	 */
	readonly keyless?: string;
}

/** Writes a plan as lines for a tool. */
export function linesWriter(tool: CommandLineTool): CodeWriter {
	const {name, makes, fromJson, needsGateway, keyless} = tool;
	return {
		needs: 'plan',
		needsGateway,
		files: (plan, cloud, standing) => commandLines(tool, cloud, plan, standing),
		steps: ({id}, files) => [
			{says: `Read ${name}.sh: its lines make another ${makes} like ${id}; they change nothing about it.`},
			{
				says: 'Set the variables that its first lines name, then run it, or one line after the other:',
				lines: [`sh ${name}.sh`],
			},
			{
				says: `The JSON files hold the same for --cli-input-json; fill their variables first${keyless === undefined ? ':' : `. ${keyless}: add it to filled.json, which only you may read.`}`,
				lines: [...(keyless === undefined ? [] : ['umask 077']), fillLine(files), fromJson],
			},
		],
	};
}

/** With the names of the holes alone: a dollar sign in a name of the user's is none, and stands escaped. */
function fillLine(files: readonly ExportedFile[]): string {
	const code = files.map(({name, content}) => (name.endsWith('.json') ? content : '')).join('\n');
	const holes = [...new Set([...code.matchAll(/"(\$\{[A-Za-z_]\w*\})"/g)].map(([, hole]) => hole))];
	return `${['envsubst', ...(holes.length > 0 ? [`'${holes.join(' ')}'`] : [])].join(' ')} <FILE.json >filled.json`;
}

/**
 * A plan as lines for the cloud's own command line tool, and each call's parameters as JSON for `--cli-input-json`. Ids that earlier lines make
 * and keys are shell variables in the lines, and `${NAME}` in the JSON, for envsubst. Pure.
 * @throws UserError when a text of the document can't be seen
 */
function commandLines(
	{name, makesKeys, keyless}: CommandLineTool,
	cloud: Cloud,
	plan: Plan,
	standing: Standing | undefined,
): readonly ExportedFile[] {
	checkTexts(plan.document);
	const lines = plan.actions.map(action => cloud.commandLine(action, plan));
	const secrets = cloud.secretsOf(plan.document).filter(({source}) => !makesKeys || source.from !== 'generated');
	const script = [
		'#!/bin/sh',
		...commentLines([
			`${plan.name}: ${cloud.title}, ${plan.region}; for ${name}`,
			...(standing ? [`${standing.id} stands already: these lines would make another like it`] : []),
			...secrets.map(({field}) => `needs the key ${field} in the variable that the lines name`),
			...(standing?.leftOut ?? []).map(line => `not carried over: ${line}`),
			...plan.notes,
			...plan.leftByHand.map(line => `left to do by hand: ${line}`),
		]),
		'set -eu',
		...lines.flatMap((line, index) => {
			const action = plan.actions[index];
			return ['', ...commentLines([`${action?.title ?? ''}: ${action?.detail ?? ''}`]), line];
		}),
		'',
	].join('\n');
	const inputs = plan.actions.map((action, index) => ({
		name: `${String(index + 1).padStart(2, '0')}-${action.call}.json`,
		content: `${jsonText(filled(action, lines[index] ?? '', keyless === undefined ? 'hole' : 'left out'), 2).replaceAll(dollar.inside, dollar.escaped)}\n`,
	}));
	return [{name: `${name}.sh`, content: script}, ...inputs];
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

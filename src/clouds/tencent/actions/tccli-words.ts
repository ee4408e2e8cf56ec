import {isList} from '../../../connection/is-list.ts';
import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {Action, Plan, PlanValue} from '../../contract/cloud.ts';
import {isTencent} from '../own-document.ts';
import {presharedKeySecret} from '../rules/preshared-key.ts';
import {isIsolated} from '../wire/endpoint.ts';

/** Text as it is, or the name of a shell variable. */
type Piece = string | {readonly variable: string; readonly isKey?: boolean};

/** How the lines of a plan's script are written. */
export interface Words {
	/** The beginning of a call: `tccli vpc DescribeVpcs --region …`. */
	call(name: string): string;
	/** A planned value as one word: ids that earlier lines make, and keys, as shell variables. */
	argument(value: PlanValue): string;
	/** The same as text of JSON. */
	json(value: PlanValue): string;
}

/** @param profile the profile that was picked: the line works in the same account */
export function tccliWords({service}: Pick<Action, 'service'>, plan: Plan, profile?: string): Words {
	const {region} = plan;
	const always = [
		optionWords('--region', region),
		...(profile ? [optionWords('--profile', profile)] : []),
		...(isIsolated(region) ? [optionWords('--endpoint', `${service}.${region}.tencentcloudapi.com`)] : []),
	];
	return {
		call: name => ['tccli', service, name, ...always].join(' '),
		argument: value => quote(typeof value === 'string' ? [value] : pieces(value, plan, 'argument')),
		json: value => quote(pieces(value, plan, 'json')),
	};
}

/** Ends the script where no id came back: what follows would be made without it. */
export function orEnd(variable: string, prefix: string, call: string): string {
	return `case $${variable} in ${prefix}-*) ;; *) echo '${call} gave no id: look in the console for what it made, nothing more is made' >&2; exit 1 ;; esac`;
}

/** The shell variable that keeps the id which an action makes. */
export function resultVariable(actionId: string): string {
	return `${screaming(actionId)}_ID`;
}

function pieces(value: PlanValue, plan: Plan, place: 'argument' | 'json'): readonly Piece[] {
	if (typeof value !== 'object') return [place === 'json' ? JSON.stringify(value) : booleanWord(value)];
	const variable = variableOf(value, plan);
	if (variable) return place === 'json' ? ['"', {variable, isKey: '$secret' in value}, '"'] : [{variable}];
	if (isList(value)) return ['[', ...join(value.map(item => pieces(item, plan, 'json'))), ']'];
	const members = Object.entries(value).map(([name, member]) => [
		`${JSON.stringify(name)}:`,
		...pieces(member, plan, 'json'),
	]);
	return ['{', ...join(members), '}'];
}

function booleanWord(value: string | number | boolean): string {
	return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

function variableOf(value: object, plan: Plan): string | undefined {
	if ('$secret' in value && typeof value.$secret === 'string') return secretVariable(value.$secret, plan);
	return '$result' in value && typeof value.$result === 'string' ? resultVariable(value.$result) : undefined;
}

/** The user's own variable where the key comes from one. */
function secretVariable(name: string, {document}: Plan): string {
	const source = name === presharedKeySecret && isTencent(document) ? document.presharedKey : undefined;
	if (source?.from === 'env') return source.name;
	return name === presharedKeySecret ? 'PRESHARED_KEY' : screaming(name);
}

function screaming(name: string): string {
	return name.replace(/\W+/g, '_').toUpperCase();
}

function join(items: readonly (readonly Piece[])[]): readonly Piece[] {
	return items.flatMap((item, index) => (index === 0 ? item : [',', ...item]));
}

/** One POSIX shell word: text in single quotes, variables in double ones. */
function quote(parts: readonly Piece[]): string {
	const words: string[] = [];
	let literal = '';
	const flush = () => {
		if (literal !== '') words.push(shellWord(literal));
		literal = '';
	};

	for (const part of parts) {
		if (typeof part === 'string') literal += part;
		else {
			flush();
			words.push(part.isKey ? escapedKey(part.variable) : `"$${part.variable}"`);
		}
	}

	flush();
	return words.join('') || "''";
}

/** A key may hold what JSON escapes. */
function escapedKey(variable: string): string {
	return `"$(printf %s "$${variable}" | sed 's/[\\\\"]/\\\\&/g')"`;
}

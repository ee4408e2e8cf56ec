import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {Action, Plan, PlanValue} from '../../contract/cloud.ts';
import {holdsSecretHole, readsAsOption, refersTo} from '../../engine/refers-to.ts';
import {holeWord, jsonWord, resultVariable, type Words} from '../../engine/script-words.ts';
import {keyNames} from '../actions/connection-request.ts';
import {awsKinds} from '../actions/kinds.ts';
import {guarded} from '../actions/tunnel-lines.ts';
import {isAws} from '../own-document.ts';

/**
 * One action as a line for the `aws` CLI, to paste into a POSIX shell. Where a later action needs the id that it makes, the line keeps it
 * in a variable, and waits until the thing can be used; keys stand as variables that the shell fills in, never as values, and reach the tool
 * on its standard input, never as an argument. Source: aws CLI User Guide, "Loading a parameter from a file".
 * @param profile the profile that was picked: the line works in the same account
 */
export function commandLine(action: Action, plan: Plan, profile?: string): string {
	const {id, call} = action;
	const words = awsWords(plan, profile);
	const line = callLine(action, words);
	const kind = awsKinds.find(each => each.call === call);
	const later = plan.actions.filter(({after}) => after.includes(id));
	if (!kind?.idInReply) {
		const wait = later.length > 0 ? kind?.waitLine?.(action, words, '') : undefined;
		return guarded(wait ? `${line}\n${wait}` : line, action.change, words);
	}

	if (!later.some(other => refersTo(other.parameters, id))) return line;
	const variable = resultVariable(id);
	const lookUp = kind.lookUpLine?.(action, words, variable);
	const wait = kind.waitLine?.(action, words, `"$${variable}"`);
	return [
		`${variable}=$(${line} --query '${kind.idInReply}' --output text)`,
		...(lookUp ? [lookUp] : []),
		`case $${variable} in *-*) ;; *) echo '${call} gave no id: look in the console for what there is, nothing more is made' >&2; exit 1 ;; esac`,
		...(wait ? [wait] : []),
	].join('\n');
}

function callLine({call, parameters}: Action, words: Words): string {
	const keyed = Object.values(parameters).find(holdsSecretHole);
	const name = kebab(call);
	if (keyed === undefined && Object.values(parameters).some(value => isParamFile(value) || readsAsOption(value)))
		// not from standard input: version 1 of the tool reads that file twice (awscli, cliinputjson.py)
		return `${words.call(name)} --cli-input-json ${words.json(parameters)}`;
	const options = Object.entries(parameters).map(([member, value]) => {
		// a flag of the tool takes no value
		if (typeof value === 'boolean') return `--${value ? '' : 'no-'}${kebab(member)}`;
		return `--${kebab(member)} ${value === keyed ? 'file:///dev/stdin' : words.argument(value)}`;
	});
	// the shell's own printf is no process that others could list with its arguments
	const input = keyed === undefined ? '' : `printf %s ${words.argument(keyed)} | `;
	return `${input}${[words.call(name), ...options].join(' ')}`;
}

/** What the CLI takes for the name of a file or page, and sends what stands there. Source: aws CLI User Guide, "Loading a parameter from a file". */
function isParamFile(value: PlanValue): boolean {
	return typeof value === 'string' && /^(?:fileb?|https?):\/\//i.test(value);
}

/** The CLI's spelling of an API name: `CreateVpnConnection` is `create-vpn-connection`. */
function kebab(name: string): string {
	return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

/** @param profile the profile that was picked: the line works in the same account */
function awsWords(plan: Plan, profile?: string): Words {
	const always = [optionWords('--region', plan.region), ...(profile ? [optionWords('--profile', profile)] : [])];
	// keys of AWS need no JSON escapes
	const key = (name: string) => `"$${secretVariable(name, plan)}"`;
	const json = (value: PlanValue) => jsonWord(value, key);
	return {
		call: name => ['aws ec2', name, ...always].join(' '),
		argument: value => holeWord(value, key) ?? (typeof value === 'object' ? json(value) : shellWord(String(value))),
		json,
	};
}

function secretVariable(name: string, plan: Plan): string {
	const index = name === keyNames[1] ? 1 : 0;
	const source = isAws(plan.document) ? plan.document.tunnels[index]?.presharedKey : undefined;
	return source?.from === 'env' ? source.name : `PRESHARED_KEY_${index + 1}`;
}

import type {Action, Plan} from '../../contract/cloud.ts';
import {holdsSecretHole, readsAsOption, refersTo} from '../../engine/refers-to.ts';
import {resultVariable} from '../../engine/script-words.ts';
import {tencentKinds} from '../actions/kinds.ts';
import {orEnd, tccliWords} from '../actions/tccli-words.ts';

/**
 * An action as a line for tccli: one flag for each parameter, structures as JSON, ids that earlier lines make and secrets as
 * shell variables. What holds a key, or a text that begins with a dash, goes in as a whole on standard input, which no flag goes with (tccli,
 * cli_input_json.py): anybody can list a process with its arguments, and such a text would be taken for an option. Where a later action needs the
 * id that it makes, the line keeps it, and waits until a tunnel can be routed into.
 * Source: tccli documentation, "Complex parameters" and "Filtering return results".
 * @param profile the profile that was picked: the line works in the same account
 */
export function commandLine(action: Action, plan: Plan, profile?: string): string {
	const {id, call, parameters} = action;
	const words = tccliWords(action, plan, profile);
	const flags = Object.entries(parameters).flatMap(([name, value]) => [`--${name}`, words.argument(value)]);
	const line = isWhole(parameters)
		? // the shell's own printf is no process that others could list
			`printf %s ${words.json(parameters)} | ${words.call(call)} --cli-input-json file:///dev/stdin`
		: [words.call(call), ...flags].join(' ');
	const kind = tencentKinds.find(each => each.call === call);
	if (!kind?.idInReply || !plan.actions.some(other => refersTo(other.parameters, id))) return line;
	const variable = resultVariable(id);
	return [
		`${variable}=$(${line} --filter ${kind.idInReply})`,
		// It prints JSON: the id comes in double quotes.
		`${variable}=$(echo "$${variable}" | tr -d '"')`,
		...(kind.waitLines?.(action, variable, words) ?? [orEnd(variable, kind.idPrefix ?? '', call)]),
	].join('\n');
}

/** Whether a call's parameters go in as a whole: one is a key, or would be taken for an option. */
function isWhole(parameters: Action['parameters']): boolean {
	return holdsSecretHole(parameters) || Object.values(parameters).some(readsAsOption);
}

import {isList} from '../../../connection/is-list.ts';
import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {Plan, PlanValue} from '../../contract/cloud.ts';
import {isAws} from '../own-document.ts';
import {keyNames} from './connection-request.ts';

/** How the lines of a plan's script are written. */
export interface Words {
	/** The beginning of a call: `aws ec2 describe-vpn-gateways --region …`. @param name as the CLI spells it */
	call(name: string): string;
	/** A planned value as one word: ids that earlier lines make, and keys, as shell variables. */
	argument(value: PlanValue): string;
	/** The same as text of JSON. */
	json(value: PlanValue): string;
}

/** @param profile the profile that was picked: the line works in the same account */
export function awsWords(plan: Plan, profile?: string): Words {
	const always = [optionWords('--region', plan.region), ...(profile ? [optionWords('--profile', profile)] : [])];
	const json = (value: PlanValue) => quoteJson(value, plan);
	return {
		call: name => ['aws ec2', name, ...always].join(' '),
		argument(value) {
			const hole = holeVariable(value, plan);
			if (hole) return `"$${hole}"`;
			return typeof value === 'object' ? json(value) : shellWord(String(value));
		},
		json,
	};
}

/** The variable that holds an action's result: `SITE_GATEWAY_ID`. */
export function resultVariable(actionId: string): string {
	return `${actionId.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_ID`;
}

function secretVariable(name: string, plan: Plan): string {
	const index = name === keyNames[1] ? 1 : 0;
	const source = isAws(plan.document) ? plan.document.tunnels[index]?.presharedKey : undefined;
	return source?.from === 'env' ? source.name : `PRESHARED_KEY_${index + 1}`;
}

function holeVariable(value: PlanValue, plan: Plan): string | undefined {
	if (typeof value !== 'object' || isList(value)) return undefined;
	if ('$result' in value && typeof value.$result === 'string') return resultVariable(value.$result);
	if ('$secret' in value && typeof value.$secret === 'string') return secretVariable(value.$secret, plan);
	return undefined;
}

/** JSON in single quotes; a variable inside stands between them in double quotes. Ids and AWS's keys need no JSON escapes. */
function quoteJson(value: PlanValue, plan: Plan): string {
	const holes: string[] = [];
	const mark = (index: number) => `\u0000${index}\u0000`;
	const text = JSON.stringify(value, (_name, member: PlanValue) => {
		const hole = holeVariable(member, plan);
		return hole ? mark(holes.push(hole) - 1) : member;
	});
	return shellWord(text).replace(/\\u0000(\d+)\\u0000/g, (_all, index: string) => `'"$${holes[Number(index)] ?? ''}"'`);
}

import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {Plan, PlanValue} from '../../contract/cloud.ts';
import {holeWord, jsonWord, type Words} from '../../engine/script-words.ts';
import {isAws} from '../own-document.ts';
import {keyNames} from './connection-request.ts';

/** @param profile the profile that was picked: the line works in the same account */
export function awsWords(plan: Plan, profile?: string): Words {
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

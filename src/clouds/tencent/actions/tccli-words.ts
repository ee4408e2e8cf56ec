import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {Action, Plan} from '../../contract/cloud.ts';
import {holeWord, jsonWord, type Words} from '../../engine/script-words.ts';
import {isTencent} from '../own-document.ts';
import {isIsolated} from '../wire/endpoint.ts';

/** @param profile the profile that was picked: the line works in the same account */
export function tccliWords({service}: Pick<Action, 'service'>, {region, document}: Plan, profile?: string): Words {
	const source = isTencent(document) ? document.presharedKey : undefined;
	const variable = source?.from === 'env' ? source.name : 'PRESHARED_KEY';
	// a key may hold what JSON escapes
	const key = () => `"$(printf %s "$${variable}" | sed 's/[\\\\"]/\\\\&/g')"`;
	const always = [
		optionWords('--region', region),
		...(profile ? [optionWords('--profile', profile)] : []),
		...(isIsolated(region) ? [optionWords('--endpoint', `${service}.${region}.tencentcloudapi.com`)] : []),
	];
	return {
		call: name => ['tccli', service, name, ...always].join(' '),
		argument(value) {
			if (typeof value === 'boolean') return value ? 'True' : 'False';
			return holeWord(value, key) ?? (typeof value === 'object' ? jsonWord(value, key) : shellWord(String(value)));
		},
		json: value => jsonWord(value, key),
	};
}

/** Ends the script where no id came back: what follows would be made without it. */
export function orEnd(variable: string, prefix: string, call: string): string {
	return `case $${variable} in ${prefix}-*) ;; *) echo '${call} gave no id: look in the console for what it made, nothing more is made' >&2; exit 1 ;; esac`;
}

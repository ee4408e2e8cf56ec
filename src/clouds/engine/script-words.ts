import {isList} from '../../connection/is-list.ts';
import type {PlanValue} from '../contract/cloud.ts';

/** How the lines of a plan's script are written, for a POSIX shell. */
export interface Words {
	/** The beginning of a call: `aws ec2 describe-vpn-gateways --region …`. @param name as the tool spells it */
	call(name: string): string;
	/** A planned value as one word: ids that earlier lines make, and keys, as shell variables. */
	argument(value: PlanValue): string;
	/** The same as text of JSON. */
	json(value: PlanValue): string;
}

/** The variable that holds an action's result: `SITE_GATEWAY_ID`. */
export function resultVariable(actionId: string): string {
	return `${actionId.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_ID`;
}

/** What the shell puts in for a hole of a plan: `"$SITE_GATEWAY_ID"`. Undefined for what is none. @param key what it puts in for a key, by its name */
export function holeWord(value: PlanValue, key: (name: string) => string): string | undefined {
	if (typeof value !== 'object' || isList(value)) return undefined;
	if ('$result' in value && typeof value.$result === 'string') return `"$${resultVariable(value.$result)}"`;
	return '$secret' in value && typeof value.$secret === 'string' ? key(value.$secret) : undefined;
}

/** JSON in single quotes; what the shell puts in stands between them. Ids need no JSON escapes. */
export function jsonWord(value: PlanValue, key: (name: string) => string): string {
	const literal = (text: string) => JSON.stringify(text).replaceAll("'", "'\\''");
	const inQuotes = (member: PlanValue): string => {
		const hole = holeWord(member, key);
		if (hole) return `"'${hole}'"`;
		if (typeof member === 'string') return literal(member);
		if (typeof member !== 'object') return String(member);
		if (isList(member)) return `[${member.map(inQuotes).join(',')}]`;
		return `{${Object.entries(member)
			.map(([name, inner]) => `${literal(name)}:${inQuotes(inner)}`)
			.join(',')}}`;
	};
	return `'${inQuotes(value)}'`;
}

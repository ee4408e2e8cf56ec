import type {Plan, PlanValue} from '../../clouds/contract/cloud.ts';
import {isList} from '../../connection/is-list.ts';
import {printable} from '../../connection/printable.ts';

/** A planned value as plain JSON for people: holes say what fills them, and no secret is in it. */
export function shownValue(value: PlanValue, plan: Plan): unknown {
	if (typeof value === 'string') return printable(value);
	if (typeof value !== 'object') return value;
	if (isList(value)) return value.map(item => shownValue(item, plan));
	if ('$result' in value && typeof value.$result === 'string') return `<id from step ${stepOf(value.$result, plan)}>`;
	if ('$secret' in value && typeof value.$secret === 'string') return `<secret ${printable(value.$secret)}>`;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [printable(name), shownValue(member, plan)]));
}

function stepOf(action: string, plan: Plan): string {
	const index = plan.actions.findIndex(candidate => candidate.id === action);
	return index < 0 ? printable(action) : String(index + 1);
}

/** JSON that keeps on one line what fits on one, for reading. */
export function compactJson(value: unknown, width: number, indent = ''): string {
	const flat = spaced(value);
	if (typeof value !== 'object' || value === null || indent.length + flat.length <= width) return flat;
	const inner = `${indent}  `;
	const [open, close, items] = Array.isArray(value)
		? ['[', ']', value.map(item => compactJson(item, width, inner))]
		: [
				'{',
				'}',
				Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${compactJson(member, width, inner)}`),
			];
	return `${open}\n${items.map(item => `${inner}${item}`).join(',\n')}\n${indent}${close}`;
}

function spaced(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
	if (typeof value === 'object' && value !== null)
		return `{${Object.entries(value)
			.map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
			.join(', ')}}`;
	return JSON.stringify(value);
}

import type {Action, PlanValue} from '../contract/cloud.ts';

/**
 * A request as a plan holds it: plain data. Members and items that are undefined are left out, as an SDK would not send them.
 * @throws Error for what is no plain data
 */
export function plainParameters(request: object): Action['parameters'] {
	return Object.fromEntries(
		Object.entries(request).flatMap(([name, value]) => (value === undefined ? [] : [[name, planValue(value)]])),
	);
}

function planValue(value: unknown): PlanValue {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	if (Array.isArray(value)) return value.filter(item => item !== undefined).map(planValue);
	if (typeof value === 'object' && value !== null) return plainParameters(value);
	throw new Error('A plan holds plain data only');
}

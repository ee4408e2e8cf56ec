import {addressNumber} from '../../ipv4.ts';
import {isId} from './query.ts';
import {malformed, notFound, TencentError} from './tencent-error.ts';

/** Names of tunnels and customer gateways: 1 to 60 characters. Those of VPN gateways: 1 to 60 bytes (CreateVpnGateway, VpnGatewayName). */
const nameLimit = 60;

/** A required text that must not be empty. */
export function filled(parameter: string, value: string): string {
	if (value === '') throw new TencentError('InvalidParameterValue.Empty', `The parameter \`${parameter}\` is empty.`);
	return value;
}

/** A name: not empty and not too long. */
export function checkName(parameter: string, value: string, unit: 'characters' | 'bytes' = 'characters'): string {
	filled(parameter, value);
	if ((unit === 'bytes' ? Buffer.byteLength(value) : [...value].length) > nameLimit) {
		throw new TencentError(
			'InvalidParameterValue.TooLong',
			`The parameter \`${parameter}\` is limited to ${nameLimit} ${unit}.`,
		);
	}
	return value;
}

/** One of a set of words; the API is case-sensitive. */
export function oneOf<T extends string>(parameter: string, value: string, allowed: readonly T[]): T {
	const found = allowed.find(word => word === value);
	if (found === undefined) throw malformed(parameter, value, `Allowed: ${allowed.join(', ')}.`);
	return found;
}

/** Members of a structure that must each be one of a set of words. */
export function checkWords<K extends string>(
	path: string,
	given: Readonly<Record<NoInfer<K>, string>>,
	allowed: Readonly<Record<K, readonly string[]>>,
): void {
	for (const name in allowed) oneOf(`${path}.${name}`, given[name], allowed[name]);
}

/** A whole number within bounds, both included. */
export function within(parameter: string, value: number, minimum: number, maximum: number): number {
	if (value < minimum || value > maximum) throw malformed(parameter, value, `Allowed: ${minimum} to ${maximum}.`);
	return value;
}

/** An IPv4 address, as a number. */
export function checkAddress(parameter: string, value: string): number {
	const address = addressNumber(value);
	if (address === undefined) throw malformed(parameter, value, 'An IPv4 address is due.');
	return address;
}

/** The record an id names: empty and malformed ids are told apart from unknown ones. */
export function lookUp<T>(records: ReadonlyMap<string, T>, prefix: string, parameter: string, id: string): T {
	filled(parameter, id);
	if (!isId(prefix, id)) throw malformed(parameter, id);
	const record = records.get(id);
	if (record === undefined) throw notFound(id);
	return record;
}

import {randomUUID} from 'node:crypto';
import type {WireRequest, WireResponse} from '../../service.ts';
import type {ApiError} from '../protocol/api-error.ts';
import {decodeCbor, encodeCbor, NotCbor} from './cbor.ts';

/*
 * The two protocols that the monitoring services are spoken to in. The SDK speaks AWS JSON, the aws CLI speaks CBOR with CloudWatch.
 * Source: Smithy, "AWS JSON 1.0/1.1 protocol" (X-Amz-Target) and "RPC v2 CBOR protocol" (/service/NAME/operation/NAME); the services' models in botocore.
 */

/** What a request asks for. */
export interface MonitoringCall {
	readonly service: 'monitoring' | 'logs';
	readonly action: string;
	readonly isCbor: boolean;
}

/** A service by its name in a target. */
const services: Readonly<Record<string, MonitoringCall['service']>> = {
	GraniteServiceVersion20100801: 'monitoring',
	Logs_20140328: 'logs',
};

const byPath = /^\/service\/(\w{1,60})\/operation\/(\w{1,60})$/;

/** The call of a request to CloudWatch or its Logs; undefined for any other. */
export function monitoringCallOf({path, headers}: WireRequest): MonitoringCall | undefined {
	const isCbor = headers['smithy-protocol'] === 'rpc-v2-cbor';
	const [target = '', operation = ''] = isCbor
		? (byPath.exec(path)?.slice(1) ?? [])
		: (headers['x-amz-target'] ?? '').split('.');
	const service = Object.hasOwn(services, target) ? services[target] : undefined;
	return service && {service, action: operation, isCbor};
}

/** What a request gives, by its members; undefined where that can't be read. Times are seconds. */
export function inputOf(request: WireRequest, {isCbor}: MonitoringCall): Readonly<Record<string, unknown>> | undefined {
	try {
		const given: unknown = isCbor
			? decodeCbor(request.bytes ?? new Uint8Array())
			: JSON.parse(request.body === '' ? '{}' : request.body);
		return typeof given === 'object' && given !== null && !Array.isArray(given) ? {...given} : undefined;
	} catch (error) {
		if (error instanceof NotCbor || error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** A reply; Dates in it are timestamps. */
export function replyTo(call: MonitoringCall, members: object): WireResponse {
	return written(call, 200, members, {});
}

/** An error. CloudWatch gives the code of its older protocol beside the type. */
export function errorTo(call: MonitoringCall, {status, code, message}: ApiError): WireResponse {
	const namespace = call.service === 'logs' ? 'com.amazonaws.logs' : 'com.amazonaws.cloudwatch';
	const older: Readonly<Record<string, string>> =
		call.service === 'logs' ? {} : {'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`};
	return written(call, status, {__type: `${namespace}#${code}`, message}, older);
}

function written(
	{service, isCbor}: MonitoringCall,
	status: number,
	members: object,
	more: Readonly<Record<string, string>>,
): WireResponse {
	const headers = {'x-amzn-requestid': randomUUID(), ...more};
	if (isCbor)
		return {
			status,
			headers: {...headers, 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor'},
			body: '',
			bytes: encodeCbor(members),
		};
	return {
		status,
		headers: {...headers, 'content-type': `application/x-amz-json-1.${service === 'logs' ? 1 : 0}`},
		body: JSON.stringify(members, asSeconds),
	};
}

/** JSON.stringify has made a text of a Date before it is asked: the holder has it still. */
function asSeconds(this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
	const own = this[name];
	return own instanceof Date ? own.getTime() / 1000 : value;
}

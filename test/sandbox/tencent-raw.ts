import {createHash, createHmac} from 'node:crypto';
import {request} from 'node:http';
import {tencentSecretId, tencentSecretKey} from '../../src/sandbox/tencent/protocol/tencent-keys.ts';

export interface RawCall {
	readonly action?: string;
	readonly version?: string;
	readonly region?: string;
	readonly body?: string;
	/** The body that is sent when it is not the one that was signed. */
	readonly sentBody?: string;
	readonly host?: string;
	/** What is signed as host, when it is not the Host header. */
	readonly signedHost?: string;
	readonly secretId?: string;
	readonly secretKey?: string;
	readonly timestamp?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Headers that are left out. */
	readonly without?: readonly string[];
	readonly signAction?: boolean;
}

export interface RawAnswer {
	readonly status: number;
	readonly response: {readonly Error?: {readonly Code: string; readonly Message: string}} & Record<string, unknown>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** A request signed by the API's own description of TC3-HMAC-SHA256, with whatever is to be wrong in it. */
export function rawCall(port: number, call: RawCall = {}): Promise<RawAnswer> {
	const body = call.body ?? '{}';
	const host = call.host ?? `127.0.0.1:${port}`;
	const action = call.action ?? 'DescribeVpnGateways';
	const timestamp = String(call.timestamp ?? Math.floor(Date.now() / 1000));
	const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
	const signed = [
		['content-type', 'application/json; charset=utf-8'],
		['host', call.signedHost ?? host],
		...(call.signAction ? [['x-tc-action', action.toLowerCase()]] : []),
	];
	const names = signed.map(([name]) => name).join(';');
	const canonical = [
		'POST',
		'/',
		'',
		signed.map(([name, value]) => `${name}:${value}\n`).join(''),
		names,
		sha256(body),
	];
	const scope = `${date}/vpc/tc3_request`;
	const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical.join('\n'))].join('\n');
	const key = hmac(hmac(hmac(`TC3${call.secretKey ?? tencentSecretKey}`, date), 'vpc'), 'tc3_request');
	const signature = hmac(key, toSign).toString('hex');
	const headers: Record<string, string> = {
		host,
		authorization: `TC3-HMAC-SHA256 Credential=${call.secretId ?? tencentSecretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
		'content-type': 'application/json; charset=utf-8',
		'x-tc-action': action,
		'x-tc-version': call.version ?? '2017-03-12',
		'x-tc-region': call.region ?? 'ap-guangzhou',
		'x-tc-timestamp': timestamp,
		...call.headers,
	};
	for (const name of call.without ?? []) delete headers[name];
	return new Promise((resolve, reject) => {
		const outgoing = request({host: '127.0.0.1', port, method: 'POST', path: '/', headers}, incoming => {
			let text = '';
			incoming.setEncoding('utf8');
			incoming.on('data', (chunk: string) => {
				text += chunk;
			});
			incoming.on('end', () => {
				resolve({status: incoming.statusCode ?? 0, response: JSON.parse(text).Response});
			});
		});
		outgoing.on('error', reject);
		outgoing.end(call.sentBody ?? body);
	});
}

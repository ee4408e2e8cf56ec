import {type Agent, createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {Client as RegionClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/region/v20220627/region_client.js';
import {Client as StsClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import {Client as TagClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_client.js';
import {Client as VpcClient} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client.js';
import type {SandboxOptions} from '../../src/sandbox/sandbox.ts';
import type {Service} from '../../src/sandbox/service.ts';
import {tencentSecretId, tencentSecretKey} from '../../src/sandbox/tencent/protocol/tencent-keys.ts';
import {createTencentService} from '../../src/sandbox/tencent/protocol/tencent-service.ts';

export interface Credential {
	readonly secretId: string;
	readonly secretKey: string;
	readonly token?: string;
}

export interface TencentServer {
	readonly service: Service;
	readonly port: number;
	/** Moves the cloud's clock on, ms. */
	advance(ms: number): void;
	vpc(credential?: Credential, region?: string, host?: string, agent?: Agent): VpcClient;
	sts(credential?: Credential): StsClient;
	tag(credential?: Credential, region?: string, host?: string, agent?: Agent): TagClient;
	region(): RegionClient;
	close(): Promise<void>;
}

const full: Credential = {secretId: tencentSecretId, secretKey: tencentSecretKey};

/** Tencent's half of the sandbox on a port of its own, with a clock the test turns, and the real SDK to call it. */
export async function startTencent(options: SandboxOptions = {}): Promise<TencentServer> {
	// The SDK sends even loopback calls through it.
	delete process.env.http_proxy;
	let offset = 0;
	const start = Date.now();
	const service = createTencentService({now: () => start + offset, realNow: Date.now}, options);
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const url = new URL(request.url ?? '/', 'http://localhost');
			const headers = Object.fromEntries(
				Object.entries(request.headers).map(([name, value]) => [
					name,
					Array.isArray(value) ? value.join(',') : (value ?? ''),
				]),
			);
			const answer = service.handle({
				method: request.method ?? '',
				path: url.pathname,
				query: url.search.slice(1),
				headers,
				body: Buffer.concat(chunks).toString('utf8'),
			}).response;
			response.writeHead(answer.status, answer.headers).end(answer.body);
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	// A TCP server's address is never a string.
	const {port} = server.address() as AddressInfo;
	const configuration = (credential: Credential, region: string, host: string, agent?: Agent) => ({
		credential,
		region,
		profile: {
			language: 'en-US' as const,
			httpProfile: {endpoint: `${host}:${port}`, protocol: 'http://' as const, reqTimeout: 5, agent},
		},
	});
	return {
		service,
		port,
		advance: ms => {
			offset += ms;
		},
		vpc: (credential = full, region = 'ap-guangzhou', host = '127.0.0.1', agent) =>
			new VpcClient(configuration(credential, region, host, agent)),
		sts: (credential = full) => new StsClient(configuration(credential, 'ap-guangzhou', '127.0.0.1')),
		tag: (credential = full, region = 'ap-guangzhou', host = '127.0.0.1', agent) =>
			new TagClient(configuration(credential, region, host, agent)),
		region: () => new RegionClient(configuration(full, 'ap-guangzhou', '127.0.0.1')),
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

import type {
	CreateVpnConnectionRequest,
	VpnConnection,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ActionResult, Cloud, PlanValue} from '../../../src/clouds/contract/cloud.ts';
import type {Planned} from '../../../src/clouds/engine/fill.ts';
import {readBack} from '../../../src/clouds/engine/read-back.ts';
import {connectionRequest} from '../../../src/clouds/tencent/actions/connection-request.ts';
import {type TencentConnection, tencentConnection} from '../../../src/clouds/tencent/document.ts';
import {fromTencentRequest} from '../../../src/clouds/tencent/import/from-request.ts';
import {fromVpnConnection} from '../../../src/clouds/tencent/import/read-back.ts';
import {isTencent} from '../../../src/clouds/tencent/own-document.ts';
import {tencentOptionsInForce} from '../../../src/clouds/tencent/presets.ts';
import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {models, strangers} from '../../sandbox/tencent-models.ts';
import {missingIn, schemaDocument} from '../schema-documents.ts';
import {bgp, ccn, destinationRoutes, policy, tencentDocument} from './documents.ts';
import {tencentSamples} from './samples.ts';

/* What a user would lose: a field that the API does not know or takes for something else, and "another like this one" that is not. */

const {signal} = new AbortController();
const key = 'A1b2C3d4E5f6';
const vpc = models('tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.d.ts');

const documents = Array.from({length: 12}, (_, number) =>
	tencentConnection.parse(schemaDocument('tencent', number, tencentSamples)),
);

/** Leaves that no document of Tencent Cloud has. */
const ofAws = ['site.deviceName', 'site.certificateArn'];

/** Parameters with their holes filled, as they go to the SDK. */
function filled(value: PlanValue): unknown {
	if (typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map(filled);
	if ('$result' in value) return 'vpnx-0123';
	if ('$secret' in value) return key;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member)]));
}

describe('requests hold what the SDK knows, in its types', () => {
	it('the documents hold every field of the schema and every value that it lists', () => {
		expect(missingIn(documents, 'tencent').filter(leaf => !ofAws.includes(leaf))).toEqual([]);
	});

	it.each(documents.map((document, number) => ({number, document})))('document $number', ({document}) => {
		const cloud = createTencentCloud({env: {}, sandbox: true});
		const table = {
			id: 'rtb-1',
			name: 'main',
			selectable: true,
			vpcId: 'vpc-gapcv96p',
			main: true,
			propagatingGateways: [],
			routes: [],
		};
		const plan = cloud.plan(document, {routeTables: [table]});
		cloud.close();
		expect(plan.actions.map(({call}) => call)).toContain('CreateVpnConnection');
		for (const {call, parameters} of plan.actions)
			expect(strangers(filled(parameters), `${call}Request`, vpc, call)).toEqual([]);
	});

	it('their types are the SDK’s: the compiler checks this line', () => {
		const request = connectionRequest(policy, 'cgw-qa9sxpy7', {
			cloud: undefined,
			site: undefined,
		}) satisfies Planned<CreateVpnConnectionRequest>;
		expect(request.VpnGatewayId).toBe('vpngw-1w9tue3d');
	});
});

/* Requests of the shapes that the API's pages show, an SPD tunnel and one with destination routes, with values of our own. */
const spd = {
	VpcId: 'vpc-gapcv96p',
	VpnGatewayId: 'vpngw-1w9tue3d',
	CustomerGatewayId: 'cgw-qa9sxpy7',
	VpnConnectionName: 'sample-spd',
	PreShareKey: key,
	RouteType: 'Policy',
	SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.9.0/24', RemoteCidrBlock: ['172.31.1.0/24', '172.31.2.0/24']}],
	IKEOptionsSpecification: {
		IKEVersion: 'IKEV1',
		PropoEncryAlgorithm: '3DES-CBC',
		PropoAuthenAlgorithm: 'MD5',
		ExchangeMode: 'MAIN',
		LocalIdentity: 'ADDRESS',
		LocalAddress: '58.211.2.5',
		RemoteIdentity: 'ADDRESS',
		RemoteAddress: '1.2.3.4',
		DhGroupName: 'GROUP1',
	},
	IPSECOptionsSpecification: {EncryptAlgorithm: '3DES-CBC', IntegrityAlgorith: 'SHA1', PfsDhGroup: 'NULL'},
	Tags: [{Key: 'town', Value: 'somewhere'}],
} satisfies CreateVpnConnectionRequest;
const routes = {
	VpcId: 'vpc-gapcv96p',
	VpnGatewayId: 'vpngw-1w9tue3d',
	CustomerGatewayId: 'cgw-qa9sxpy7',
	VpnConnectionName: 'sample-routes',
	PreShareKey: key,
	RouteType: 'StaticRoute',
	NegotiationType: 'flowTrigger',
	DpdEnable: 1,
	DpdTimeout: '45',
	DpdAction: 'clear',
	EnableHealthCheck: true,
	HealthCheckLocalIp: '169.254.220.1',
	HealthCheckRemoteIp: '169.254.220.2',
	HealthCheckConfig: {ProbeType: 'NQA', ProbeInterval: 3000, ProbeThreshold: 4, ProbeTimeout: 200},
	IKEOptionsSpecification: {
		IKEVersion: 'IKEV2',
		PropoEncryAlgorithm: 'AES128GCM128',
		LocalIdentity: 'FQDN',
		LocalFqdnName: 'cloud.example',
		RemoteIdentity: 'FQDN',
		RemoteFqdnName: 'site.example',
	},
} satisfies CreateVpnConnectionRequest;

describe('a request of the shape that the API’s pages show', () => {
	it.each([
		['SPD', spd],
		['destination routes', routes],
	])('%s: comes out again as it went in', (_name, request) => {
		const {document, leftOut} = fromTencentRequest(request, 'ap-guangzhou');
		expect(leftOut.map(({field}) => field)).toEqual(['PreShareKey']);
		const cloud = createTencentCloud({env: {}, sandbox: true});
		const plan = cloud.plan(document, {});
		cloud.close();
		const action = plan.actions.find(({call}) => call === 'CreateVpnConnection');
		expect(filled(action?.parameters ?? {})).toMatchObject(request);
	});
});

describe('a tunnel that was made is read back as the document that made it', () => {
	let cloud: Cloud;
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({speed: 1_000_000});
		cloud = createTencentCloud({env: sandbox.env, sandbox: true});
	});
	afterAll(async () => {
		cloud.close();
		await sandbox.close();
	});

	async function make(document: TencentConnection) {
		const facts = await cloud.facts(document, signal);
		const plan = cloud.plan(document, facts);
		const results = new Map<string, ActionResult>();
		const context = {plan, secrets: new Map([['presharedKey', new Secret(key)]]), results, signal, runId: 'run'};
		for (const action of plan.actions) {
			const result = await cloud.perform(action, context);
			results.set(action.id, result);
			await cloud.settle(action, result, context);
		}

		const siteId = document.site.kind === 'existing' ? document.site.id : results.get('site-gateway')?.id;
		return {id: results.get('connection')?.id ?? '', siteId: siteId ?? ''};
	}

	it('the routes that BGP learned are in its gateway’s list, and are nothing that anybody made', async () => {
		const id = 'vpnx-bgpgz001';
		sandbox.setLine(id, 0, {ipsec: true, learned: ['10.99.0.0/16']});
		const {parts = []} = (await cloud.dependents?.('ap-guangzhou', id, signal)) ?? {};
		expect(parts.map(part => part.id)).toContain('connection');
		expect(parts.filter(part => part.id.startsWith('gateway-route'))).toEqual([]);
		expect(await cloud.standingRoutes?.('ap-guangzhou', id, signal)).toEqual([]);
	});

	/** What is to come back: the same tunnel, said otherwise. */
	function expected(document: TencentConnection, siteId: string): TencentConnection {
		const {healthCheck, routing} = document;
		const {localIp: _local, remoteIp: _remote, ...probes} = healthCheck ?? {enabled: false};
		return inForce({
			...document,
			site: {kind: 'existing', id: siteId},
			// Keys, and addresses inside the tunnel, are the first one's own.
			presharedKey: {from: 'generated'},
			routing:
				routing.mode === 'bgp'
					? {mode: 'bgp'}
					: routing.mode === 'static'
						? {mode: 'static', prefixes: ['172.20.10.0/24', '172.20.64.0/18']}
						: routing,
			// What the API fills in where nothing was asked for.
			...(healthCheck && {
				healthCheck: {...probes, intervalMs: probes.intervalMs ?? 5000, threshold: 3, timeoutMs: 150},
			}),
		});
	}

	const inForce = ({security, ...document}: TencentConnection): TencentConnection => ({
		...document,
		security: {preset: 'custom', options: tencentOptionsInForce(security.preset, security.options)},
	});

	it.each([
		['SPD', policy],
		['destination routes', destinationRoutes],
		['BGP', bgp],
		['CCN', {...ccn, site: {kind: 'new', name: 'ccn', address: '203.0.113.92'}} as const],
		[
			'names for identities, passive, without DPD',
			tencentDocument({
				name: 'names',
				site: {kind: 'new', name: 'names', address: '203.0.113.90'},
				ranges: [{cloudSide: '10.8.5.0/24', siteSide: ['172.20.90.0/24']}],
				negotiation: 'passive',
				dpd: {enabled: false},
				security: {
					preset: 'compatible',
					options: {
						localIdentity: {type: 'FQDN', name: 'cloud.example'},
						remoteIdentity: {type: 'ADDRESS', address: '203.0.113.91'},
						ipsecLifetimeKilobytes: 5_000_000,
					},
				},
			}),
		],
	])('%s', async (_name, document) => {
		const {id, siteId} = await make(document);
		const {document: back, leftOut} = await readBack(cloud, document.region, id, signal);
		if (!isTencent(back)) throw new Error('read back as another cloud’s');
		expect(inForce(back)).toEqual(expected(document, siteId));
		const own = {
			BgpConfig: document.routing.mode === 'bgp',
			HealthCheckLocalIp: document.healthCheck?.localIp !== undefined,
			HealthCheckRemoteIp: document.healthCheck?.remoteIp !== undefined,
		};
		const wanted = Object.entries(own).flatMap(([field, isOwn]) => (isOwn ? [field] : []));
		expect(leftOut.map(({field}) => field)).toEqual(['PreShareKey', ...wanted]);
		expect(JSON.stringify({back, leftOut})).not.toContain(key);
	});

	it('a preset comes back as the preset, without the addresses of the gateways', async () => {
		const {id} = await make(
			tencentDocument({
				name: 'preset',
				site: {kind: 'new', name: 'preset', address: '203.0.113.95'},
				ranges: [{cloudSide: '10.8.6.0/24', siteSide: ['172.20.95.0/24']}],
			}),
		);
		expect((await readBack(cloud, 'ap-guangzhou', id, signal)).document.security).toEqual({preset: 'strong'});
	});

	it('a tunnel of the API’s first years, with its old word for routing and its numbers as texts', async () => {
		const {document} = await readBack(cloud, 'ap-guangzhou', 'vpnx-5p7vkch8', signal);
		expect(document).toMatchObject({cloud: 'tencent', routing: {mode: expect.stringMatching(/policy|static/)}});
		expect(isTencent(document) && document.security.options?.ikeLifetimeSeconds).toEqual(expect.any(Number));
	});

	it('a standby’s priority comes back, that of a first choice goes without saying, and different ones are said', () => {
		const shown: VpnConnection = {
			...{VpnConnectionId: 'vpnx-1', VpnConnectionName: 'x', VpnGatewayId: 'vpngw-1', CustomerGatewayId: 'cgw-1'},
			...{RouteType: 'StaticRoute', PreShareKey: key},
		};
		const back = (...priorities: readonly number[]) =>
			fromVpnConnection(shown, 'ap-guangzhou', {
				routes: priorities.map((priority, index) => ({destination: `172.20.${index}.0/24`, priority})),
				cloudAddress: '',
				siteAddress: '',
			});
		expect(back(100, 100).document.routing).toMatchObject({priority: 100});
		expect(back(0).document.routing).not.toHaveProperty('priority');
		expect(back(0, 100).leftOut.map(({field}) => field)).toContain('Priority');
		expect(back(0, 0).leftOut.map(({field}) => field)).not.toContain('Priority');
	});

	it('routes that could not be read are said', () => {
		const shown: VpnConnection = {
			VpnConnectionId: 'vpnx-1',
			VpnConnectionName: 'x',
			VpnGatewayId: 'vpngw-1',
			CustomerGatewayId: 'cgw-1',
			RouteType: 'StaticRoute',
			PreShareKey: key,
		};
		const {leftOut} = fromVpnConnection(shown, 'ap-guangzhou', {
			routes: undefined,
			cloudAddress: '',
			siteAddress: '',
		});
		expect(leftOut.map(({field}) => field)).toEqual(['PreShareKey', 'Routes']);
	});
});

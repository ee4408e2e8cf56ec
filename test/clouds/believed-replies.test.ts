import {once} from 'node:events';
import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createGzip} from 'node:zlib';
import {afterEach, describe, expect, it} from 'vitest';
import type {Action, ActionResult, Cloud, CloudErrorInfo, CloudId} from '../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import {Secret} from '../../src/connection/secret.ts';
import {fakeIo} from '../commands/fake-io.ts';
import {planOf} from '../ui/fixtures.ts';
import {tencentDocument} from './tencent/documents.ts';

/*
 * What a user would lose: a connection that stands and is billed, and that is told to be deleted, or never to have been made, because
 * something on the way answered in the cloud's place.
 */

const connectionIds = {aws: 'vpn-1', tencent: 'vpnx-1'} as const;
const regions = {aws: 'eu-central-1', tencent: 'ap-guangzhou'} as const;
const {signal} = new AbortController();
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

type Answer = (response: ServerResponse, call: string) => void;

/** The environment of a server that answers every call with `answer`. */
async function serverWith(answer: Answer): Promise<Record<string, string>> {
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (part: string) => (body += part));
		const named = request.headers['x-tc-action'];
		request.on('end', () => answer(response, named ? String(named) : (new URLSearchParams(body).get('Action') ?? '')));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const {port} = server.address() as AddressInfo; // listens on TCP
	closers.push(async () => {
		server.closeAllConnections();
		await new Promise(done => server.close(done));
	});
	return {
		AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
		AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
		AWS_SECRET_ACCESS_KEY: 'key-in-clear',
		TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
		TENCENTCLOUD_PROTOCOL: 'http',
		TENCENTCLOUD_SECRET_ID: 'AKIDtest1234',
		TENCENTCLOUD_SECRET_KEY: 'key-in-clear',
	};
}

/** A cloud whose every call is answered by `answer`. */
async function cloudWith(id: CloudId, answer: Answer): Promise<Cloud> {
	// pauses between tries are shares of the limit
	const cloud = await moduleOf(id).open({env: await serverWith(answer), sandbox: false, timeoutMs: 10_000});
	closers.unshift(() => cloud.close());
	return cloud;
}

async function failure(work: Promise<unknown>): Promise<CloudErrorInfo> {
	const error = await work.then(
		value => value,
		(thrown: unknown) => thrown,
	);
	if (error instanceof CloudError) return error.info;
	throw new Error(`expected a CloudError, got ${JSON.stringify(error) ?? String(error)}`);
}

function create(cloud: Cloud): Promise<unknown> {
	const plan = cloud.id === 'aws' ? planOf() : cloud.plan(tencentDocument(), {});
	const action = plan.actions.find(({call}) => call === 'EnableVgwRoutePropagation') ?? plan.actions[0];
	if (!action) throw new Error('nothing is planned');
	const secrets = new Map([['presharedKey', new Secret('Only.for_this.test')]]);
	return cloud.perform(action, {plan, secrets, results: new Map<string, ActionResult>(), signal, runId: 'run-1'});
}

const undoSteps = {
	aws: {call: 'DeleteVpnConnection', parameters: {VpnConnectionId: 'vpn-1'}},
	tencent: {call: 'DeleteVpnConnection', parameters: {VpnGatewayId: 'vpngw-1', VpnConnectionId: 'vpnx-1'}},
} as const;

function takeBack(cloud: Cloud): Promise<unknown> {
	const step = {
		id: 'connection',
		title: 'delete',
		detail: 'vpn-1',
		...(cloud.id === 'aws' ? undoSteps.aws : undoSteps.tencent),
	};
	return cloud.undo(step, {region: moduleOf(cloud.id).region.sandbox, signal});
}

const page = '<html><head><title>Sign in</title></head><body><Error><Code>NotFound</Code></Error></body></html>';
const ec2 = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';
const at =
	(status: number, body: (call: string) => string): Answer =>
	(response, call) =>
		void response.writeHead(status).end(body(call));

/** What stands in the place of a reply, by what it is. */
const noReplies: Readonly<Record<'aws' | 'tencent', Readonly<Record<string, Answer>>>> = {
	aws: {
		'an empty reply': at(200, () => ''),
		'a page': at(200, () => page),
		'a page that is not found': at(404, () => page),
		'nothing, not found': at(404, () => ''),
		'a page that is forbidden': at(403, () => page),
		"another call's reply": at(
			200,
			() => `<DescribeVpcsResponse ${ec2}><requestId>r</requestId></DescribeVpcsResponse>`,
		),
		'a reply of another API': at(
			200,
			call => `<${call}Response xmlns="urn:x"><requestId>r</requestId></${call}Response>`,
		),
		'a reply without a request id': at(200, call => `<${call}Response ${ec2}></${call}Response>`),
		'a reply whose request id is in a header alone': (response, call) =>
			void response.setHeader('x-amzn-requestid', 'r').end(`<${call}Response ${ec2}></${call}Response>`),
		'a reply that was cut off': at(200, call => `<${call}Response ${ec2}><requestId>r</requestId><vpnConnectionSet>`),
		'success with an error in it': at(
			200,
			() =>
				'<Response><Errors><Error><Code>InvalidVpnConnectionID.NotFound</Code><Message>x</Message></Error></Errors><RequestID>r</RequestID></Response>',
		),
		'an error without a request id': at(
			400,
			() => '<Response><Errors><Error><Code>InvalidVpnConnectionID.NotFound</Code></Error></Errors></Response>',
		),
		'an error of another form': at(400, () => '<ErrorResponse><Error><Code>X</Code></Error></ErrorResponse>'),
		JSON: at(400, () => '{"__type":"InvalidVpnConnectionID.NotFound"}'),
	},
	tencent: {
		'an empty reply': at(200, () => ''),
		'a page': at(200, () => page),
		'a page that is not found': at(404, () => page),
		'JSON of another shape': at(200, () => '{"code":0,"Response":[]}'),
		null: at(200, () => 'null'),
		'a reply without a request id': at(
			200,
			() => '{"Response":{"TotalCount":0,"VpnConnectionSet":[],"CustomerGatewaySet":[]}}',
		),
		"another call's reply": at(200, () => '{"Response":{"TotalCount":0,"VpcSet":[],"RequestId":"r"}}'),
		'an error without a request id': at(200, () => '{"Response":{"Error":{"Code":"ResourceNotFound","Message":"x"}}}'),
		'an error without a code': at(200, () => '{"Response":{"Error":"ResourceNotFound","RequestId":"r"}}'),
		'an error with another status': at(
			404,
			() => '{"Response":{"Error":{"Code":"ResourceNotFound","Message":"x"},"RequestId":"r"}}',
		),
		'a stream of events': (response, call) =>
			void response.setHeader('content-type', 'text/event-stream').end(`data: ${call}\n\n`),
	},
};

describe.each(['aws', 'tencent'] as const)('%s: a reply that is none of the API’s', id => {
	it.each(Object.keys(noReplies[id]))(
		'%s: nothing is "not there" or "made", and a call that changes is in doubt',
		async name => {
			const cloud = await cloudWith(id, noReplies[id][name] ?? (() => {}));
			const reads = [
				cloud.connections(regions[id], signal),
				cloud.siteGateways(regions[id], signal),
				cloud.status(regions[id], undefined, signal),
				takeBack(cloud),
			];
			for (const info of await Promise.all(reads.map(failure))) {
				expect(info.kind).not.toBe('credentials');
				expect(info.code).not.toMatch(/NotFound/);
				expect(info.mend).toMatch(/\S/);
			}

			expect(await failure(create(cloud))).toMatchObject({ambiguous: true, retryable: false});
		},
		60_000,
	);
});

interface Listed {
	readonly ids: readonly string[];
	readonly total?: number;
}

/** Lists that the API never gives, as the ids that are in them; the connection that is asked for is `…-1`. */
const noLists: Readonly<Record<string, Listed | undefined>> = {
	'without an id': {ids: ['']},
	'with another id than was asked for': {ids: ['2']},
	'with one thing twice': {ids: ['1', '1']},
	'that is not there': undefined,
	'that ends before its total': {ids: ['1'], total: 500},
};

/** A list of connections as either cloud writes it; every other list is empty. */
function answerWith(id: CloudId, listed: Listed | undefined): Answer {
	return (response, call) => {
		const {ids = [], total = ids.length} = call === 'DescribeVpnConnections' ? (listed ?? {}) : {};
		if (id === 'tencent') {
			const VpnConnectionSet = ids.map(each => ({
				...(each ? {VpnConnectionId: `vpnx-${each}`} : {}),
				State: 'AVAILABLE',
			}));
			const [CustomerGatewaySet, VpnGatewaySet] = [[], []];
			const lists = {CustomerGatewaySet, VpnGatewaySet, ...(listed ? {VpnConnectionSet} : {})};
			response.end(JSON.stringify({Response: {RequestId: 'r', TotalCount: total, ...lists}}));
			return;
		}

		const items = ids.map(
			each =>
				`<item>${each ? `<vpnConnectionId>vpn-${each}</vpnConnectionId>` : ''}<state>available</state><customerGatewayConfiguration>x</customerGatewayConfiguration></item>`,
		);
		response.end(
			`<${call}Response ${ec2}><requestId>r</requestId><customerGatewaySet/><vpnGatewaySet/>${listed ? `<vpnConnectionSet>${items.join('')}</vpnConnectionSet>` : ''}</${call}Response>`,
		);
	};
}

describe.each(['aws', 'tencent'] as const)('%s: a list of connections that is no answer', id => {
	const names = Object.keys(noLists).filter(name => id === 'tencent' || !name.includes('total'));
	it.each(names)('%s: nobody believes it', async name => {
		const cloud = await cloudWith(id, answerWith(id, noLists[name]));
		const own = connectionIds[id];
		const plan = id === 'aws' ? planOf() : cloud.plan(tencentDocument(), {});
		const lookUp = {
			...plan.actions[0],
			id: 'connection',
			call: 'DescribeVpnConnections',
			parameters: {VpnConnectionIds: [own]},
		} as Action;
		const context = {plan, secrets: new Map(), results: new Map<string, ActionResult>(), signal, runId: 'run-1'};
		const byId = [
			cloud.readBack?.(regions[id], own, signal),
			cloud.deviceSide?.(regions[id], own, signal),
			cloud.find(lookUp, context),
			takeBack(cloud),
		];
		const lists = name.includes('another id')
			? []
			: [
					cloud.status(regions[id], undefined, signal),
					cloud.connections(regions[id], signal),
					cloud.dependents?.(regions[id], own, signal),
				];
		for (const reading of [...byId, ...lists])
			expect(await failure(Promise.resolve(reading))).toMatchObject({kind: 'protocol'});
	});

	it.each([
		['without an id', (place: readonly string[]) => ['status', '--cloud', id, ...place]],
		['with one thing twice', (place: readonly string[]) => ['status', '--cloud', id, ...place]],
		[
			'with another id than was asked for',
			(place: readonly string[]) => [
				'config',
				connectionIds[id],
				'--device',
				'strongswan',
				'--out',
				'/nowhere',
				...place,
			],
		],
		[
			'with another id than was asked for',
			(place: readonly string[]) => ['export', connectionIds[id], '--format', 'terraform', ...place],
		],
	])('%s: no command ends well with it', async (name, command) => {
		const io = fakeIo({env: {...(await serverWith(answerWith(id, noLists[name]))), HOME: '/nowhere'}});
		const code = await runArguments(command(['--region', regions[id]]), undefined, io);
		expect([code, io.stderr()]).toEqual([4, expect.stringMatching(/It (lists|tells of) /)]);
		expect(io.stdout()).toBe('');
	});

	it('nor that it is none where it is: an empty one says that nothing is there', async () => {
		const cloud = await cloudWith(id, answerWith(id, {ids: []}));
		expect(await cloud.status(regions[id], undefined, signal)).toEqual([]);
		expect(await takeBack(cloud)).toBe('was gone already');
	});
});

/** Pieces that never end, as fast as they are taken. */
function endless(response: NodeJS.WritableStream, piece: string): void {
	const more = () => {
		while (response.write(piece));
	};
	response.on('drain', more);
	more();
}

const bounds: Readonly<Record<'aws' | 'tencent', {head: (call: string) => string; piece: string}>> = {
	aws: {
		head: call => `<${call}Response ${ec2}><requestId>r</requestId><note>`,
		piece: 'x'.repeat(65_536),
	},
	tencent: {head: () => '{"Response":{"RequestId":"r","Note":"', piece: 'x'.repeat(65_536)},
};

describe.each(['aws', 'tencent'] as const)('%s: what never ends', id => {
	it('a reply without end is no reply: it is left, and not kept in memory', async () => {
		const {head, piece} = bounds[id];
		const cloud = await cloudWith(id, (response, call) => {
			response.write(head(call));
			endless(response, piece);
		});
		const info = await failure(cloud.siteGateways(regions[id], signal));
		expect(info).toMatchObject({kind: 'protocol', message: expect.stringContaining('longer than 32 MB')});
		expect(await failure(create(cloud))).toMatchObject({ambiguous: true});
	}, 60_000);

	it('a list of 200,000 that is asked for by the hundred is no list', async () => {
		const cloud = await cloudWith(id, (response, call) => {
			const many = Array.from({length: 200_000}, (_, index) => `cgw-${index}`);
			const items = many.map(each => `<item><customerGatewayId>${each}</customerGatewayId></item>`).join('');
			const CustomerGatewaySet = many.map(CustomerGatewayId => ({CustomerGatewayId}));
			response.end(
				id === 'aws'
					? `<${call}Response ${ec2}><requestId>r</requestId><customerGatewaySet>${items}</customerGatewaySet></${call}Response>`
					: JSON.stringify({Response: {RequestId: 'r', TotalCount: 200_000, CustomerGatewaySet}}),
			);
		});
		expect(await failure(cloud.siteGateways(regions[id], signal))).toMatchObject({
			kind: 'protocol',
			message: expect.stringMatching(/goes on after|holds more than/),
		});
	}, 60_000);
});

it('Tencent Cloud: a small reply that unpacks to gigabytes is left as soon as it is too long', async () => {
	const cloud = await cloudWith('tencent', response => {
		response.writeHead(200, {'content-encoding': 'gzip'});
		const gzip = createGzip();
		gzip.pipe(response);
		response.on('close', () => gzip.destroy());
		gzip.on('error', () => {});
		endless(gzip, 'x'.repeat(65_536));
	});
	expect(await failure(cloud.siteGateways(regions.tencent, signal))).toMatchObject({
		message: expect.stringContaining('longer than 32 MB'),
	});
}, 60_000);

it('AWS: pages that lead to further pages for ever end in an error', async () => {
	let asked = 0;
	const cloud = await cloudWith('aws', (response, call) => {
		asked += 1;
		response.end(
			`<${call}Response ${ec2}><requestId>r</requestId><vpcSet/><routeTableSet/><vpnGatewaySet/><transitGatewaySet/><transitGatewayAttachments/><nextToken>page-${asked}</nextToken></${call}Response>`,
		);
	});
	expect(await failure(cloud.vpcs?.(regions.aws, signal) ?? Promise.reject(new Error('aws lists VPCs')))).toMatchObject(
		{
			kind: 'protocol',
			message: expect.stringContaining('pages'),
		},
	);
}, 60_000);

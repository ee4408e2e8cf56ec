import {execFile, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {type AwsConnection, awsConnection} from '../../src/clouds/aws/document.ts';
import type {ActionResult, Facts} from '../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {Secret} from '../../src/connection/secret.ts';
import {awsSamples} from '../clouds/aws/samples.ts';
import {type CliInput, cliInputs, madeIds, secretKeys, unsent} from '../clouds/aws/wire-table.ts';
import {held, leavesOf, missingIn, schemaDocument} from '../clouds/schema-documents.ts';

/*
 * What a user would lose: a field of the document that never reaches AWS, or reaches it as something else. What the real SDK sends
 * for a document is compared, parameter by parameter, with what the real `aws` CLI sends for the same connection, written down by
 * hand from the API reference (../clouds/aws/wire-table.ts).
 */

const present = spawnSync('aws', ['--version']).status === 0;
if (!present) console.warn('aws-wire.test.ts skipped: there is no `aws` command on this machine');

const run = promisify(execFile);
const documents = Array.from({length: 12}, (_, number) =>
	awsConnection.parse(schemaDocument('aws', number, awsSamples)),
);

interface Sent {
	readonly call: string;
	readonly region: string;
	readonly parameters: Readonly<Record<string, string>>;
}

/** The program says of each call that it is no dry run; only CreateVpnConnectionRoute has no such member. */
function withoutDryRun({call, input}: CliInput): CliInput {
	return {call, input: call === 'CreateVpnConnectionRoute' ? input : {...input, DryRun: false}};
}

/** EC2 writes an empty list as an empty element; what another call lists is passed over. */
const emptyLists = '<vpnConnectionSet/><customerGatewaySet/><vpnGatewaySet/><routeTableSet/>';

/** An EC2 that writes down what it is sent: reads find nothing, everything else is refused. */
async function startRecorder() {
	const sent: Sent[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const {
				Action: call = '',
				Version: _version,
				...parameters
			} = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
			const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(String(request.headers.authorization))?.[1] ?? '';
			const reads = call.startsWith('Describe') && call !== 'DescribeTransitGatewayAttachments';
			if (!reads) sent.push({call, region, parameters});
			response.writeHead(reads ? 200 : 400, {'content-type': 'text/xml'});
			response.end(
				reads
					? `<${call}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${emptyLists}</${call}Response>`
					: '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors><RequestID>r</RequestID></Response>',
			);
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	// A listening TCP server has an address object; only pipes have text.
	const {port} = server.address() as AddressInfo;
	return {
		sent,
		env: {
			AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
			AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${port}`,
			AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00',
			AWS_SECRET_ACCESS_KEY: 'not-a-real-secret',
		},
		async close() {
			server.closeAllConnections();
			await new Promise(done => server.close(done));
		},
	};
}

function factsOf({cloudGateway, site}: AwsConnection): Facts {
	const {kind} = cloudGateway;
	return {
		...(kind === 'none'
			? {}
			: {
					cloudGateway: {
						id: 'id' in cloudGateway ? cloudGateway.id : '',
						name: '',
						kind: kind === 'new-vgw' ? 'vgw' : kind,
						state: 'available',
						networks: [],
						attachedTo: '',
						bgp: true,
						selectable: true,
						...(kind === 'tgw' ? {routeTableId: 'tgw-rtb-0a1b2c3d'} : {}),
					},
				}),
		...(site.kind === 'existing'
			? {siteGateway: {id: site.id, name: '', selectable: true, address: '203.0.113.10', state: 'available'}}
			: {}),
		siteGateways: [],
		connections: [],
		routeTables: [],
	};
}

describe('the documents of this test', () => {
	it('hold every field of the schema and every value that it lists', () => {
		expect(missingIn(documents, 'aws').filter(leaf => !Object.hasOwn(unsent, leaf))).toEqual([]);
	});

	it('matter, field by field: what is asked of EC2 changes with each, except for what a request has no place for', () => {
		expect(Object.keys(unsent).filter(leaf => !leavesOf('aws').has(leaf))).toEqual([]);
		const places = new Set<string>();
		const effective = new Set<string>();
		for (const document of documents) {
			const asked = JSON.stringify(cliInputs(document, 'run'));
			for (const {place, path, value} of held(document)) {
				places.add(place);
				if (effective.has(place)) continue;
				if (inputsWith(document, path, other(value)) !== asked) effective.add(place);
			}
		}

		// The region is compared by what the request is signed for; of a variable the key in it is sent, not its name.
		const withoutPlace = ['$schema', 'cloud', 'region', 'tunnels[].presharedKey.name', 'version'];
		expect([...places].filter(place => !effective.has(place)).sort()).toEqual(withoutPlace);
	});
});

/** The places and listed values of a document. */
function heldBy(document: AwsConnection): readonly string[] {
	const leaves = leavesOf('aws');
	return held(document).map(({place, value}) => (leaves.has(place) ? place : `${place}=${String(value)}`));
}

function other(value: unknown): unknown {
	if (typeof value === 'boolean') return !value;
	return typeof value === 'number' ? value + 1 : `${String(value)}x`;
}

/** What would be asked for with another value at one place; a value that cannot be asked for is another one too. */
function inputsWith(document: AwsConnection, path: string, value: unknown): string {
	const copy = structuredClone(document);
	const names = path.split(/[.[\]]+/).filter(Boolean);
	const last = names.pop() ?? '';
	const parent = names.reduce<object>((found, name) => Reflect.get(found, name), copy);
	Reflect.set(parent, last, value);
	try {
		return JSON.stringify(cliInputs(copy, 'run'));
	} catch {
		return 'cannot be asked for';
	}
}

describe.skipIf(!present)(
	'on the wire, the SDK and the aws CLI send the same (skipped where there is no `aws`)',
	() => {
		let recorder: Awaited<ReturnType<typeof startRecorder>>;
		beforeAll(async () => {
			recorder = await startRecorder();
		});
		afterAll(() => recorder.close());

		/** What the program sends to make a document real. */
		async function bySdk(document: AwsConnection): Promise<readonly Sent[]> {
			const cloud = createAwsCloud({env: recorder.env, sandbox: true});
			try {
				const before = recorder.sent.length;
				const plan = cloud.plan(document, factsOf(document));
				const results = new Map<string, ActionResult>(
					Object.entries(madeIds).map(([action, id]) => [action, {id, existed: false, detail: ''}]),
				);
				const secrets = new Map(Object.entries(secretKeys).map(([name, key]) => [name, new Secret(key)]));
				for (const action of plan.actions) {
					const context = {plan, secrets, results, signal: new AbortController().signal, runId: 'run'};
					const refusal: unknown = await cloud.perform(action, context).catch((error: unknown) => error);
					expect(refusal instanceof CloudError && refusal.info.code, action.id).toBe('UnauthorizedOperation');
				}

				return recorder.sent.slice(before);
			} finally {
				cloud.close();
			}
		}

		/** What the CLI sends for one call; several run at once, each to a recorder of its own. */
		async function byCli(call: string, input: object, region: string): Promise<Sent> {
			const own = await startRecorder();
			try {
				const command = call.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
				const line = ['ec2', command, '--cli-input-json', JSON.stringify(input), '--region', region];
				const env = {PATH: process.env.PATH, HOME: '/nonexistent', AWS_MAX_ATTEMPTS: '1', ...own.env};
				const refusal: unknown = await run('aws', line, {env, timeout: 60_000}).catch((error: unknown) => error);
				expect(String(refusal)).toContain('UnauthorizedOperation');
				const [sent] = own.sent;
				if (!sent) throw new Error(`the CLI sent nothing for ${call}`);
				return sent;
			} finally {
				await own.close();
			}
		}

		it('for every field of a document', async () => {
			// Starting the CLI takes a second: a call is compared when it holds a place that none before it held.
			const known = new Set<string>();
			const pairs: {readonly title: string; readonly sdk: Sent; readonly cli: () => Promise<Sent>}[] = [];
			for (const [number, document] of documents.entries()) {
				const sent = await bySdk(document);
				const inputs = cliInputs(document, 'run').map(withoutDryRun);
				expect(sent.map(({call}) => call)).toEqual(inputs.map(({call}) => call));
				for (const [index, {call, input}] of inputs.entries()) {
					const sdk = sent[index];
					if (!sdk) throw new Error(`nothing was sent for ${call}`);
					const places = held(input).map(
						({place, value}) => `${call} ${place}${typeof value === 'boolean' ? `=${value}` : ''}`,
					);
					const more = call === 'CreateVpnConnection' ? heldBy(document) : [];
					if ([...places, ...more].every(place => known.has(place))) continue;
					for (const place of [...places, ...more]) known.add(place);
					pairs.push({title: `document ${number}, ${call}`, sdk, cli: () => byCli(call, input, document.region)});
				}
			}

			expect(new Set(pairs.map(({sdk}) => sdk.call)).size).toBe(9);
			const waiting = [...pairs];
			await Promise.all(
				Array.from({length: 3}, async () => {
					for (let pair = waiting.shift(); pair; pair = waiting.shift()) {
						const cli = await pair.cli();
						expect(pair.sdk, pair.title).toEqual(cli);
					}
				}),
			);
		}, 180_000);
	},
);

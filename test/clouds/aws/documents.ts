import {readdirSync, readFileSync} from 'node:fs';
import {createAwsCloud} from '../../../src/clouds/aws/aws-cloud.ts';
import {type AwsConnection, awsConnection} from '../../../src/clouds/aws/document.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import type {Sandbox, SandboxOptions} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';

const examples = new URL('../../../examples/', import.meta.url);

/** A valid document with the schema's defaults; `more` overrides. */
export function awsDocument(more: object = {}): AwsConnection {
	return awsConnection.parse({
		version: 1,
		cloud: 'aws',
		name: 'test-office',
		region: 'eu-central-1',
		cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
		site: {kind: 'new', name: 'test-office', address: '198.51.100.77', asn: 65_177},
		routing: {mode: 'bgp'},
		...more,
	});
}

let sites = 0;
/** A document of a site that nothing else has. @param name of the connection, a number after it */
export function freshDocument(more: object = {}, name = 'change'): AwsConnection {
	sites += 1;
	const site = {kind: 'new', name: `site-${sites}`, address: `198.51.100.${sites}`, asn: 64_600 + sites};
	return awsDocument({name: `${name}-${sites}`, site, ...more});
}

/** The same connection, said otherwise. */
export function saidOtherwise(document: AwsConnection, more: object): AwsConnection {
	return awsDocument({...document, ...more});
}

export async function startAws(
	options: SandboxOptions & {readonly timeoutMs?: number} = {},
	env: Readonly<Record<string, string>> = {},
): Promise<{readonly cloud: Cloud; readonly sandbox: Sandbox}> {
	const {timeoutMs, ...sandboxOptions} = options;
	const sandbox = await startSandbox({port: 0, speed: 200, ...sandboxOptions});
	const cloud = createAwsCloud({
		env: {...sandbox.env, ...env},
		sandbox: true,
		...(timeoutMs === undefined ? {} : {timeoutMs}),
	});
	return {cloud, sandbox};
}

/** The repository's examples, and one document for each mode that they leave out, with ids that the sandbox has. */
export async function awsDocuments(): Promise<readonly {readonly title: string; readonly document: AwsConnection}[]> {
	const files = readdirSync(examples).filter(name => /^aws-.*\.json$/.test(name));
	const fromExamples = files.map(name => {
		const json: unknown = JSON.parse(readFileSync(new URL(name, examples), 'utf8'));
		return {title: name, document: awsConnection.parse(json)};
	});
	const {cloud, sandbox} = await startAws();
	try {
		const {signal} = new AbortController();
		const frankfurt = await cloud.cloudGateways('eu-central-1', signal);
		const productionVpc = frankfurt.find(({id}) => id === 'vgw-9a4cacf3')?.vpcId ?? '';
		const tables = await cloud.routeTables('eu-central-1', productionVpc, signal);
		const virginia = await cloud.cloudGateways('us-east-1', signal);
		const concentrator = virginia.find(({kind}) => kind === 'concentrator')?.id ?? '';
		const freeVpc = frankfurt.find(({kind}) => kind === 'tgw');
		return [
			...fromExamples,
			{
				title: 'route propagation, both keys typed, secrets manager',
				document: awsDocument({
					routeTables: tables.map(({id}) => id),
					keyStorage: 'SecretsManager',
					tunnels: [
						{presharedKey: {from: 'prompt'}, insideCidr: '169.254.70.0/30'},
						{presharedKey: {from: 'env', name: 'SECOND_KEY'}, options: {startupAction: 'start'}},
					],
				}),
			},
			{
				title: 'VPN concentrator',
				document: awsDocument({region: 'us-east-1', cloudGateway: {kind: 'concentrator', id: concentrator}}),
			},
			{title: 'no gateway yet', document: awsDocument({cloudGateway: {kind: 'none'}})},
			{
				title: 'transit gateway, IPv6 inside, large tunnels, four-byte ASN',
				document: awsDocument({
					cloudGateway: {kind: 'tgw', id: freeVpc?.id ?? ''},
					insideIpVersion: 'ipv6',
					ipv6Ranges: {cloudSide: '::/0', siteSide: 'fd12:3456::/48'},
					tunnelBandwidth: 'large',
					site: {kind: 'new', name: 'large', address: '198.51.100.78', asn: 4_200_000_111, deviceName: 'fw-1'},
				}),
			},
			{
				title: 'transit gateway with acceleration and logs',
				document: awsDocument({
					cloudGateway: {kind: 'tgw', id: freeVpc?.id ?? ''},
					acceleration: true,
					security: {
						preset: 'strong',
						options: {
							logs: {logEnabled: true, logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:vpn'},
							lifecycleControl: true,
							rekeyMarginTimeSeconds: 300,
							rekeyFuzzPercentage: 50,
							replayWindowSize: 512,
						},
					},
				}),
			},
		];
	} finally {
		cloud.close();
		await sandbox.close();
	}
}

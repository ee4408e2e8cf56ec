import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {afterAll, beforeAll, expect, onTestFinished, test} from 'vitest';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {freshMachine, launcher} from '../e2e/program.ts';

/*
 * What a user would lose: the sign-in that they have. Each way ends with keys that the sandbox knows, through the real SDK in a process
 * of its own; who gives them out is played here.
 */
let sandbox: Sandbox;
let giver: Server;
/** What the giver of credentials was asked, in order. */
const asked: string[] = [];
const role = 'net-admin';
const ends = new Date(Date.now() + 3_600_000);

beforeAll(async () => {
	sandbox = await startSandbox({speed: 30});
	giver = createServer((request, response) => {
		const {method, url = '', headers} = request;
		let body = '';
		request.on('data', chunk => {
			body += String(chunk);
		});
		request.on('end', () => {
			const action = new URLSearchParams(body).get('Action');
			asked.push(action ?? `${method} ${url.replace(/\?.*/, '')}`);
			const answer = action === null ? answerTo(`${method} ${url}`, headers) : stsAnswer(action);
			response.writeHead(answer === undefined ? 401 : 200).end(answer);
		});
	});
	await once(giver.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
	giver.close();
	await sandbox.close();
});

function stsAnswer(action: string): string {
	const {AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY} = sandbox.env;
	const keys = `<Credentials><AccessKeyId>${AWS_ACCESS_KEY_ID}</AccessKeyId><SecretAccessKey>${AWS_SECRET_ACCESS_KEY}</SecretAccessKey><SessionToken>session-token</SessionToken><Expiration>${ends.toISOString()}</Expiration></Credentials>`;
	const caller = '<Arn>arn:aws:iam::111122223333:user/net</Arn><UserId>AIDA</UserId><Account>111122223333</Account>';
	const result = action === 'GetCallerIdentity' ? caller : keys;
	return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`;
}

/** @returns nothing for whoever does not show the token that belongs there */
function answerTo(call: string, headers: Readonly<Record<string, unknown>>): string | undefined {
	const [accessKeyId, secretAccessKey] = [sandbox.env.AWS_ACCESS_KEY_ID, sandbox.env.AWS_SECRET_ACCESS_KEY];
	if (call.startsWith('GET /federation/credentials?'))
		return headers['x-amz-sso_bearer_token'] === 'sso-token'
			? JSON.stringify({
					roleCredentials: {accessKeyId, secretAccessKey, sessionToken: 'session-token', expiration: ends.getTime()},
				})
			: undefined;
	if (call === 'PUT /latest/api/token') return 'imds-token';
	if (headers['x-aws-ec2-metadata-token'] !== 'imds-token') return undefined;
	if (call === 'GET /latest/meta-data/iam/security-credentials/') return role;
	if (call !== `GET /latest/meta-data/iam/security-credentials/${role}`) return undefined;
	return JSON.stringify({
		Code: 'Success',
		Type: 'AWS-HMAC',
		AccessKeyId: accessKeyId,
		SecretAccessKey: secretAccessKey,
		Token: 'session-token',
		Expiration: ends.toISOString(),
	});
}

const session = createHash('sha1').update('main').digest('hex');
const ssoFiles = {
	'.aws/config': `[profile corp]
sso_session = main
sso_account_id = 111122223333
sso_role_name = ${role}
region = eu-central-1
[sso-session main]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
sso_registration_scopes = sso:account:access
`,
	[`.aws/sso/cache/${session}.json`]: JSON.stringify({
		startUrl: 'https://corp.awsapps.com/start',
		region: 'eu-central-1',
		accessToken: 'sso-token',
		expiresAt: ends.toISOString(),
	}),
};
const processFiles = () => ({
	'.aws/config': '[profile corp]\ncredential_process = sh ./keys.sh\nregion = eu-central-1\n',
	'keys.sh': `echo '${JSON.stringify({
		Version: 1,
		AccessKeyId: sandbox.env.AWS_ACCESS_KEY_ID,
		SecretAccessKey: sandbox.env.AWS_SECRET_ACCESS_KEY,
		Expiration: ends.toISOString(),
	})}'`,
});

const roleFiles = () => ({
	'.aws/config': `[profile corp]\nrole_arn = arn:aws:iam::111122223333:role/${role}\nsource_profile = base\nregion = eu-central-1\n`,
	'.aws/credentials': '[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = key-of-base\n',
});
const webFiles = () => ({
	'.aws/config': `[profile corp]\nrole_arn = arn:aws:iam::111122223333:role/${role}\nweb_identity_token_file = token\nregion = eu-central-1\n`,
	token: 'web-token',
});

test.each([
	['an SSO session', () => ssoFiles, ['--aws-profile', 'corp'], ['GET /federation/credentials']],
	['a program that a profile names', processFiles, ['--aws-profile', 'corp'], []],
	[
		'a role, with the keys of another profile,',
		roleFiles,
		['--aws-profile', 'corp'],
		['AssumeRole', 'GetCallerIdentity'],
	],
	[
		'a role, with a token of a web identity,',
		webFiles,
		['--aws-profile', 'corp'],
		['AssumeRoleWithWebIdentity', 'GetCallerIdentity'],
	],
	[
		'the role of the machine',
		() => ({}),
		['--instance-role'],
		[
			'PUT /latest/api/token',
			'GET /latest/meta-data/iam/security-credentials/',
			`GET /latest/meta-data/iam/security-credentials/${role}`,
		],
	],
] as const)('%s signs in: the account is named, and a dry run passes', async (_way, files, args, calls) => {
	const machine = freshMachine();
	onTestFinished(machine.remove);
	const given: Readonly<Record<string, string>> = files();
	for (const [name, content] of Object.entries(given)) {
		mkdirSync(path.dirname(path.join(machine.home, name)), {recursive: true});
		writeFileSync(path.join(machine.home, name), content);
	}

	const {port} = giver.address() as AddressInfo; // listens on TCP
	const own = `http://127.0.0.1:${port}`;
	const env = {
		...machine.env,
		AWS_ENDPOINT_URL_EC2: sandbox.env.AWS_ENDPOINT_URL_EC2 ?? '',
		AWS_ENDPOINT_URL_STS: calls.some(call => call.startsWith('AssumeRole'))
			? own
			: (sandbox.env.AWS_ENDPOINT_URL_EC2 ?? ''),
		AWS_ENDPOINT_URL_SSO: own,
		AWS_EC2_METADATA_SERVICE_ENDPOINT: own,
	};
	asked.length = 0;
	const child = spawn(
		process.execPath,
		[launcher, 'plan', path.resolve('examples/aws-vgw-bgp.json'), '--json', ...args],
		{cwd: machine.home, env, stdio: ['ignore', 'pipe', 'pipe']},
	);
	const said = {out: '', err: ''};
	child.stdout.on('data', chunk => (said.out += String(chunk)));
	child.stderr.on('data', chunk => (said.err += String(chunk)));
	const [code] = await once(child, 'close');
	expect([code, said.err]).toEqual([0, '']);
	expect(JSON.parse(said.out)).toMatchObject({account: '111122223333'});
	expect([...new Set(asked)]).toEqual(calls);
	for (const secret of [
		sandbox.env.AWS_SECRET_ACCESS_KEY,
		'session-token',
		'sso-token',
		'imds-token',
		'web-token',
		'key-of-base',
	])
		expect(said.out).not.toContain(secret);
});

import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../../src/clouds/aws/aws-cloud.ts';

/* What a user would lose: a watch that takes up keys which were changed under it, as a new process would. */

let home: string;
let server: Server;
/** The only key that is let in. */
let good = 'AKIAOLD';

beforeEach(async () => {
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	mkdirSync(join(home, '.aws'));
	good = 'AKIAOLD';
	server = createServer((request, response) => {
		let body = '';
		request.on('data', chunk => {
			body += chunk;
		});
		request.on('end', () => {
			const action = new URLSearchParams(body).get('Action') ?? '';
			const isGood = request.headers.authorization?.includes(`${good}/`);
			response.writeHead(isGood ? 200 : 401, {'content-type': 'text/xml'});
			response.end(
				isGood
					? `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><vpnConnectionSet/></${action}Response>`
					: '<Response><Errors><Error><Code>AuthFailure</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>',
			);
		});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
});
afterEach(() => {
	server.closeAllConnections();
	server.close();
	rmSync(home, {recursive: true, force: true});
});

const kinds = {
	'static keys'(key: string) {
		writeFileSync(join(home, '.aws', 'config'), '[profile lab]\nregion = eu-central-1\n');
		const text = `[lab]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`;
		writeFileSync(join(home, '.aws', 'credentials'), text);
	},
	'the program of a profile'(key: string) {
		const keys = join(home, 'keys.json');
		writeFileSync(
			join(home, '.aws', 'config'),
			`[profile lab]\nregion = eu-central-1\ncredential_process = cat ${keys}\n`,
		);
		writeFileSync(keys, JSON.stringify({Version: 1, AccessKeyId: key, SecretAccessKey: 'secret'}));
	},
};

describe('keys that were refused', () => {
	it.each(Object.entries(kinds))('are read anew: %s', async (_kind, write) => {
		write('AKIAOLD');
		const {port} = server.address() as AddressInfo; // it listens on a port
		const env = {HOME: home, PATH: process.env.PATH ?? '', AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`};
		const cloud = createAwsCloud({env, profile: 'lab', sandbox: false});
		const read = () => cloud.status('eu-central-1', undefined, AbortSignal.timeout(20_000));
		try {
			expect(await read()).toEqual([]);
			good = 'AKIANEW';
			await expect(read()).rejects.toMatchObject({info: {kind: 'credentials'}});
			write('AKIANEW');
			await expect(read()).resolves.toEqual([]);
		} finally {
			cloud.close();
		}
	});
});

import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {leanConnections} from '../../../src/clouds/aws/wire/lean-connections.ts';
import type {Cloud, ConnectionStatus} from '../../../src/clouds/contract/cloud.ts';
import {moduleOf} from '../../../src/clouds/registry.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {rawCall} from '../../sandbox/aws.ts';

/*
 * What a user would lose: a panel of a thousand connections that is quiet while nothing changes, and keys that are gone from memory as soon as
 * the cloud has sent them.
 */

const region = 'eu-central-1';
const signal = new AbortController().signal;
let sandbox: Sandbox;
let cloud: Cloud;
beforeEach(async () => {
	sandbox = await startSandbox({fleet: {connections: 60, regions: [region]}});
	cloud = await moduleOf('aws').open({env: sandbox.env, sandbox: true});
});
afterEach(async () => {
	cloud.close();
	await sandbox.close();
});

const read = (ids?: readonly string[]) => cloud.status(region, ids, signal);
const byId = (all: readonly ConnectionStatus[]) => new Map(all.map(status => [status.id, status]));

describe('the status of connections, asked for again', () => {
	it('is the same list while nothing changes, and one call each time', async () => {
		const first = await read();
		expect(first.length).toBeGreaterThan(50);
		expect(first[0]?.tags).toMatchObject({Name: first[0]?.name, team: expect.any(String)});
		const before = sandbox.requests.length;
		expect(await read()).toBe(first);
		expect(await read()).toBe(first);
		expect(sandbox.requests.slice(before).map(({action}) => action)).toEqual(Array(2).fill('DescribeVpnConnections'));
	});

	it('is another object for the connection that changed alone, and tells what it is like now', async () => {
		const before = byId(await read());
		const changed = sandbox.changeShare(0.05);
		const after = await read();
		const others = after.filter(status => before.get(status.id) !== status).map(({id}) => id);
		expect(new Set(others)).toEqual(new Set(changed.map(({connectionId}) => connectionId)));
		const fresh = await moduleOf('aws').open({env: sandbox.env, sandbox: true});
		expect(after).toEqual(await fresh.status(region, undefined, signal));
		fresh.close();
	});

	it('is the same object by its id as in the list, and the one that went is gone', async () => {
		const all = await read();
		const [wanted, other] = all;
		if (!wanted || !other) throw new Error('the fleet is empty');
		expect(await read([wanted.id])).toEqual([wanted]);
		expect((await read([wanted.id]))[0]).toBe(wanted);
		const form = {Action: 'DeleteVpnConnection', VpnConnectionId: other.id};
		expect((await rawCall(sandbox.port, form)).status).toBe(200);
		const after = byId(await read());
		expect(after.get(other.id)).toMatchObject({state: 'deleting', phase: 'working'});
		expect(after.get(wanted.id)).toBe(wanted);
	});
});

describe('a reply made small', () => {
	const reply = async () => Buffer.from((await rawCall(sandbox.port, {Action: 'DescribeVpnConnections'})).body);
	const keysIn = (text: string) => [...text.matchAll(/preSharedKey>([^<]+)<|pre_shared_key&gt;([^&]+)&/g)];

	it('has neither keys nor configurations in it, and nothing that is known', async () => {
		const whole = await reply();
		expect(keysIn(whole.toString()).length).toBeGreaterThan(200);
		const {body, marks = new Map()} = leanConnections(whole.toString('latin1'), new Map());
		expect(marks.size).toBe(60);
		expect(keysIn(body.toString())).toEqual([]);
		expect(body.toString()).not.toMatch(/customerGatewayConfiguration|pre_shared_key/);
		for (const [, one, other] of keysIn(whole.toString())) expect(body.includes(one ?? other ?? '')).toBe(false);
		const again = leanConnections((await reply()).toString('latin1'), marks);
		expect(again.body.toString()).not.toContain('<item>');
		expect(again.marks).toEqual(marks);
		// another key is no other status
		const renewed = whole.toString('latin1').replace(/(preSharedKey>)[^<]+/, '$1anotherKey.0123456789');
		expect(leanConnections(renewed, marks).marks).toEqual(marks);
	});

	it.each([
		['of an item without an id', (text: string) => text.replace(/<vpnConnectionId>[^<]+<\/vpnConnectionId>/, '')],
		[
			'with an item twice',
			(text: string) =>
				text.replace(
					/<vpnConnectionSet>/,
					'<vpnConnectionSet><item><vpnConnectionId>vpn-1</vpnConnectionId></item><item><vpnConnectionId>vpn-1</vpnConnectionId></item>',
				),
		],
		[
			'with something else in the list',
			(text: string) => text.replace('<vpnConnectionSet>', '<vpnConnectionSet><entry/>'),
		],
		['with marked text', (text: string) => text.replace('<state>', '<note><![CDATA[</item>]]></note><state>')],
		['with another list', (text: string) => text.replaceAll('vpnConnectionSet', 'connectionSet')],
	])('%s goes on whole, but for the keys', async (_, change) => {
		const text = change((await reply()).toString('latin1'));
		const {marks: known = new Map()} = leanConnections((await reply()).toString('latin1'), new Map());
		const {body, marks} = leanConnections(text, known);
		expect(marks).toBeUndefined();
		expect(body.toString().match(/<vpnConnectionId>/g)).toHaveLength(text.match(/<vpnConnectionId>/g)?.length ?? 0);
		expect(keysIn(body.toString())).toEqual([]);
	});

	it('is held against what was asked for, what was left out too', async () => {
		const all = await read();
		const ids = all.slice(0, 2).map(({id}) => id);
		await read(ids);
		const whole = await reply();
		const liar = createServer((request, response) => {
			request.resume().on('end', () => response.writeHead(200, {'content-type': 'text/xml'}).end(whole));
		});
		await new Promise<void>(resolve => liar.listen(0, '127.0.0.1', resolve));
		const {port} = liar.address() as AddressInfo; // it listens on a port
		const other = await moduleOf('aws').open({
			env: {...sandbox.env, AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${port}`},
			sandbox: true,
		});
		try {
			await other.status(region, undefined, signal);
			for (const _ of [1, 2])
				await expect(other.status(region, ids, signal)).rejects.toMatchObject({
					info: {message: expect.stringContaining('not what was asked for')},
				});
		} finally {
			other.close();
			liar.close();
		}
	});
});

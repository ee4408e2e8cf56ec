import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from '@cdktn/hcl2json';
import {describe, expect, test} from 'vitest';
import {connectionDocument} from '../../../src/clouds/document/documents.ts';
import type {Standing} from '../../../src/clouds/export/exported.ts';
import {isTencent} from '../../../src/clouds/tencent/own-document.ts';
import type {ConnectionDocument} from '../../../src/connection/document.ts';
import {awsEverything, everyAwsOption, everyTencentOption} from '../every-option.ts';
import {declaredIn} from './written-code.ts';

/* What a user would lose: code that is no HCL, that says another thing than it seems to, or that holds a key. Read by HashiCorp's own parser, as WebAssembly. */

const examples = readdirSync('examples')
	.filter(name => /^(aws|tencent)-.*\.json$/.test(name))
	.map(name => JSON.parse(readFileSync(join('examples', name), 'utf8')));
const documents = [...examples, ...everyAwsOption, ...everyTencentOption].map(document =>
	connectionDocument.parse(document),
);

function code(document: ConnectionDocument, standing?: Standing): string {
	const files = declaredIn('terraform', {document, ...(standing ? {standing} : {})});
	return files[0]?.content ?? '';
}

const read = async (text: string) => (await parse('main.tf', text)) as Readonly<Record<string, unknown>>;

/** Every attribute with its value, however deep. */
function attributes(node: unknown): readonly (readonly [string, unknown])[] {
	if (typeof node !== 'object' || node === null) return [];
	return Object.entries(node).flatMap(([name, value]) => [[name, value] as const, ...attributes(value)]);
}

describe('an HCL parser', () => {
	test.each(documents.map(document => [`${document.cloud} ${document.name}`, document] as const))(
		'reads %s, and finds its key only as a variable',
		async (_name, document) => {
			const found = attributes(await read(code(document)));
			const keys = found.filter(([name]) => /(^|_)(preshared_key|pre_share_key)$/.test(name));
			for (const [, value] of keys) if (typeof value === 'string') expect(value).toMatch(/^\$\{var\.\w+\}$/);
			if (isTencent(document)) expect(keys.length).toBeGreaterThan(0);
		},
	);

	test('finds a name as it is, whatever stands in it: no template, no end of the text', async () => {
		const parsed = await read(code(connectionDocument.parse(awsEverything)));
		const names = attributes(parsed).filter(([name]) => name === 'Name');
		// the parser leaves what is escaped escaped
		expect(names.map(([, value]) => value)).toContain('all "of" $${it} %%{x}');
	});

	test.each([
		['aws', 'aws_vpn_connection.this', 'vpn-40f41529', 'aws_customer_gateway.site', 'cgw-0e11f167'],
		['tencent', 'tencentcloud_vpn_connection.this', 'vpnx-1', 'tencentcloud_vpn_customer_gateway.site', 'cgw-qa9sxpy7'],
	])(
		'finds an import of each thing that stands in %s, and a block to import it into',
		async (cloud, to, id, site, siteId) => {
			const document = documents.find(each => each.cloud === cloud && each.site.kind === 'existing');
			if (!document) throw new Error('no such example');
			const gateway = {id: siteId, name: 'berlin', address: '203.0.113.10', asn: 65_010, state: 'available'};
			const own = {...document, site: {kind: 'existing', id: siteId} as const};
			const parsed = await read(code(own, {id, site: {...gateway, selectable: true}, leftOut: ['a thing']}));
			expect(parsed.import).toEqual([
				{to: `\${${to}}`, id},
				{to: `\${${site}}`, id: siteId},
			]);
			for (const target of [to, site]) {
				const [type = '', name = ''] = target.split('.');
				expect(parsed.resource).toHaveProperty([type, name]);
			}

			expect(code(own, {id, leftOut: ['a thing']})).toContain('# not carried over: a thing');
		},
	);

	test('finds an import of each static route that has a name, and no variable for a table that is known', async () => {
		const transit = documents.find(
			({cloud, name, routing}) => cloud === 'aws' && name !== '' && routing.mode === 'static',
		);
		if (transit?.cloud !== 'aws') throw new Error('no such example');
		const routing = {mode: 'static', prefixes: ['172.16.0.0/16', '172.17.0.0/16']} as const;
		const own: ConnectionDocument = {
			...transit,
			cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'},
			routing: {...routing, prefixes: [...routing.prefixes]},
		};
		const routes = routing.prefixes.map(destination => ({destination, tableId: 'tgw-rtb-01'}));
		const parsed = await read(code(own, {id: 'vpn-1', routes, leftOut: []}));
		expect(parsed.import).toContainEqual({
			to: `\${aws_ec2_transit_gateway_route.route_2}`,
			id: 'tgw-rtb-01_172.17.0.0/16',
		});
		expect(parsed).not.toHaveProperty('variable.transit_gateway_route_table_id');
		expect(await read(code(own))).toHaveProperty('variable.transit_gateway_route_table_id');
	});

	test.each([
		['a brace that is missing', (text: string) => text.replace(/\}\n*$/, '')],
		['a text without an end', (text: string) => text.replace(/"ipsec\.1"/, '"ipsec.1')],
		['a value that is missing', (text: string) => text.replace(/= "ipsec\.1"/, '=')],
		['two attributes in a line', (text: string) => text.replace(/"ipsec\.1"\n/, '"ipsec.1" ')],
	])('would refuse %s', async (_name, broken) => {
		const text = code(connectionDocument.parse(awsEverything));
		expect(broken(text)).not.toBe(text);
		await expect(read(broken(text))).rejects.toThrow(/main\.tf/);
	});
});

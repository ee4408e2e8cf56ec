import {describe, expect, test} from 'vitest';
import {connectionDocument} from '../../../src/clouds/document/documents.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {isTencent} from '../../../src/clouds/tencent/own-document.ts';
import {tencentEverything} from '../every-option.ts';
import {codeSteps, declaredIn} from './written-code.ts';

/* What a user would lose: code that the provider refuses at apply, that changes a tunnel at each plan, or that calls a region where it is not. */

function tencent(changes: object): TencentConnection {
	const document = connectionDocument.parse({
		version: 1,
		cloud: 'tencent',
		name: 'nanjing',
		region: 'ap-guangzhou',
		cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
		site: {kind: 'existing', id: 'cgw-qa9sxpy7'},
		routing: {mode: 'policy'},
		ranges: [{cloudSide: '10.0.4.7/24', siteSide: ['172.16.10.9/24']}],
		...changes,
	});
	if (!isTencent(document)) throw new Error('not the document that was asked for');
	return document;
}

const terraform = (changes: object) => declaredIn('terraform', {document: tencent(changes)})?.[0]?.content ?? '';

describe('terraform for Tencent Cloud', () => {
	test.each([
		['a policy tunnel, for negotiation_type', {}, '1.81.143'],
		[
			'a device with an ASN, for bgp_asn',
			{site: {kind: 'new', name: 'n', address: '203.0.113.9', asn: 65_010}},
			'1.81.161',
		],
		[
			'a tunnel by routes, whose SPD ranges older ones want to take away',
			{routing: {mode: 'static', prefixes: ['172.16.0.0/16']}, ranges: []},
			'1.82.62',
		],
	])('asks for the provider that knows %s', (_what, changes, version) => {
		expect(terraform(changes)).toContain(`version = ">= ${version}"`);
	});

	test('clears host bits, which the cloud does not keep, in ranges and routes', () => {
		expect(terraform({})).toMatch(
			/local_cidr_block += "10\.0\.4\.0\/24"\n +remote_cidr_block = \["172\.16\.10\.0\/24"\]/,
		);
		const routes = terraform({routing: {mode: 'static', prefixes: ['172.16.9.1/16']}, ranges: []});
		expect(routes).toMatch(/destination_cidr_block = "172\.16\.0\.0\/16"/);
	});

	test('names every member of the probes or none: the provider sends 0 for one that is left out', () => {
		const routing = {routing: {mode: 'static', prefixes: ['172.16.0.0/16']}, ranges: []};
		const tuned = terraform({...routing, healthCheck: {enabled: true, threshold: 4}});
		expect(tuned).toMatch(/probe_interval += 5000/);
		expect(tuned).toMatch(/probe_threshold += 4/);
		expect(tuned).toMatch(/probe_timeout += 150/);
		expect(terraform({...routing, healthCheck: {enabled: true}})).not.toContain('health_check_config');
	});

	test.each([
		['FQDN', 'ADDRESS', {type: 'FQDN', name: 'cloud.example'}, {type: 'ADDRESS', address: '203.0.113.9'}],
		['ADDRESS', 'FQDN', {type: 'ADDRESS', address: '43.1.2.3'}, {type: 'FQDN', name: 'site.example'}],
	])(
		'is refused with identities %s and %s, which the provider mixes up',
		(cloud, site, localIdentity, remoteIdentity) => {
			const security = {preset: 'strong', options: {localIdentity, remoteIdentity}};
			expect(() => terraform({security})).toThrow(`(the cloud’s ${cloud}, the site’s ${site})`);
		},
	);

	test('names the domain of a finance region, in the code and in its steps, and of no other', () => {
		const finance = {region: 'ap-shanghai-fsi'};
		expect(terraform(finance)).toContain('domain = "ap-shanghai-fsi.tencentcloudapi.com"');
		const files = [{name: 'main.tf', content: terraform(finance)}];
		expect(codeSteps('tencent', 'terraform', {id: 'vpnx-1', region: 'ap-shanghai-fsi', files})).toMatch(
			/provider "tencentcloud" \{\n +region = "ap-shanghai-fsi"\n +domain = "ap-shanghai-fsi\.tencentcloudapi\.com"\n +\}/,
		);
		expect(terraform({})).not.toContain('domain');
	});

	test('a document with every option is still code', () => {
		expect(declaredIn('terraform', {document: connectionDocument.parse(tencentEverything)})).toHaveLength(1);
	});
});

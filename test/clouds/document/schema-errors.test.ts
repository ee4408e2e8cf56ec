import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseDocument, problemLine} from '../../../src/clouds/document/schema-errors.ts';

const whole = {
	version: 1,
	cloud: 'aws',
	name: 'office',
	region: 'eu-central-1',
	cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
	site: {kind: 'new', name: 'office', address: '203.0.113.10', asn: 65010},
	routing: {mode: 'bgp'},
};

const tencent = {
	version: 1,
	cloud: 'tencent',
	name: 'office',
	region: 'ap-guangzhou',
	cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
	site: {kind: 'existing', id: 'cgw-qa9sxpy7'},
	routing: {mode: 'policy'},
};

const lines = (json: unknown) => (parseDocument(json).problems ?? []).map(problemLine).join('\n');

describe('what is wrong with a document is said in plain words', () => {
	it('says nothing of a good one, and fills in the defaults', () => {
		const {document, problems} = parseDocument(whole);
		expect(problems).toBeUndefined();
		expect(document).toMatchObject({security: {preset: 'strong'}, tunnels: [{presharedKey: {from: 'generated'}}, {}]});
	});

	it.each([
		[
			{...whole, cloud: 'azure'},
			'cloud: "azure" — is not one of the values that it can have — write "aws" or "tencent"',
		],
		[{...whole, cloud: undefined}, 'cloud: is missing — write "aws" or "tencent"'],
		[{...whole, version: 2}, 'version: 2 — is not one of the values that it can have — write 1'],
		[{...whole, name: 7}, 'name: 7 — is a number, but must be text in quotes — write text in quotes'],
		[{...whole, site: undefined}, 'site: is missing — add it: an object in { }'],
		[{...whole, site: {...whole.site, asn: 0}}, 'site.asn: 0 — must be at least 1 — raise it'],
		[
			{...whole, site: {...whole.site, address: '203.0.113.010'}},
			'site.address: "203.0.113.010" has a number with a leading zero, which some tools read as octal: write 10',
		],
		[
			{...whole, routing: {mode: 'ospf'}},
			'routing.mode: "ospf" — is not one of the values that it can have — write "bgp" or "static"',
		],
		[
			{...tencent, routing: {mode: 'ospf'}},
			'routing.mode: "ospf" — is not one of the values that it can have — write "policy", "static" or "bgp"',
		],
		[
			{...whole, cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d'}},
			'cloudGateway.kind: "vpc" — is not one of the values that it can have — write "vgw", "tgw", "new-vgw", "concentrator" or "none"',
		],
		[
			{...tencent, cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'}},
			'cloudGateway.kind: "vgw" — is not one of the values that it can have — write "vpc" or "ccn"',
		],
		[
			{...whole, colour: 'red'},
			'colour: is not a member that a document has here — take it out, or check its spelling against tunnelwright schema',
		],
		[
			{...whole, tags: JSON.parse('{"__proto__": "v"}')},
			'tags.__proto__: is a key that a tag of a document can’t have — take it out: a tag of that key can be set in the cloud’s console, and is left alone',
		],
		[{...whole, name: ''}, 'name: "" — is empty — write it as in berlin-office'],
		[
			{...whole, presharedKey: {from: 'env', name: 'OFFICE_KEY'}},
			'presharedKey: is not a member that a document has here — take it out: a document never holds a key; "tunnels": [{"presharedKey": {"from": "env", "name": "VPN_KEY"}}, {}] says from where each tunnel’s comes',
		],
		[
			{...tencent, security: {preset: 'strong', psk: 'hunter2'}},
			'security.psk: is not a member that a document has here — take it out: a document never holds a key; "presharedKey": {"from": "env", "name": "VPN_KEY"} beside "routing" says from where it comes',
		],
		[[], 'document: a list of 0 — is a list, but must be an object in { } — write an object in { }'],
	])('%#', (json, expected) => {
		expect(lines(json)).toBe(expected);
	});

	it('what a mend says of a key can be pasted, and is then a document', () => {
		const where = (json: object) => /"\w+": .+?(?= (?:says|beside) )/.exec(lines({...json, psk: 'hunter2'}))?.[0];
		for (const json of [whole, tencent])
			expect(parseDocument({...json, ...JSON.parse(`{${where(json) ?? ''}}`)}).problems).toBeUndefined();
	});

	it('tells every problem at once, each with its path', () => {
		const text = lines({
			...whole,
			region: 'x',
			tunnels: [{insideCidr: '1.2.3'}, {}],
			ranges: [{cloudSide: '10.0.0.0/8', siteSide: []}],
		});
		for (const field of ['region:', 'tunnels[0].insideCidr:', 'ranges[0].siteSide:']) expect(text).toContain(field);
	});

	it.each(['presharedKey', 'psk', 'secret', 'keyOfOffice', 'PreSharedKey'])(
		'never repeats what stands under %s',
		name => {
			const key = 'hunter2hunter2';
			const texts = [
				lines({...whole, [name]: key}),
				lines({...whole, tunnels: [{presharedKey: key}, {presharedKey: {from: key}}]}),
				lines({...whole, tunnels: [{presharedKey: {from: 'env', name: '0 bad'}, [name]: key}, {}]}),
			];
			expect(texts.join('\n')).not.toContain(key);
			for (const text of texts) expect(text).not.toBe('');
		},
	);

	it('whatever JSON comes, it gives a document or problems whose lines can be drawn', () => {
		const hostile = fc.oneof(
			fc.jsonValue(),
			fc.jsonValue().map(value => ({...whole, site: value})),
			fc.jsonValue().map(value => ({...whole, tunnels: value})),
			fc.dictionary(fc.string({unit: 'binary'}), fc.jsonValue()).map(extra => ({...whole, ...extra})),
		);
		fc.assert(
			fc.property(hostile, json => {
				const {document, problems} = parseDocument(json);
				expect(document === undefined).toBe((problems?.length ?? 0) > 0);
				for (const problem of problems ?? [])
					expect(problemLine(problem)).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/);
			}),
			{numRuns: 300},
		);
	});
});

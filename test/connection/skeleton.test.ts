import {describe, expect, it} from 'vitest';
import {parseDocument, problemLine} from '../../src/connection/schema-errors.ts';
import {skeleton} from '../../src/connection/skeleton.ts';
import {parseJson} from '../../src/profiles/parse-json.ts';

const modes = [
	['aws', 'bgp'],
	['aws', 'static'],
	['tencent', 'policy'],
	['tencent', 'static'],
	['tencent', 'bgp'],
] as const;

describe('a skeleton is a document that works once its blanks are filled', () => {
	it.each(modes)('%s %s keeps the schema as it is printed', (cloud, mode) => {
		const {document, problems} = parseDocument(parseJson(skeleton(cloud, mode), 'skeleton'));
		expect(problems?.map(problemLine) ?? []).toEqual([]);
		expect(document).toMatchObject({cloud, routing: {mode}});
	});

	it.each(modes)('%s %s names every field: with all comments opened, only blanks are left to mend', (cloud, mode) => {
		const opened = skeleton(cloud, mode).replace(/^(\s*)\/\/ (?=["{}\]])/gm, '$1');
		const {problems} = parseDocument(parseJson(opened, 'skeleton'));
		// what stands open now is text that nobody can guess: addresses, ARNs, names
		expect(problems?.map(problemLine).filter(line => !line.includes('""')) ?? []).toEqual([]);
		for (const name of cloud === 'aws'
			? ['phase1Encryption', 'startupAction', 'logGroupArn', 'insideCidr', 'transportAttachmentId']
			: ['ikeEncryption', 'pfsDhGroup', 'healthCheck', 'negotiation', 'remoteIdentity'])
			expect(opened).toContain(`"${name}"`);
	});

	it('tells the values that a field takes', () => {
		expect(skeleton('aws', 'bgp')).toContain('one of: "clear", "none", "restart"');
		expect(skeleton('tencent', 'policy')).toContain('60 to 604800');
	});
});

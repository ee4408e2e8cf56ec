import {describe, expect, it} from 'vitest';
import {planConnection} from '../../../src/clouds/aws/plan/plan.ts';
import {parseDocument, problemLine} from '../../../src/clouds/document/schema-errors.ts';
import {skeleton} from '../../../src/clouds/document/skeleton.ts';
import {planTencent} from '../../../src/clouds/tencent/plan/plan.ts';
import {assumedFacts} from '../../../src/handover/formats/code-source.ts';
import {parseJson} from '../../../src/profiles/parse-json.ts';

const modes = [
	['aws', 'bgp'],
	['aws', 'static'],
	['tencent', 'policy'],
	['tencent', 'static'],
	['tencent', 'bgp'],
] as const;

/** With the example that stands above each blank in its place. */
const filled = (text: string) => text.replace(/\/\* as in (.+) \*\/\n(\s*"\w+": ).+,/g, '$2$1,');

describe('a skeleton is a document that works once its blanks are filled', () => {
	it.each(modes)('%s %s keeps the schema once the examples stand in the blanks', (cloud, mode) => {
		const {document, problems} = parseDocument(parseJson(filled(skeleton(cloud, mode)), 'skeleton'));
		expect(problems?.map(problemLine) ?? []).toEqual([]);
		expect(document).toMatchObject({cloud, routing: {mode}});
	});

	it.each(modes)(
		'%s %s answers nothing that only the user can know, and says of each blank what it is like',
		(cloud, mode) => {
			const text = skeleton(cloud, mode);
			const lines = parseDocument(parseJson(text, 'skeleton')).problems?.map(problemLine) ?? [];
			for (const line of lines) expect(line).toMatch(/: "" — is empty — write it as in \S/);
			const asked = lines.map(line => line.split(':')[0]);
			expect(asked).toEqual(expect.arrayContaining(['name', 'region', 'cloudGateway.id', 'site.id']));
			const kept = text.replace(/\/\*.*\*\/|\/\/.*/g, '');
			expect(kept).not.toMatch(/\b(?:cgw|vgw|vpc|vpngw|tgw)-|\d+\.\d+/);
			expect(text).toContain(cloud === 'aws' ? 'as in "cgw-0e11f167"' : 'as in "cgw-qa9sxpy7"');
		},
	);

	it.each(modes)('%s %s names every field: with all comments opened, only blanks are left to mend', (cloud, mode) => {
		const opened = filled(skeleton(cloud, mode)).replace(/^(\s*)\/\/ (?=["{}\]])/gm, '$1');
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

/** What the plan of a document asks the cloud for, by the API's own names; what is left to the cloud stands with the cloud's documented default. */
const cloudDefaults = {
	aws: {
		// EC2 API, VpnTunnelOptionsSpecification, CloudWatchLogOptionsSpecification
		RekeyMarginTimeSeconds: 270,
		RekeyFuzzPercentage: 100,
		ReplayWindowSize: 1024,
		EnableTunnelLifecycleControl: false,
		LogEnabled: false,
		LogOutputFormat: 'json',
		BgpLogEnabled: false,
		BgpLogOutputFormat: 'json',
	},
	tencent: {
		// vpc 2017-03-12, HealthCheckConfig; an identity without an address is the gateway's own
		EnableHealthCheck: false,
		LocalIdentity: 'ADDRESS',
		RemoteIdentity: 'ADDRESS',
	},
} as const;

describe('what a skeleton shows as a default is what a plan without security uses', () => {
	const requestOf = (cloud: 'aws' | 'tencent', json: unknown) => {
		const {document, problems} = parseDocument(json);
		if (!document) throw new Error(problems?.map(problemLine).join('\n'));
		const plan =
			cloud === 'aws'
				? planConnection(document, assumedFacts(document))
				: planTencent(document, assumedFacts(document));
		return plan.actions.find(({id}) => id === 'connection')?.parameters;
	};

	/** The same without blanks, which are no defaults. */
	const withoutBlanks = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(withoutBlanks);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value)
				.filter(([, member]) => member !== '')
				.map(([name, member]) => [name, withoutBlanks(member)]),
		);
	};

	const leaves = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([name, member]) => leaves(member, `${path}.${name}`))
			: [[path, value]];

	it.each(modes)('%s %s', (cloud, mode) => {
		const text = filled(skeleton(cloud, mode));
		const plain = new Map(leaves(requestOf(cloud, parseJson(text, 'skeleton'))));
		const opened = parseJson(text.replace(/^(\s*)\/\/ (?=["{}\]])/gm, '$1'), 'skeleton');
		const {ipv6Ranges: _unused, ...wanted} = Object(withoutBlanks(opened));
		const shown = leaves(requestOf(cloud, wanted));
		expect(shown.length).toBeGreaterThan(20);
		for (const [path, value] of shown) {
			const known: Readonly<Record<string, unknown>> = cloudDefaults[cloud];
			expect([path, value]).toEqual([path, plain.get(path) ?? known[path.split('.').at(-1) ?? '']]);
		}
	});

	it.each([
		['aws', '"phase1DhGroups": [14,15,16,17,18,19,20,21]'],
		['aws', '"ikeVersions": ["ikev2"]'],
		['tencent', '"ikeEncryption": "AES-CBC-256"'],
		['tencent', '"ikeIntegrity": "SHA-256"'],
		['tencent', '"pfsDhGroup": "DH-GROUP14"'],
		['tencent', '"intervalMs": 5000'],
	] as const)('%s shows %s', (cloud, line) => expect(skeleton(cloud, 'bgp')).toContain(line));
});

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {AwsConnection} from '../../../src/clouds/aws/document.ts';
import {isAws} from '../../../src/clouds/aws/own-document.ts';
import {connectionDocument} from '../../../src/clouds/document/documents.ts';
import type {TencentConnection} from '../../../src/clouds/tencent/document.ts';
import {isTencent} from '../../../src/clouds/tencent/own-document.ts';
import type {ConnectionDocument} from '../../../src/connection/document.ts';
import {held, leavesOf} from '../../clouds/schema-documents.ts';
import {everyAwsOption, everyTencentOption} from '../every-option.ts';
import {declaredIn} from './written-code.ts';

/* What a user would lose: an option that got lost on the way into code, and nobody says so. */

const examples = readdirSync('examples')
	.filter(name => /^(aws|tencent)-.*\.json$/.test(name))
	.map(name => connectionDocument.parse(JSON.parse(readFileSync(join('examples', name), 'utf8'))));
const documents = [...examples, ...everyAwsOption, ...everyTencentOption].map(document =>
	connectionDocument.parse(document),
);
const ofAws = documents.filter((document): document is AwsConnection => isAws(document));
const ofTencent = documents.filter((document): document is TencentConnection => isTencent(document));

/** The same document with another value at one place. */
function changed<Document extends ConnectionDocument>(document: Document, path: string, value: unknown): Document {
	const copy = structuredClone(document);
	const steps = path.split(/[.[\]]+/).filter(Boolean);
	const last = steps.pop() ?? '';
	const parent = steps.reduce<unknown>((node, step) => Reflect.get(Object(node), step), copy);
	Reflect.set(Object(parent), last, value);
	return copy;
}

/** Values of which the code knows each by name. */
const others = new Map([
	['strong', 'compatible'],
	['compatible', 'strong'],
	['ipv4', 'ipv6'],
	['ipv6', 'ipv4'],
	['standard', 'large'],
	['large', 'standard'],
	['Standard', 'SecretsManager'],
	['SecretsManager', 'Standard'],
	['PublicIpv4', 'Ipv6'],
]);

function another(value: unknown): unknown {
	if (typeof value === 'number') return value + 1;
	if (typeof value === 'boolean') return !value;
	const listed = others.get(String(value));
	if (listed) return listed;
	// the last character: what the kind of an id or address is stays recognisable
	return `${String(value).slice(0, -1)}${String(value).endsWith('1') ? '2' : '1'}`;
}

/** Not options of a connection: what the document itself is, and where its key waits until it is sent. */
const notOptions = /^(\$schema|version|cloud)$|presharedKey/;
/** Which variant of a union it is decides what other members there are: changed alone it is no document. */
const kinds = /\.(kind|mode|type)$/;
/** Out of force: what it says does not count while another option is as it is. */
const outOfForce = (document: ConnectionDocument, path: string) =>
	(document.security.preset === 'custom' && path === 'security.preset') ||
	(isAws(document) && document.insideIpVersion === 'ipv6' && path.startsWith('ranges')) ||
	(isAws(document) && document.insideIpVersion === 'ipv4' && path.startsWith('ipv6Ranges')) ||
	(isAws(document) && /^(vgw|new-vgw)$/.test(document.cloudGateway.kind) === false && /^routeTables/.test(path)) ||
	(isTencent(document) && document.routing.mode !== 'policy' && path.startsWith('ranges')) ||
	(isTencent(document) && !document.dpd.enabled && path.startsWith('dpd.') && path !== 'dpd.enabled') ||
	(isTencent(document) && !document.healthCheck?.enabled && /^healthCheck\.[^e]/.test(path));

/** What the schema shares between the clouds, and only one of them has. */
const ofTheOther = {
	aws: /^routing\.(tunnelCidr|cloudAddress|siteAddress|priority)$/,
	tencent: /^site\.(deviceName|certificateArn)$/,
} as const;

function lost<Document extends ConnectionDocument>(
	document: Document,
	exported: (document: Document) => string,
): readonly string[] {
	const before = exported(document);
	return held(document)
		.filter(({path}) => !notOptions.test(path) && !kinds.test(path) && !outOfForce(document, path))
		.filter(({path, value}) => exported(changed(document, path, another(value))) === before)
		.map(({path}) => `${document.name}: ${path}`);
}

const text = (files: readonly {readonly content: string}[]) => files.map(({content}) => content).join('\n');

describe('an option that is changed changes the code', () => {
	test('AWS, Terraform', () => {
		expect(ofAws.flatMap(document => lost(document, each => text(declaredIn('terraform', {document: each}))))).toEqual(
			[],
		);
	});

	test('AWS, CloudFormation', () => {
		expect(
			ofAws.flatMap(document => lost(document, each => text(declaredIn('cloudformation', {document: each})))),
		).toEqual([]);
	});

	test('Tencent Cloud, Terraform', () => {
		expect(
			ofTencent.flatMap(document => lost(document, each => text(declaredIn('terraform', {document: each})))),
		).toEqual([]);
	});

	test('and there is no option in the schema that none of these documents has', () => {
		for (const [cloud, own] of [
			['aws', ofAws],
			['tencent', ofTencent],
		] as const) {
			const places = new Set(own.flatMap(document => held(document).map(({place}) => place)));
			const missing = [...leavesOf(cloud)]
				.map(leaf => leaf.split('=')[0] ?? '')
				.filter(place => !places.has(place) && !notOptions.test(place))
				.filter(place => !ofTheOther[cloud].test(place));
			expect([...new Set(missing)]).toEqual([]);
		}
	});
});

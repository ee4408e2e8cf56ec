import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import type {AwsDraft} from '../../src/clouds/aws/own-document.ts';
import {awsRules} from '../../src/clouds/aws/rules/rules.ts';
import {allRules, keyRules, ruleRegistry} from '../../src/clouds/contract/rule-registry.ts';
import {rulesPage} from '../../src/clouds/contract/rules-page.ts';
import {documentPartOf, exampleOf} from '../../src/clouds/document/documents.ts';
import {type SchemaRule, schemaRules} from '../../src/clouds/document/schema-rules.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import {prefixRules, rangeRules} from '../../src/clouds/rules/range-rules.ts';
import type {TencentDraft} from '../../src/clouds/tencent/own-document.ts';
import {tencentRules} from '../../src/clouds/tencent/rules/rules.ts';
import type {ConnectionDraft} from '../../src/connection/document.ts';
import {documentRules} from '../../src/connection/document-rules.ts';
import {enforcerOf} from '../../src/connection/finding.ts';
import {Secret} from '../../src/connection/secret.ts';
import {Checks} from '../../src/session/check.ts';
import {awsDocument} from '../clouds/aws/documents.ts';
import {tencentDocument} from '../clouds/tencent/documents.ts';
import {setField} from './set-field.ts';

/* What a user would lose: a rule that is held against them and explained nowhere, or a page that explains rules as they once were. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const fields = [...schemaRules('aws'), ...schemaRules('tencent')];

describe('the registry of rules', () => {
	it('holds every rule of both clouds, each once, told in full', () => {
		const ids = allRules.map(({id}) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(allRules).toEqual(expect.arrayContaining([...awsRules, ...tencentRules, ...rangeRules, ...prefixRules]));
		for (const rule of [...allRules, ...keyRules]) {
			for (const text of [rule.says, rule.mend, rule.source]) expect(text.trim(), rule.id).not.toBe('');
			expect(rule.says, rule.id).toMatch(/[.;,)]$/);
			expect(`${rule.says} ${rule.mend}`, `${rule.id} is read in the wizard too, which has no options`).not.toMatch(
				/--[a-z]/,
			);
			expect(rule.mend, `${rule.id} says what to do`).not.toMatch(/^Nothing to do/);
		}
	});

	it('names fields that a document has', () => {
		const known = ruleRegistry.flatMap(({cloud, topics}) =>
			topics.flatMap(({rules}) => rules.map(rule => ({cloud, id: rule.id, field: rule.field}))),
		);
		const missing = known.filter(({field}) => field !== '' && !fieldExists(field));
		expect(missing).toEqual([]);
	});

	it('says who enforces a refusal, and of nothing else', () => {
		for (const rule of allRules) {
			if (rule.severity !== 'refuse') expect(rule.enforcedBy, rule.id).toBeUndefined();
			expect(enforcerOf(rule) === undefined, rule.id).toBe(rule.severity !== 'refuse');
		}
	});

	it('loads no SDK: the reference page and the tests of rules do not wait for one', () => {
		expect([...loadedBy('src/clouds/contract/rules-page.ts')].filter(name => /sdk|smithy/.test(name))).toEqual([]);
		// Or the walk found nothing at all.
		expect([...loadedBy('src/clouds/aws/aws-cloud.ts')].some(name => /sdk/.test(name))).toBe(true);
	});
});

describe('a finding', () => {
	const region = 'n'.repeat(200);
	const unset = {presharedKey: {from: 'env' as const, name: 'NOT_SET'}};
	const typed = {presharedKey: {from: 'prompt' as const}};
	const drafts: [string, AwsDraft | TencentDraft, string][] = [
		['aws', {...awsDocument(), region, tunnels: [unset, typed]}, 'aws.key.form'],
		['aws', {...awsDocument(), region, tunnels: [unset, typed]}, 'document.key-variable'],
		['tencent', {...tencentDocument(), region, ...unset}, 'document.key-variable'],
		['tencent', {...tencentDocument(), region, ...typed}, 'tencent.key.form'],
	];

	it.each(drafts)('of a connection of %s is of a rule that the registry knows', async (_cloud, draft, rule) => {
		const known = new Set([...allRules, ...keyRules, ...documentRules].map(({id}) => id));
		const checks = new Checks({});
		await checks.loadSchema();
		checks.addCloud(await moduleOf(draft.cloud).open({env: {}, sandbox: false}));
		const key = new Secret('two words');
		const found = checks.findings({draft, facts: {}, keys: {presharedKey: key, 'tunnels[1].presharedKey': key}});
		const ids = found.map(finding => finding.rule);
		expect(ids).toEqual(expect.arrayContaining([rule, 'document.schema']));
		expect(ids.filter(id => !known.has(id))).toEqual([]);
	});
});

describe('docs/rules.md', () => {
	it('is what the rules say today (npm run docs:rules)', () => {
		expect(readFileSync(path.join(root, 'docs/rules.md'), 'utf8')).toBe(rulesPage());
	});

	it('has every rule in it', () => {
		const page = rulesPage();
		for (const {id} of [...awsRules, ...tencentRules, ...keyRules, ...documentRules])
			expect(page).toContain(`\`${id}\``);
	});
});

describe('what the schema holds each field to', () => {
	it.each(fields)('$id: a value on the edge passes, one beyond it is refused at the field', rule => {
		const {keeps, breaks} = valuesOf(rule);
		expect(breaks.length).toBeGreaterThan(0);
		expect(rule.check(soundDraft(rule), {})).toEqual([]);
		for (const value of keeps) expect(rule.check(withValue(rule, value), {}), `keeps ${value}`).toEqual([]);
		for (const value of breaks) {
			const found = rule.check(withValue(rule, value), {});
			expect(found.length, `breaks ${JSON.stringify(value)?.slice(0, 80)}`).toBeGreaterThan(0);
			for (const finding of found) expect(finding.field.replaceAll(/\[\d+\]/g, '[]')).toBe(rule.field);
		}
	});

	it('says nothing of what is not given yet', () => {
		for (const rule of fields) expect(rule.check({cloud: rule.clouds[0] ?? 'aws'}, {})).toEqual([]);
	});
});

describe('pre-shared keys', () => {
	it.each([
		{
			id: 'aws.key.form',
			good: ['abcdefg8', '.aB_9'.repeat(12)],
			bad: ['', 'short', '0abcdefgh', 'a+b+c+d+e', 'x'.repeat(65)],
		},
		{id: 'tencent.key.form', good: ['d!@#12d', 'x'.repeat(128)], bad: ['', 'two words', 'schlüssel', 'x'.repeat(129)]},
	])('$id', ({id, good, bad}) => {
		const rule = keyRules.find(candidate => candidate.id === id);
		for (const key of good) expect(rule?.check(new Secret(key))).toBeUndefined();
		for (const key of bad) {
			const problem = rule?.check(new Secret(key));
			expect(problem).toBeTypeOf('string');
			if (key !== '') expect(problem).not.toContain(key);
		}
	});

	it('have a case for every rule', () => {
		expect(keyRules.map(({id}) => id)).toEqual(['aws.key.form', 'tencent.key.form']);
	});
});

/** Values on the edge of a field's bounds, and values just beyond. */
function valuesOf(rule: SchemaRule): {
	readonly keeps: readonly unknown[];
	readonly breaks: readonly unknown[];
} {
	const {bounds, field} = rule;
	const {minimum, maximum, minLength, maxLength, minItems, maxItems} = bounds;
	if (bounds.enum)
		return {keeps: field.endsWith('.kind') || /\.(mode|from|type)$/.test(field) ? [] : bounds.enum, breaks: ['x']};
	if (bounds.pattern !== undefined)
		return {
			keeps: exampleOf(documentPartOf(rule.clouds[0] ?? 'aws'), field)
				.split(' or ')
				.slice(0, 1),
			breaks: ['!', '1.2.3.4.5', ''],
		};
	if (bounds.type === 'integer')
		return {
			keeps: [minimum, maximum].filter(value => value !== undefined),
			breaks: [...beyond(minimum, -1), ...beyond(maximum, 1), 1.5],
		};
	if (bounds.type === 'array')
		return {
			keeps: [],
			breaks: [
				...beyond(minItems, -1).map(length => Array(length).fill(entryOf(field))),
				...beyond(maxItems, 1).map(length => Array(length).fill(entryOf(field))),
			],
		};
	return {
		keeps: [minLength, maxLength].flatMap(length => (length === undefined ? [] : ['n'.repeat(length)])),
		breaks: [...beyond(minLength, -1), ...beyond(maxLength, 1)].map(length => 'n'.repeat(length)),
	};
}

function beyond(bound: number | undefined, step: number): readonly number[] {
	return bound === undefined ? [] : [bound + step];
}

function entryOf(field: string): unknown {
	return field === 'ranges' ? {cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/16']} : '172.16.0.0/16';
}

function soundDraft(rule: SchemaRule): ConnectionDraft {
	return structuredClone(rule.clouds[0] === 'aws' ? awsDocument() : tencentDocument());
}

/** A sound document in which the field has the value, and the choices are made under which it exists. */
function withValue(rule: SchemaRule, value: unknown): ConnectionDraft {
	const draft = soundDraft(rule);
	for (const [field, kind] of Object.entries(rule.within)) setField(draft, field, kind);
	if (rule.field.startsWith('ranges[]'))
		setField(draft, 'ranges', [{cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/16']}]);
	setField(draft, rule.field, value);
	return draft;
}

/** Whether the schema of either cloud has the field: as a leaf, or on the way to one. */
function fieldExists(field: string): boolean {
	const loose = [
		'site.certificateArn',
		'acceleration',
		'transportAttachmentId',
		'tunnels[].insideIpv6Cidr',
		'ipv6Ranges',
	];
	const leaves = [
		...fields.map(rule => rule.field),
		...loose,
		'tags',
		'dpd.enabled',
		'healthCheck.enabled',
		'security.options.logs.logGroupArn',
		'security.options.logs.bgpLogEnabled',
	];
	return leaves.some(leaf => leaf === field || leaf.startsWith(`${field}.`) || leaf.startsWith(`${field}[`));
}

/** Everything that a file loads, directly or not, that is no type: our files and the packages they name. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file)) return seen;
	seen.add(file);
	const text = readFileSync(path.join(root, file), 'utf8');
	for (const [, type, names, to = ''] of text.matchAll(
		/^(?:import|export)\s+(type\s+)?([^'";]*?)\s?(?:from\s+)?'([^']+)'/gm,
	)) {
		if (type) continue;
		if (/^\{\s*(type [^,}]+,?\s*)+\}$/.test(names?.trim().replace(/ from$/, '') ?? '')) continue;
		const own = path.join(path.dirname(file), to);
		if (/^\.\.?\//.test(to) && existsSync(path.join(root, own))) loadedBy(own, seen);
		else seen.add(to);
	}

	return seen;
}

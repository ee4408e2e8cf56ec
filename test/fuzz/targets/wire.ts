import fc from 'fast-check';
import type {Cloud, Facts} from '../../../src/clouds/contract/cloud.ts';
import {connectionDocument} from '../../../src/clouds/document/documents.ts';
import {moduleOf} from '../../../src/clouds/registry.ts';
import {planDocument} from '../../../src/session/plan.ts';
import {allowed, allowedAndDrawn} from '../allowed.ts';
import {goodDocuments} from '../documents.ts';
import {type Reading, readings} from '../readings.ts';
import {spoilings} from '../spoiled-replies.ts';
import {target} from '../target.ts';
import {WireFront} from '../wire-front.ts';

const places = {
	aws: {region: 'eu-central-1', connection: 'vpn-40f41529'},
	tencent: {region: 'ap-guangzhou', connection: ''},
} as const;

/**
 * Replies of both clouds, spoiled between the sandbox and the real SDKs: nothing but a CloudError or a UserError may come of them, and
 * what is read all the same must be safe to draw.
 */
export async function wireTarget(id: 'aws' | 'tencent') {
	const front = await WireFront.start();
	const cloud = await moduleOf(id).open({env: front.env, sandbox: true, timeoutMs: 1000});
	const about = await readAbout(cloud, places[id]);
	const documents: {readonly document: unknown; readonly good: Facts}[] = [];
	for (const document of goodDocuments.filter(each => Reflect.get(Object(each), 'cloud') === id)) {
		const asked = connectionDocument.parse(document);
		const {plan, facts} = await planDocument(cloud, asked, AbortSignal.timeout(15_000));
		if (plan) documents.push({document, good: facts});
	}

	const [one] = documents;
	if (!one) throw new Error('no document has a plan');
	/** How many calls each reading makes: one of them is spoiled. */
	const calls = new Map<string, number>();
	for (const [name, read] of Object.entries(readings)) {
		front.spoil(() => undefined);
		await read({...about, ...one, signal: AbortSignal.timeout(15_000)});
		calls.set(
			name,
			front.spoil(() => undefined),
		);
	}

	return target({
		name: `wire-${id}`,
		what: `replies of ${cloud.title}, as its SDK reads them`,
		input: fc.record({
			name: fc.constantFrom(...Object.keys(readings)),
			document: fc.nat(documents.length - 1),
			at: fc.nat(30),
			every: fc.boolean(),
			spoiling: spoilings,
		}),
		async check({name, document, at, every, spoiling}) {
			const reading: Reading = {...about, ...(documents[document] ?? one), signal: AbortSignal.timeout(15_000)};
			const spoiled = at % Math.max(1, calls.get(name) ?? 1);
			front.spoil((reply, call) => (every || call === spoiled ? spoiling(reply) : undefined));
			await allowedAndDrawn(`${name} of ${id}`, () => readings[name]?.(reading));
			front.spoil(() => undefined);
		},
		async close() {
			cloud.close();
			await front.close();
		},
	});
}

async function readAbout(cloud: Cloud, {region, connection}: {region: string; connection: string}) {
	const signal = AbortSignal.timeout(15_000);
	const gateways = await cloud.cloudGateways(region, signal);
	const [first] = (await allowed(() => cloud.connections(region, signal))) ?? [];
	return {
		cloud,
		region,
		vpcId: gateways.find(gateway => gateway.vpcId)?.vpcId ?? '',
		connection: connection || (first?.id ?? ''),
	};
}

import type {AwsConnection, AwsTunnel} from '../../clouds/aws/document.ts';
import {isAws} from '../../clouds/aws/own-document.ts';
import type {CloudId} from '../../clouds/contract/cloud.ts';
import {moduleOf} from '../../clouds/registry.ts';
import type {TencentConnection} from '../../clouds/tencent/document.ts';
import {isTencent} from '../../clouds/tencent/own-document.ts';
import type {
	ConnectionDraft,
	KeySource,
	Routing,
	SecurityPreset,
	SiteGatewayChoice,
} from '../../connection/document.ts';
import {insideHosts} from '../../connection/inside-cidr.ts';
import {optionsOf, putOptions} from '../steps/options/option-table.ts';
import {
	type Answers,
	answersOf,
	type CloudAnswers,
	joinTags,
	noAnswers,
	type SitePick,
	splitList,
	splitTags,
	type TextId,
	textOf,
} from './answers.ts';
import {isAwsGateway, isTencentGateway} from './gateway-pick.ts';
import {followingIds} from './suggest.ts';

/** The connection that the answers describe so far. What is not answered, or can't be read yet, is missing. Ranges stand as typed. */
export function toDraft(answers: Answers): ConnectionDraft | undefined {
	if (answers.cloud === 'aws') return awsDraft(answersOf(answers, 'aws'));
	if (answers.cloud === 'tencent') return tencentDraft(answersOf(answers, 'tencent'));
	return undefined;
}

/** Where each drafted pair stands among the typed ones: empty rows are not part of the draft. */
export function draftedRows(answers: CloudAnswers): readonly number[] {
	return answers.pairs.flatMap((pair, index) => (pair.cloudSide.trim() || pair.siteSide.trim() ? [index] : []));
}

function awsDraft(answers: CloudAnswers): ConnectionDraft {
	const from: Partial<AwsConnection> = answers.from && isAws(answers.from) ? answers.from : {};
	const cloudGateway = awsGatewayOf(answers);
	const key = routeTablesKey(cloudGateway);
	return withOptions(
		present({
			...from,
			...shared(answers, 'aws'),
			cloud: 'aws' as const,
			cloudGateway,
			routeTables: key === undefined ? (from.routeTables ?? []) : [...(answers.routeTables[key] ?? [])],
			security: {...from.security, preset: presetOf(answers)},
			tunnels: [awsTunnel(answers, 0, from), awsTunnel(answers, 1, from)] satisfies AwsConnection['tunnels'],
		}),
		answers,
	);
}

/** The document's own gateway; one that is to be made needs a VPC first. */
function awsGatewayOf(answers: CloudAnswers): AwsConnection['cloudGateway'] | undefined {
	const picked = pick(answers.gateways, answers.region);
	if (!isAwsGateway(picked)) return undefined;
	if (picked.kind !== 'new-vgw') return picked;
	const vpcId = pick(answers.vpcs, answers.region);
	if (vpcId === undefined) return undefined;
	const before = answers.from?.cloudGateway?.kind === 'new-vgw' ? answers.from.cloudGateway : undefined;
	const asn = textOf(answers, 'gateway.asn').trim();
	return present({
		kind: 'new-vgw',
		vpcId,
		name: typed(answers, 'gateway.name', before?.name),
		asn: /^\d{1,15}$/.test(asn) ? Number(asn) : undefined,
	});
}

/** Under which key the ticked route tables of a gateway are kept; undefined where none can be ticked. */
export function routeTablesKey(
	gateway: {readonly kind: string; readonly id?: string; readonly vpcId?: string} | undefined,
): string | undefined {
	if (gateway?.kind === 'vgw') return gateway.id;
	return gateway?.kind === 'new-vgw' ? newGatewayId(gateway.vpcId ?? '') : undefined;
}

/** Stands for the id of a gateway that is to be made. */
export function newGatewayId(vpcId: string): string {
	return `new:${vpcId}`;
}

function awsTunnel(answers: CloudAnswers, index: 0 | 1, from: Partial<AwsConnection>): AwsTunnel {
	const insideCidr = textOf(answers, index === 0 ? 'insideCidr1' : 'insideCidr2').trim() || undefined;
	return present({...from.tunnels?.[index], presharedKey: keySourceOf(answers, index), insideCidr});
}

function tencentDraft(answers: CloudAnswers): ConnectionDraft {
	const from: Partial<TencentConnection> = answers.from && isTencent(answers.from) ? answers.from : {};
	const gateway = pick(answers.gateways, answers.region);
	return withOptions(
		present({
			...from,
			...shared(answers, 'tencent'),
			cloud: 'tencent' as const,
			cloudGateway: isTencentGateway(gateway) ? gateway : undefined,
			ranges: answers.mode === 'policy' ? draftedRanges(answers) : unusedRanges(from),
			security: {...from.security, preset: presetOf(answers)},
			presharedKey: keySourceOf(answers, 0),
		}),
		answers,
	);
}

function draftedRanges(answers: CloudAnswers): TencentConnection['ranges'] {
	return draftedRows(answers).map(row => ({
		cloudSide: answers.pairs[row]?.cloudSide.trim() ?? '',
		siteSide: [...splitList(answers.pairs[row]?.siteSide ?? '')],
	}));
}

/** A document may hold ranges that its mode does not use: they stay in it. */
function unusedRanges(from: Partial<TencentConnection>): TencentConnection['ranges'] {
	return from.routing?.mode === 'policy' ? [] : (from.ranges ?? []);
}

/** The draft with its options as they are answered. */
function withOptions(members: ConnectionDraft, answers: CloudAnswers): ConnectionDraft {
	const draft = structuredClone(members);
	const isEmpty = draft.cloud === 'aws' && answers.from?.cloud === 'aws' && answers.from.ranges?.length === 0;
	putOptions(draft, draft.cloud, answers);
	if (!isAws(draft)) return draft;
	if (isEmpty && !Object.keys(answers.options).some(path => path.startsWith('ranges'))) draft.ranges = [];
	// the two go together in the document, but are set one by one
	const ipv6: Partial<AwsConnection['ipv6Ranges']> = draft.ipv6Ranges;
	if (ipv6) draft.ipv6Ranges = {cloudSide: ipv6.cloudSide ?? '::/0', siteSide: ipv6.siteSide ?? '::/0'};
	return draft;
}

function shared(answers: CloudAnswers, cloud: CloudId) {
	return {
		version: 1 as const,
		name: typed(answers, 'name', answers.from?.name) || undefined,
		region: answers.region,
		site: siteOf(answers),
		routing: routingOf(answers, cloud),
		tags: {...splitTags(textOf(answers, 'tags'))},
	};
}

function siteOf(answers: CloudAnswers): SiteGatewayChoice | undefined {
	const chosen = pick(answers.sites, answers.region);
	if (chosen?.kind !== 'new') return chosen;
	const asn = textOf(answers, 'site.asn').trim();
	const before = answers.from?.site?.kind === 'new' ? answers.from.site : undefined;
	return present({
		...before,
		kind: 'new',
		name: typed(answers, 'site.name', before?.name) ?? '',
		address: textOf(answers, 'site.address').trim(),
		asn: /^\d+$/.test(asn) ? Number(asn) : undefined,
		deviceName: typed(answers, 'site.deviceName', before?.deviceName),
		certificateArn: typed(answers, 'site.certificateArn', before?.certificateArn),
	});
}

/** A typed name without outer spaces, undefined when empty; one that is as the document has it is left alone. */
function typed(answers: CloudAnswers, id: TextId, before: string | undefined): string | undefined {
	const text = answers.texts[id];
	return text === before ? text : text?.trim() || undefined;
}

function routingOf(answers: CloudAnswers, cloud: CloudId): Routing | undefined {
	switch (answers.mode) {
		case 'static':
			return {
				// members that only the other cloud has stay as the document has them, for a rule to speak of
				...(cloud === 'aws' && answers.from?.routing?.mode === 'static' ? answers.from.routing : {}),
				mode: 'static',
				prefixes: [...splitList(textOf(answers, 'prefixes'))],
			};
		case 'policy':
			return {mode: 'policy'};
		case 'bgp':
			if (cloud === 'aws') return {...(answers.from?.routing?.mode === 'bgp' ? answers.from.routing : {}), mode: 'bgp'};
			return present({
				mode: 'bgp',
				tunnelCidr: textOf(answers, 'tunnelCidr').trim() || undefined,
				cloudAddress: textOf(answers, 'cloudAddress').trim() || undefined,
				siteAddress: textOf(answers, 'siteAddress').trim() || undefined,
			});
		default:
			return undefined;
	}
}

function keySourceOf(answers: CloudAnswers, index: 0 | 1): KeySource {
	const all = answers.choices['key.from'] ?? 'generated';
	const from = all === 'each' ? (answers.choices[index === 0 ? 'key1.from' : 'key2.from'] ?? 'generated') : all;
	if (from === 'typed') return {from: 'prompt'};
	if (from === 'env') return {from: 'env', name: textOf(answers, index === 0 ? 'key1.env' : 'key2.env').trim()};
	return {from: 'generated'};
}

function presetOf(answers: CloudAnswers): SecurityPreset {
	const preset = answers.choices.preset;
	return preset === 'compatible' || preset === 'custom' ? preset : 'strong';
}

/** The answers that lead to a document or draft again; the other cloud's answers are kept. What it holds counts as the user's own. */
export function fromDraft(draft: ConnectionDraft, before: Answers = noAnswers): Answers {
	return {cloud: draft.cloud, of: {...before.of, [draft.cloud]: cloudAnswersOf(draft)}};
}

function cloudAnswersOf(draft: ConnectionDraft): CloudAnswers {
	const {region, routing, site} = draft;
	const place = region ?? '';
	const sitePick: SitePick | undefined = site?.kind === 'new' ? {kind: 'new'} : site;
	const own = isAws(draft) ? draft : undefined;
	const keys = moduleOf(draft.cloud)
		.keySources(draft)
		.map(({source}) => source);
	const [first = 'generated', second = first] = keys.map(key => (key?.from === 'prompt' ? 'typed' : key?.from));
	const envNames = keys.map(key => (key?.from === 'env' ? key.name : ''));
	const bgp = routing?.mode === 'bgp' ? routing : undefined;
	const device = site?.kind === 'new' ? site : undefined;
	const toBeMade = draft.cloudGateway?.kind === 'new-vgw' ? draft.cloudGateway : undefined;
	const key = own && routeTablesKey(own.cloudGateway);
	const texts: CloudAnswers['texts'] = {
		name: draft.name,
		tags: joinTags(draft.tags ?? {}),
		'site.name': device?.name,
		'site.address': device?.address,
		'site.asn': device?.asn === undefined ? undefined : String(device.asn),
		'site.deviceName': device?.deviceName,
		'site.certificateArn': device?.certificateArn,
		'gateway.name': toBeMade?.name,
		'gateway.asn': toBeMade?.asn === undefined ? undefined : String(toBeMade.asn),
		prefixes: routing?.mode === 'static' ? routing.prefixes.join(', ') : undefined,
		tunnelCidr: bgp?.tunnelCidr,
		cloudAddress: bgp?.cloudAddress,
		siteAddress: bgp?.siteAddress,
		insideCidr1: own?.tunnels?.[0].insideCidr,
		insideCidr2: own?.tunnels?.[1].insideCidr,
		'key1.env': envNames[0],
		'key2.env': envNames[1],
	};
	const kept = present(texts);
	// addresses that are those of the range go on following it
	const [cloudHost, siteHost] = insideHosts(kept.tunnelCidr ?? '') ?? [];
	const follow = kept.cloudAddress === cloudHost && kept.siteAddress === siteHost;
	const hostsOfRange = follow ? followingIds : [];
	const pairs =
		draft.cloud === 'tencent'
			? (draft.ranges ?? []).map(pair => ({cloudSide: pair.cloudSide, siteSide: pair.siteSide.join(', ')}))
			: [];
	return {
		...(region === undefined ? {} : {region}),
		gateways: draft.cloudGateway ? {[place]: toBeMade ? {kind: 'new-vgw'} : draft.cloudGateway} : {},
		vpcs: toBeMade?.vpcId === undefined ? {} : {[place]: toBeMade.vpcId},
		sites: sitePick ? {[place]: sitePick} : {},
		...(routing ? {mode: routing.mode} : {}),
		pairs,
		texts: kept,
		choices: {
			preset: draft.security?.preset ?? 'strong',
			'key.from': first === second ? first : 'each',
			'key1.from': first,
			'key2.from': second,
		},
		routeTables: key !== undefined && own?.routeTables ? {[key]: own.routeTables} : {},
		options: optionsOf(draft, draft.cloud),
		// a form that asks for what the document does not have is asked still, should another answer call for it
		seen: [
			...(toBeMade ? ['gateway-new'] : []),
			...(device ? ['site-new'] : []),
			routing?.mode === 'policy' ? 'pairs' : `routes:${routing?.mode ?? ''}`,
			'security',
			'options',
			'name',
		],
		touched: [...Object.keys(kept).filter(id => !hostsOfRange.includes(id)), ...(pairs.length > 0 ? ['pairs'] : [])],
		from: draft,
	};
}

function pick<Value>(byRegion: Readonly<Record<string, Value>>, region: string | undefined): Value | undefined {
	return region === undefined ? undefined : byRegion[region];
}

type Present<Value> = {[Member in keyof Value]: Exclude<Value[Member], undefined>};

/** Members that are undefined are left out, so that a draft compares and serialises as what it says. */
function present<Value extends object>(value: Value): Present<Value> {
	// the members that are left have no undefined by construction
	return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<Value>;
}

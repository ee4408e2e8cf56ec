import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {PlanValue} from '../../contract/cloud.ts';
import {askedText, type Difference, type NotCompared, type Settings} from '../../contract/comparison.ts';
import {securityOptions, sessionAndProbeOptions} from '../placed-options.ts';
import {list, text, texts} from '../wire/reply.ts';

/** What is told of a tunnel besides its options. */
const itself = [
	{path: ['VpnConnectionName'], field: 'name', what: 'name'},
	{path: ['RouteType'], field: 'routing.mode', what: 'routing'},
] as const;

const compared = [...securityOptions, ...itself, ...sessionAndProbeOptions];
const words = new Map<string, string>(compared.map(({field, what}) => [field, what]));
/** Those that say nothing before the tunnel is AVAILABLE. */
export const laterFields: ReadonlySet<string> = new Set([...sessionAndProbeOptions.map(({field}) => field), 'ranges']);
const switches: Readonly<Record<string, string>> = {'0': 'off', '1': 'on', false: 'off', true: 'on'};
const isSwitch = (field: string) => field.endsWith('.enabled');

/** SPD ranges and tags are many: each stands on a line of its own in one value. */
const separator = '\n';

/** Every value that can be compared, of a request or of a tunnel as it reads back; never the key. Pure. */
export function settingsOf(source: VpnConnection | {readonly [member: string]: PlanValue}): Settings {
	const found = compared.map(({path, field}) => {
		const value = text(at(source, path));
		return [field, isSwitch(field) ? (switches[value] ?? value) : value] as const;
	});
	const policies = objects(at(source, ['SecurityPolicyDatabases']) ?? at(source, ['SecurityPolicyDatabaseSet']));
	const pairs = policies.flatMap(policy => pairsOf(at(policy, ['LocalCidrBlock']), at(policy, ['RemoteCidrBlock'])));
	const tags = at(source, ['Tags']) ?? at(source, ['TagSet']);
	return Object.fromEntries(
		[
			...found,
			['ranges', pairs.sort().join(separator)] as const,
			['tags', Array.isArray(tags) ? 'shown' : ''] as const,
			...objects(tags).map(tag => [`tags.${text(at(tag, ['Key']))}`, text(at(tag, ['Value'])) || '""'] as const),
		].filter(([, value]) => value !== ''),
	);
}

/** How a tunnel's settings compare with those of a request. */
interface Compare {
	readonly equal: number;
	readonly differences: readonly Difference[];
	readonly notCompared: readonly NotCompared[];
}

/**
 * Where a tunnel as read back differs from what was asked for. What was not asked for is the cloud's to choose. Members that the reply
 * leaves empty say nothing: a young tunnel's often are. Pure.
 */
export function compareSettings(asked: Settings, standing: Settings, state: string): Compare {
	const differences: Difference[] = [];
	const notCompared: NotCompared[] = [];
	let equal = 0;
	const isAvailable = state === 'AVAILABLE';
	for (const [field, wanted] of Object.entries(asked)) {
		if (field === 'tags') continue;
		const was = standing[field] ?? '';
		const isTag = field.startsWith('tags.');
		if ((laterFields.has(field) || isTag) && !isAvailable && was !== wanted)
			notCompared.push({field, why: `the tunnel is ${state || 'not ready'}: it is told once it is AVAILABLE`});
		else if (isTag ? standing.tags === undefined : was === '')
			notCompared.push({field, why: 'Tencent Cloud does not show it'});
		else if (field === 'ranges') differences.push(...rangeDifferences(wanted, was));
		else if (was === wanted || (field === 'routing.mode' && was === 'STATIC' && mayBe(wanted, standing))) equal += 1;
		else differences.push({field, what: words.get(field) ?? field.replace('tags.', 'tag '), was, wanted});
	}

	return {equal, differences, notCompared};
}

/** `STATIC` is the older name for both kinds without BGP: whether it may stand for this one, its SPD ranges tell. */
function mayBe(routing: string, {ranges = anyToAny}: Settings): boolean {
	return routing === 'Policy' || (routing === 'StaticRoute' && ranges === anyToAny);
}

/** Where a tunnel as read back differs from its request, in words for a run. */
export function differences(asked: {readonly [member: string]: PlanValue}, readBack: VpnConnection): readonly string[] {
	return compareSettings(settingsOf(asked), settingsOf(readBack), text(readBack.State)).differences.map(askedText);
}

/** Where what tells one tunnel from another is not what was asked for: its name, its routing, its SPD ranges. */
export function changedIdentity(
	asked: {readonly [member: string]: PlanValue},
	readBack: VpnConnection,
): readonly string[] {
	const own = Object.entries(settingsOf(asked)).filter(([field]) => ['name', 'routing.mode', 'ranges'].includes(field));
	return compareSettings(Object.fromEntries(own), settingsOf(readBack), 'AVAILABLE').differences.map(askedText);
}

/** SPD ranges one by one, whatever order and grouping they read back in. */
function rangeDifferences(asked: string, standing: string): readonly Difference[] {
	const wanted = asked.split(separator);
	const got = standing.split(separator);
	const about = {field: 'ranges', what: 'the range'};
	return [
		...wanted.filter(pair => !got.includes(pair)).map(pair => ({...about, was: '', wanted: pair})),
		...got.filter(pair => !wanted.includes(pair)).map(pair => ({...about, was: pair, wanted: ''})),
	];
}

const pairText = (cloudSide: string, siteSide: string) => `cloud ${cloudSide} ⇄ site ${siteSide}`;
const anyToAny = pairText('0.0.0.0/0', '0.0.0.0/0');

function pairsOf(cloudSide: unknown, siteSide: unknown): readonly string[] {
	const sites = texts(Array.isArray(siteSide) ? siteSide : []);
	return sites.map(site => pairText(text(cloudSide), site));
}

function objects(value: unknown): readonly object[] {
	return list(Array.isArray(value) ? value : []);
}

function at(value: unknown, path: readonly string[]): unknown {
	return path.reduce<unknown>(
		(found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
		value,
	);
}

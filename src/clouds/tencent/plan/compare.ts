import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {own} from '../../../connection/own.ts';
import {visible} from '../../../connection/visible.ts';
import type {PlanValue} from '../../contract/cloud.ts';
import {askedText, type Difference, type NotCompared, type Settings} from '../../contract/comparison.ts';
import {securityOptions, sessionAndProbeOptions} from '../placed-options.ts';
import {anyToAny, comparedValues, rangeSeparator, settingsOf} from '../read/settings.ts';
import {text} from '../wire/reply.ts';

const words = new Map<string, string>(comparedValues.map(({field, what}) => [field, what]));
/** What numbers are counted in. */
const units = new Map(
	[...securityOptions, ...sessionAndProbeOptions].flatMap(({field, ...option}) =>
		option.limits ? [[field, {unit: option.limits.unit}] as const] : [],
	),
);
/** Those that say nothing before the tunnel is AVAILABLE. */
export const laterFields: ReadonlySet<string> = new Set([...sessionAndProbeOptions.map(({field}) => field), 'ranges']);

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
		const isTag = field.startsWith('tags.');
		const was = own(standing, field) ?? '';
		if ((laterFields.has(field) || isTag) && !isAvailable && was !== wanted)
			notCompared.push({field, why: `the tunnel is ${state || 'not ready'}: it is told once it is AVAILABLE`});
		else if (isTag ? standing.tags === undefined : was === '')
			notCompared.push({field, why: 'Tencent Cloud does not show it'});
		else if (field === 'ranges') differences.push(...rangeDifferences(wanted, was));
		else if (was === wanted || (field === 'routing.mode' && was === 'STATIC' && mayBe(wanted, standing))) equal += 1;
		else if (isTag)
			differences.push({
				field,
				what: visible(field.replace('tags.', 'tag ')),
				was: visible(was),
				wanted: visible(wanted),
			});
		else differences.push({field, what: words.get(field) ?? field, was, wanted, ...units.get(field)});
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
	const wanted = asked.split(rangeSeparator);
	const got = standing.split(rangeSeparator);
	const about = {field: 'ranges', what: 'the range'};
	return [
		...wanted.filter(pair => !got.includes(pair)).map(pair => ({...about, was: '', wanted: pair})),
		...got.filter(pair => !wanted.includes(pair)).map(pair => ({...about, was: pair, wanted: ''})),
	];
}

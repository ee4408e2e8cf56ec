import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {checkCidr, normalise} from '../../../connection/networks.ts';
import {own} from '../../../connection/own.ts';
import type {PlanValue} from '../../contract/cloud.ts';
import type {Settings} from '../../contract/comparison.ts';
import {securityOptions, sessionAndProbeOptions} from '../placed-options.ts';
import {list, rawText, text, texts} from '../wire/reply.ts';

/** What is told of a tunnel besides its options. */
const itself = [
	{path: ['VpnConnectionName'], field: 'name', what: 'name'},
	{path: ['RouteType'], field: 'routing.mode', what: 'routing'},
	{path: ['VpnGatewayId'], field: 'cloudGateway', what: 'VPN gateway'},
	{path: ['VpcId'], field: 'cloudGateway.vpcId', what: 'VPC'},
	{path: ['CustomerGatewayId'], field: 'site', what: 'customer gateway'},
] as const;

/** The values of a tunnel that can be compared one by one, with what each is called. */
export const comparedValues: readonly {
	readonly path: readonly string[];
	readonly field: string;
	readonly what: string;
	readonly otherValues?: Readonly<Record<string, string>>;
}[] = [...securityOptions, ...itself, ...sessionAndProbeOptions];

/** -1 is what a tunnel shows that is still being made: nothing yet. */
const switches: Readonly<Record<string, string>> = {'-1': '', '0': 'off', '1': 'on', false: 'off', true: 'on'};
const isSwitch = (field: string) => field.endsWith('.enabled');

/** SPD ranges are many: each stands on a line of its own in one value. */
export const rangeSeparator = '\n';

/** Every value that can be compared, of a request or of a tunnel as it reads back; never the key. Pure. */
export function settingsOf(source: VpnConnection | {readonly [member: string]: PlanValue}): Settings {
	const found = comparedValues.map(({path, field, otherValues = {}}) => {
		const value = text(at(source, path));
		return [field, own(isSwitch(field) ? switches : otherValues, value) ?? value] as const;
	});
	const policies = objects(at(source, ['SecurityPolicyDatabases']) ?? at(source, ['SecurityPolicyDatabaseSet']));
	const pairs = policies.flatMap(policy => pairsOf(at(policy, ['LocalCidrBlock']), at(policy, ['RemoteCidrBlock'])));
	const tags = at(source, ['Tags']) ?? at(source, ['TagSet']);
	return Object.fromEntries(
		[
			...found,
			['ranges', pairs.sort().join(rangeSeparator)] as const,
			['tags', Array.isArray(tags) ? 'shown' : ''] as const,
			...objects(tags).map(tag => [`tags.${rawText(at(tag, ['Key']))}`, rawText(at(tag, ['Value'])) || '""'] as const),
		].filter(([, value]) => value !== ''),
	);
}

const pairText = (cloudSide: string, siteSide: string) => `cloud ${cloudSide} ⇄ site ${siteSide}`;
/** Whether a pair, as it is told, is of this range of the site. */
export const isOfSite = (pair: string, range: string) => pair.endsWith(` ⇄ site ${range}`);
export const anyToAny = pairText('0.0.0.0/0', '0.0.0.0/0');

function pairsOf(cloudSide: unknown, siteSide: unknown): readonly string[] {
	const sites = texts(Array.isArray(siteSide) ? siteSide : []);
	return sites.map(site => pairText(network(text(cloudSide)), network(site)));
}

/** Host bits say nothing: they may have been sent by somebody else. */
function network(cidr: string): string {
	return checkCidr(cidr) === undefined ? normalise(cidr).cidr : cidr;
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

import type {ModifyVpnConnectionAttributeRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {ExistingConnection} from '../../contract/cloud.ts';
import type {Settings} from '../../contract/comparison.ts';
import {formSections, securityOptions, sessionAndProbeOptions} from '../placed-options.ts';
import {kindOf, type PlacedOption} from '../tunnel-option.ts';

type Request = Omit<ModifyVpnConnectionAttributeRequest, 'VpnConnectionId'>;
type Ranges = ExistingConnection['ranges'];

/** What a request takes a tunnel's values from: by their places in a document, and its SPD ranges. */
export interface TunnelValues {
	readonly settings: Settings;
	readonly ranges: Ranges;
}

/**
 * Parts of a request that go whole or not at all: what is left out inside one is open, so that each is built of all its values. Source: vpc
 * 2017-03-12, ModifyVpnConnectionAttribute, whose sample sends two members of a block and says nothing of the others.
 */
const blocks: readonly {
	readonly fields: RegExp;
	readonly build: (values: TunnelValues) => Request;
	/** Sent with whatever else is changed: its members are the request's own, and have defaults there that are not what stands. */
	readonly always?: true;
}[] = [
	// at another site the tunnel knows its peer by another address, which goes in the same call
	{fields: /^security\.options\.(ike|exchange|local|remote)|^site$/, build: ({settings}) => structure(settings, isIke)},
	{fields: /^security\.options\.(ipsec|pfs)/, build: ({settings}) => structure(settings, isIpsec)},
	{fields: /^ranges$/, build: ({ranges}) => rangesPart(ranges)},
	{
		fields: /^routing\.(tunnelCidr|cloudAddress|siteAddress)$/,
		build: ({settings}) => structure(settings, ({path}) => path[0] === 'BgpConfig'),
	},
	{fields: /^site$/, build: ({settings: {site}}) => (site === undefined ? {} : {CustomerGatewayId: site})},
	{
		fields: /^negotiation$/,
		build: ({settings}) => structure(settings, ({field}) => field === 'negotiation'),
		always: true,
	},
	{fields: /^dpd\./, build: ({settings}) => dpdPart(settings), always: true},
	{fields: /^healthCheck\./, build: ({settings}) => healthCheckPart(settings), always: true},
];

const isIke = ({path}: PlacedOption) => path[0] === 'IKEOptionsSpecification';
const isIpsec = ({path}: PlacedOption) => path[0] === 'IPSECOptionsSpecification';

/** The request that gives a tunnel these values of the fields that change, and leaves the others as they are. @param fields paths in the document */
export function blocksOf(fields: readonly string[], values: TunnelValues): Request {
	const parts = blocks
		.filter(({fields: own, always}) => always || fields.some(field => own.test(field)))
		.map(({build}) => build(values));
	return Object.assign({}, ...parts);
}

/** The options of a request that these rows have, at their places. */
function structure(settings: Settings, isOwn: (option: PlacedOption) => boolean): Request {
	const request: Record<string, Record<string, unknown> | unknown> = {};
	const inner: Record<string, Record<string, unknown>> = {};
	for (const option of [...securityOptions, ...sessionAndProbeOptions].filter(isOwn)) {
		const {path, field} = option;
		const value = settings[field];
		if (value === undefined || isOfOtherIdentity(field, settings)) continue;
		const [first = '', second] = path;
		if (second === undefined) request[first] = sentAs(option, value);
		else inner[first] = {...inner[first], [second]: sentAs(option, value)};
	}

	return {...request, ...inner};
}

/** An identity is a name or an address: what stands of the other kind says nothing. */
function isOfOtherIdentity(field: string, settings: Settings): boolean {
	const [, group, member] = /^(.*Identity)\.(name|address)$/.exec(field) ?? [];
	return group !== undefined && settings[`${group}.type`] !== (member === 'name' ? 'FQDN' : 'ADDRESS');
}

function sentAs(option: PlacedOption, value: string): string | number {
	return kindOf(option) === 'number' ? Number(value) : value;
}

/** The timeout is a text. Source: vpc 2017-03-12, ModifyVpnConnectionAttribute, DpdTimeout. */
function dpdPart(settings: Settings): Request {
	const {'dpd.enabled': enabled, 'dpd.timeoutSeconds': DpdTimeout, 'dpd.action': DpdAction} = settings;
	if (enabled !== 'on') return enabled === 'off' ? {DpdEnable: 0} : {};
	return {
		DpdEnable: 1,
		...(DpdTimeout !== undefined && {DpdTimeout}),
		...(DpdAction !== undefined && {DpdAction}),
	};
}

function healthCheckPart(settings: Settings): Request {
	const {'healthCheck.enabled': enabled, 'healthCheck.localIp': local, 'healthCheck.remoteIp': remote} = settings;
	if (enabled !== 'on') return enabled === 'off' ? {EnableHealthCheck: false} : {};
	const probe = Object.fromEntries(
		formSections['Health check'].flatMap(option => {
			const value = settings[option.field];
			const [structureName, member] = option.path;
			return structureName === 'HealthCheckConfig' && member && value !== undefined ? [[member, Number(value)]] : [];
		}),
	);
	return {
		EnableHealthCheck: true,
		...(local !== undefined && {HealthCheckLocalIp: local}),
		...(remote !== undefined && {HealthCheckRemoteIp: remote}),
		...(Object.keys(probe).length > 0 && {HealthCheckConfig: {ProbeType: 'NQA', ...probe}}),
	};
}

function rangesPart(ranges: Ranges): Request {
	return {
		SecurityPolicyDatabases: ranges.map(({cloudSide, siteSide}) => ({
			LocalCidrBlock: cloudSide,
			RemoteCidrBlock: [...siteSide],
		})),
	};
}

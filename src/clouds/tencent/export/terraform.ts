import type {Standing} from '../../export/exported.ts';
import type {TerraformExporter} from '../../export/exporters.ts';
import {
	asArguments,
	type Block,
	expression,
	type HclValue,
	importBlock,
	keyVariable,
	type Paragraph,
	requiredProvider,
	resource,
	variable,
} from '../../export/hcl.ts';
import type {TencentConnection, TencentSecurityOptions} from '../document.ts';
import {dpdOptions, healthCheckOptions, ikeOptions, ipsecOptions, routeTypes, sessionOptions} from '../options.ts';
import {isTencent} from '../own-document.ts';
import {tencentOptionsInForce} from '../presets.ts';
import {oldestProvider, refuseMixedIdentities, tencentProvider, tunnelBlocks} from './terraform-blocks.ts';

/**
 * A Tencent Cloud tunnel in Terraform's or OpenTofu's language, every algorithm by name, since the provider's defaults are weak. The key
 * becomes a variable, as do addresses that only the account knows. Pure.
 * Source of names: documentation of the provider tencentcloudstack/tencentcloud, `tencentcloud_vpn_connection` and its neighbours.
 */
export const terraform: TerraformExporter = {
	main(document, standing) {
		if (!isTencent(document)) throw new Error('This is not a Tencent Cloud connection');
		return {comment: notesOn(document, standing), blocks: blocksOf(document, standing)};
	},
	provider: tencentProvider,
};

/** @throws UserError for what the provider can't make */
function blocksOf(document: TencentConnection, standing: Standing | undefined): readonly Block[] {
	const options = tencentOptionsInForce(document.security.preset, document.security.options);
	refuseMixedIdentities(options);
	const addresses = addressesOf(document, options, standing);
	return [
		requiredProvider(
			'tencentcloud',
			{source: 'tencentcloudstack/tencentcloud', version: oldestProvider(document, standing)},
			['in your own configuration or here:', ...tencentProvider(document.region)],
		),
		keyVariable('preshared_key', 'Pre-shared key of the tunnel', document.presharedKey),
		...addresses.variables,
		...imports(document, standing),
		...siteBlocks(document, standing),
		connectionBlock(document, options, addresses, standing),
		...routeBlocks(document, standing),
	];
}

function notesOn(document: TencentConnection, standing: Standing | undefined): readonly string[] {
	const {healthCheck} = document;
	return [
		`${document.name}: a VPN tunnel of Tencent Cloud in ${document.region}`,
		'Tencent Cloud’s local is the cloud’s side, its remote the site’s.',
		...(standing?.leftOut ?? []).map(line => `not carried over: ${line}`),
		...(standing
			? [`${standing.id} stands: give the key that it has in preshared_key, or it is changed.`]
			: document.presharedKey.from === 'generated'
				? ['The API makes no key: give one in preshared_key.']
				: []),
		...(healthCheck && !healthCheck.enabled ? ['The health check is off, which is the provider’s default.'] : []),
		...(document.routing.mode === 'bgp'
			? []
			: [
					document.cloudGateway.kind === 'vpc'
						? 'Not carried over: routes of the VPC’s route tables to the gateway; which tables there are only the account knows (tencentcloud_route_table_entry).'
						: 'Not carried over: enabling the site’s routes in the CCN.',
				]),
	];
}

interface Addresses {
	readonly cloud: HclValue | undefined;
	readonly site: HclValue | undefined;
	readonly variables: readonly Block[];
}

/** With identities of type ADDRESS the provider wants both addresses. */
function addressesOf(
	document: TencentConnection,
	options: TencentSecurityOptions,
	standing: Standing | undefined,
): Addresses {
	const {localIdentity, remoteIdentity} = options;
	const own = document.site.kind === 'new' ? document.site.address : standing?.site?.address;
	const cloud =
		localIdentity?.type === 'FQDN'
			? undefined
			: (localIdentity?.address ?? standing?.cloudAddress ?? expression('var.cloud_gateway_address'));
	const site =
		remoteIdentity?.type === 'FQDN'
			? undefined
			: (remoteIdentity?.address ?? own ?? expression('var.customer_gateway_address'));
	return {
		cloud,
		site,
		variables: [
			...(typeof cloud === 'object' ? [variable('cloud_gateway_address', 'Public address of the VPN gateway')] : []),
			...(typeof site === 'object'
				? [variable('customer_gateway_address', 'Public address of the customer gateway')]
				: []),
		],
	};
}

function imports({site, routing, cloudGateway}: TencentConnection, standing: Standing | undefined): readonly Block[] {
	if (!standing) return [];
	return [
		importBlock('tencentcloud_vpn_connection.this', standing.id),
		...(site.kind === 'existing' && standing.site
			? [importBlock('tencentcloud_vpn_customer_gateway.site', site.id)]
			: []),
		...prefixesOf(routing).flatMap((prefix, index) => {
			const route = standing.routes?.find(({destination}) => destination === prefix);
			return route?.id
				? [importBlock(`tencentcloud_vpn_gateway_route.route_${index + 1}`, `${cloudGateway.id}#${route.id}`)]
				: [];
		}),
	];
}

function siteBlocks({site, tags}: TencentConnection, standing: Standing | undefined): readonly Block[] {
	const known = standing?.site;
	if (site.kind === 'existing' && !known) return [];
	return [
		resource('tencentcloud_vpn_customer_gateway', 'site', [
			{
				name: site.kind === 'new' ? site.name : (known?.name ?? ''),
				public_ip_address: site.kind === 'new' ? site.address : (known?.address ?? ''),
				bgp_asn: site.kind === 'new' ? site.asn : known?.asn,
				...(site.kind === 'new' && Object.keys(tags).length > 0 ? {tags} : {}),
			},
			...(site.kind === 'existing' ? [{type: 'lifecycle', body: [{ignore_changes: expression('[tags]')}]}] : []),
		]),
	];
}

function connectionBlock(
	document: TencentConnection,
	options: TencentSecurityOptions,
	addresses: Addresses,
	standing: Standing | undefined,
): Block {
	const {cloudGateway, site, dpd, healthCheck, routing, tags} = document;
	const {localIdentity, remoteIdentity} = options;
	const ends: Paragraph = {
		name: document.name,
		vpc_id: cloudGateway.kind === 'vpc' ? cloudGateway.vpcId : undefined,
		vpn_gateway_id: cloudGateway.id,
		customer_gateway_id:
			site.kind === 'existing' && !standing?.site ? site.id : expression('tencentcloud_vpn_customer_gateway.site.id'),
		pre_share_key: expression('var.preshared_key'),
		route_type: routeTypes[routing.mode],
		...asArguments(sessionOptions, document),
		...(dpd.enabled ? asArguments(dpdOptions, {...dpd, enabled: 1}) : {dpd_enable: 0}),
	};
	const ike: Paragraph = {
		...asArguments(ikeOptions, options),
		ike_local_identity: localIdentity?.type ?? 'ADDRESS',
		ike_local_address: addresses.cloud,
		ike_local_fqdn_name: localIdentity?.type === 'FQDN' ? localIdentity.name : undefined,
		ike_remote_identity: remoteIdentity?.type ?? 'ADDRESS',
		ike_remote_address: addresses.site,
		ike_remote_fqdn_name: remoteIdentity?.type === 'FQDN' ? remoteIdentity.name : undefined,
	};
	const ipsec: Paragraph = asArguments(ipsecOptions, options);
	const health: Paragraph = healthCheck?.enabled ? asArguments(healthCheckOptions, healthCheck) : {};
	return resource('tencentcloud_vpn_connection', 'this', [
		ends,
		ike,
		ipsec,
		health,
		...tunnelBlocks(document),
		...(Object.keys(tags).length > 0 ? [{tags}] : []),
	]);
}

function prefixesOf(routing: TencentConnection['routing']): readonly string[] {
	return routing.mode === 'static' ? routing.prefixes : [];
}

function routeBlocks({routing, cloudGateway}: TencentConnection, standing: Standing | undefined): readonly Block[] {
	return prefixesOf(routing).map((prefix, index) => {
		const route = standing?.routes?.find(({destination}) => destination === prefix);
		return resource(
			'tencentcloud_vpn_gateway_route',
			`route_${index + 1}`,
			[
				{
					vpn_gateway_id: cloudGateway.id,
					destination_cidr_block: prefix,
					instance_type: 'VPNCONN',
					instance_id: expression('tencentcloud_vpn_connection.this.id'),
					priority: route?.priority ?? (routing.mode === 'static' ? (routing.priority ?? 0) : 0),
					status: route?.enabled === false ? 'DISABLE' : 'ENABLE',
				},
			],
			standing && !route?.id
				? ['whether this route stands could not be read: where it does, import it before']
				: undefined,
		);
	});
}

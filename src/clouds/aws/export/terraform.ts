import type {Standing} from '../../export/exported.ts';
import type {TerraformExporter} from '../../export/exporters.ts';
import {
	asArguments,
	type Block,
	expression,
	importBlock,
	keyVariable,
	type Paragraph,
	requiredProvider,
	resource,
} from '../../export/hcl.ts';
import type {AwsConnection} from '../document.ts';
import {connectionStandards, documentOptions, logOptions} from '../options.ts';
import {isAws} from '../own-document.ts';
import {awsTunnelOptionsInForce} from '../presets.ts';
import {runTag} from '../wire/tags.ts';
import {propagationBlocks, routeBlocks, routeImports, routeVariables} from './terraform-routes.ts';

/**
 * An AWS connection in Terraform's or OpenTofu's language, every option by name. Keys become variables. Pure.
 * Source of names: documentation of the provider hashicorp/aws 6, `aws_vpn_connection` and its neighbours.
 */
export const terraform: TerraformExporter = {
	main(document, standing) {
		if (!isAws(document)) throw new Error('This is not an AWS connection');
		return {comment: notesOn(document, standing), blocks: blocksOf(document, standing)};
	},
	provider: region => [providerLine(region)],
};

const providerLine = (region: string) => `provider "aws" { region = "${region}" }`;

function blocksOf(document: AwsConnection, standing: Standing | undefined): readonly Block[] {
	return [
		providers(document),
		...variables(document, standing),
		...imports(document, standing),
		...gatewayBlocks(document),
		...siteBlocks(document, standing),
		connectionBlock(document, standing),
		...routeBlocks(document, standing),
		...propagationBlocks(document, standing),
		...outputs(),
	];
}

function notesOn(document: AwsConnection, standing: Standing | undefined): readonly string[] {
	return [
		`${standing?.isUnnamed ? standing.id : document.name}: a site-to-site VPN connection of AWS in ${document.region}`,
		...(standing?.leftOut ?? []).map(line => `not carried over: ${line}`),
		...(standing ? [`${standing.id} stands: its keys and the ranges inside its tunnels are left as they are`] : []),
		...(!standing &&
		document.tunnels.some(({presharedKey}) => presharedKey.from === 'generated') &&
		document.keyStorage !== 'SecretsManager'
			? [
					'AWS makes the keys that are not given; they stand in the state file in clear, as does the device configuration.',
				]
			: []),
	];
}

function providers({region}: AwsConnection): Block {
	return requiredProvider('aws', {source: 'hashicorp/aws', version: '6.25.0'}, [
		`region: ${region}, in the provider block of your own configuration or here: ${providerLine(region)}`,
	]);
}

function variables(document: AwsConnection, standing: Standing | undefined): readonly Block[] {
	const keys = document.tunnels.flatMap(({presharedKey}, index) =>
		presharedKey.from === 'generated'
			? []
			: [keyVariable(`preshared_key_${index + 1}`, `Pre-shared key of tunnel ${index + 1}`, presharedKey)],
	);
	return [...keys, ...routeVariables(document, standing)];
}

function imports(document: AwsConnection, standing: Standing | undefined): readonly Block[] {
	if (!standing) return [];
	const {site} = document;
	return [
		importBlock('aws_vpn_connection.this', standing.id),
		...(site.kind === 'existing' && standing.site ? [importBlock('aws_customer_gateway.site', site.id)] : []),
		...routeImports(document, standing),
	];
}

function gatewayBlocks({cloudGateway, name, tags}: AwsConnection): readonly Block[] {
	if (cloudGateway.kind !== 'new-vgw') return [];
	return [
		resource('aws_vpn_gateway', 'cloud', [
			{
				amazon_side_asn: cloudGateway.asn === undefined ? undefined : String(cloudGateway.asn),
				tags: {Name: cloudGateway.name ?? name, ...tags},
			},
		]),
		resource('aws_vpn_gateway_attachment', 'cloud', [
			{vpc_id: cloudGateway.vpcId, vpn_gateway_id: expression('aws_vpn_gateway.cloud.id')},
		]),
	];
}

/** Above this an ASN has an attribute of its own (EC2 API, CreateCustomerGateway). */
const longestShortAsn = 2_147_483_647;

function siteBlocks({site, tags}: AwsConnection, standing: Standing | undefined): readonly Block[] {
	const known = standing?.site;
	if (site.kind === 'existing' && !known) return [];
	const asn = site.kind === 'new' ? (site.asn ?? 65_000) : (known?.asn ?? 65_000);
	const address = site.kind === 'new' ? site.address : known?.address;
	const deviceName = site.kind === 'new' ? site.deviceName : known?.deviceName;
	return [
		resource(
			'aws_customer_gateway',
			'site',
			[
				{
					type: 'ipsec.1',
					ip_address: address === '' ? undefined : address,
					...(asn > longestShortAsn ? {bgp_asn_extended: String(asn)} : {bgp_asn: String(asn)}),
					device_name: deviceName,
					certificate_arn: site.kind === 'new' ? site.certificateArn : undefined,
					...(site.kind === 'new' ? {tags: {Name: site.name, ...tags}} : {}),
				},
				...(site.kind === 'existing'
					? [{type: 'lifecycle', body: [{ignore_changes: expression('[tags, tags_all, certificate_arn]')}]}]
					: []),
			],
			site.kind === 'existing' ? ['its tags and certificate were not read: they are left as they are'] : undefined,
		),
	];
}

function connectionBlock(document: AwsConnection, standing: Standing | undefined): Block {
	const {cloudGateway, site, routing, ranges, ipv6Ranges, insideIpVersion} = document;
	const [pair] = ranges;
	const ipv6 = insideIpVersion === 'ipv6';
	const ends: Paragraph = {
		customer_gateway_id:
			site.kind === 'existing' && !standing?.site ? site.id : expression('aws_customer_gateway.site.id'),
		...target(cloudGateway),
		type: 'ipsec.1',
		static_routes_only: routing.mode === 'static',
	};
	const options: Paragraph = {
		preshared_key_storage: document.keyStorage ?? connectionStandards.keyStorage,
		enable_acceleration: document.acceleration ? true : undefined,
		tunnel_inside_ip_version: insideIpVersion ?? connectionStandards.insideIpVersion,
		local_ipv4_network_cidr: ipv6 ? undefined : (pair?.siteSide[0] ?? '0.0.0.0/0'),
		remote_ipv4_network_cidr: ipv6 ? undefined : (pair?.cloudSide ?? '0.0.0.0/0'),
		local_ipv6_network_cidr: ipv6 ? (ipv6Ranges?.siteSide ?? '::/0') : undefined,
		remote_ipv6_network_cidr: ipv6 ? (ipv6Ranges?.cloudSide ?? '::/0') : undefined,
		outside_ip_address_type: document.outsideAddressType === 'PublicIpv4' ? undefined : document.outsideAddressType,
		transport_transit_gateway_attachment_id: document.transportAttachmentId,
		tunnel_bandwidth: document.tunnelBandwidth === 'large' ? 'large' : undefined,
	};
	return resource(
		'aws_vpn_connection',
		'this',
		[
			ends,
			options,
			...tunnelParagraphs(document, 0),
			...tunnelParagraphs(document, 1),
			...tagged(document, standing),
			...(cloudGateway.kind === 'new-vgw' ? [{depends_on: expression('[aws_vpn_gateway_attachment.cloud]')}] : []),
			// Not the user's own, so not in the document: without this a plan would take it off what stands.
			...(standing
				? [{type: 'lifecycle', body: [{ignore_changes: expression(`[tags[${JSON.stringify(runTag)}]]`)}]}]
				: []),
		],
		['local is the site’s side, remote the cloud’s'],
	);
}

/** What stands without a Name tag stays without one. */
function tagged({name, tags}: AwsConnection, standing: Standing | undefined): readonly Paragraph[] {
	const all = {...(standing?.isUnnamed ? {} : {Name: name}), ...tags};
	return Object.keys(all).length > 0 ? [{tags: all}] : [];
}

function target(gateway: AwsConnection['cloudGateway']): Paragraph {
	switch (gateway.kind) {
		case 'vgw':
			return {vpn_gateway_id: gateway.id};
		case 'tgw':
			return {transit_gateway_id: gateway.id};
		case 'concentrator':
			return {vpn_concentrator_id: gateway.id};
		case 'new-vgw':
			return {vpn_gateway_id: expression('aws_vpn_gateway.cloud.id')};
		case 'none':
			return {};
	}
}

function tunnelParagraphs(document: AwsConnection, index: 0 | 1): readonly (Paragraph | Block)[] {
	const own = document.tunnels[index];
	const options = awsTunnelOptionsInForce(document.security.preset, document.security.options, own.options);
	const {logs} = options;
	const attributes: Paragraph = {
		preshared_key: own.presharedKey.from === 'generated' ? undefined : expression(`var.preshared_key_${index + 1}`),
		inside_cidr: own.insideCidr,
		inside_ipv6_cidr: own.insideIpv6Cidr,
		...asArguments(documentOptions, options),
	};
	const prefixed = Object.fromEntries(
		Object.entries(attributes).map(([name, value]) => [`tunnel${index + 1}_${name}`, value]),
	);
	if (!logs) return [prefixed];
	return [
		prefixed,
		{
			type: `tunnel${index + 1}_log_options`,
			body: [
				{
					type: 'cloudwatch_log_options',
					body: [asArguments(logOptions, logs)],
				},
			],
		},
	];
}

function outputs(): readonly Block[] {
	return [{type: 'output', labels: ['vpn_connection_id'], body: [{value: expression('aws_vpn_connection.this.id')}]}];
}

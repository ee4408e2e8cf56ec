/*
 * What the two providers' documentation says of the resources that are exported: attribute names and types, which of them are required.
 * A trailing ! is required, ? is computed only. Types are Terraform's own notation.
 */
const s = 'string';
const n = 'number';
const b = 'bool';
const strings = ['set', 'string'];
const numbers = ['set', 'number'];
const map = ['map', 'string'];

const perTunnel = {
	inside_cidr: s,
	inside_ipv6_cidr: s,
	preshared_key: s,
	dpd_timeout_action: s,
	startup_action: s,
	dpd_timeout_seconds: n,
	phase1_lifetime_seconds: n,
	phase2_lifetime_seconds: n,
	rekey_fuzz_percentage: n,
	rekey_margin_time_seconds: n,
	replay_window_size: n,
	ike_versions: strings,
	enable_tunnel_lifecycle_control: b,
	phase1_encryption_algorithms: strings,
	phase2_encryption_algorithms: strings,
	phase1_integrity_algorithms: strings,
	phase2_integrity_algorithms: strings,
	phase1_dh_group_numbers: numbers,
	phase2_dh_group_numbers: numbers,
};
const tunnel = number =>
	Object.fromEntries(Object.entries(perTunnel).map(([name, type]) => [`tunnel${number}_${name}`, type]));
const logs = {
	attributes: {},
	blocks: {
		cloudwatch_log_options: {
			attributes: {
				log_enabled: b,
				log_group_arn: s,
				log_output_format: s,
				bgp_log_enabled: b,
				bgp_log_group_arn: s,
				bgp_log_output_format: s,
			},
		},
	},
};

export const schemas = {
	aws: {
		aws_vpn_connection: {
			attributes: {
				'customer_gateway_id!': s,
				'type!': s,
				vpn_gateway_id: s,
				transit_gateway_id: s,
				vpn_concentrator_id: s,
				local_ipv4_network_cidr: s,
				local_ipv6_network_cidr: s,
				remote_ipv4_network_cidr: s,
				remote_ipv6_network_cidr: s,
				outside_ip_address_type: s,
				preshared_key_storage: s,
				region: s,
				transport_transit_gateway_attachment_id: s,
				tunnel_bandwidth: s,
				tunnel_inside_ip_version: s,
				enable_acceleration: b,
				static_routes_only: b,
				tags: map,
				tags_all: map,
				...tunnel(1),
				...tunnel(2),
				'id?': s,
				'arn?': s,
				'transit_gateway_attachment_id?': s,
			},
			blocks: {tunnel1_log_options: logs, tunnel2_log_options: logs},
		},
		aws_customer_gateway: {
			attributes: {
				'type!': s,
				bgp_asn: s,
				bgp_asn_extended: s,
				ip_address: s,
				certificate_arn: s,
				device_name: s,
				region: s,
				tags: map,
				tags_all: map,
				'id?': s,
				'arn?': s,
			},
		},
		aws_vpn_connection_route: {
			attributes: {'destination_cidr_block!': s, 'vpn_connection_id!': s, region: s, 'id?': s},
		},
		aws_vpn_gateway: {
			attributes: {amazon_side_asn: s, availability_zone: s, vpc_id: s, region: s, tags: map, tags_all: map, 'id?': s},
		},
		aws_vpn_gateway_attachment: {attributes: {'vpc_id!': s, 'vpn_gateway_id!': s, region: s, 'id?': s}},
		aws_vpn_gateway_route_propagation: {attributes: {'route_table_id!': s, 'vpn_gateway_id!': s, region: s, 'id?': s}},
		aws_ec2_transit_gateway_route: {
			attributes: {
				'destination_cidr_block!': s,
				'transit_gateway_route_table_id!': s,
				transit_gateway_attachment_id: s,
				blackhole: b,
				region: s,
				'id?': s,
			},
		},
	},
	tencentcloud: {
		tencentcloud_vpn_connection: {
			attributes: {
				'name!': s,
				'vpn_gateway_id!': s,
				'customer_gateway_id!': s,
				'pre_share_key!': s,
				vpc_id: s,
				route_type: s,
				negotiation_type: s,
				dpd_action: s,
				ike_version: s,
				ike_exchange_mode: s,
				ike_proto_encry_algorithm: s,
				ike_proto_authen_algorithm: s,
				ike_dh_group_name: s,
				ike_local_identity: s,
				ike_remote_identity: s,
				ike_local_address: s,
				ike_remote_address: s,
				ike_local_fqdn_name: s,
				ike_remote_fqdn_name: s,
				ipsec_encrypt_algorithm: s,
				ipsec_integrity_algorithm: s,
				ipsec_pfs_dh_group: s,
				health_check_local_ip: s,
				health_check_remote_ip: s,
				dpd_enable: n,
				dpd_timeout: n,
				ike_sa_lifetime_seconds: n,
				ipsec_sa_lifetime_seconds: n,
				ipsec_sa_lifetime_traffic: n,
				enable_health_check: b,
				tags: map,
				'id?': s,
			},
			blocks: {
				security_group_policy: {attributes: {'local_cidr_block!': s, 'remote_cidr_block!': strings}},
				bgp_config: {attributes: {'tunnel_cidr!': s, 'local_bgp_ip!': s, 'remote_bgp_ip!': s}},
				health_check_config: {attributes: {probe_type: s, probe_interval: n, probe_threshold: n, probe_timeout: n}},
			},
		},
		tencentcloud_vpn_customer_gateway: {
			attributes: {'name!': s, 'public_ip_address!': s, bgp_asn: n, tags: map, 'id?': s},
		},
		tencentcloud_vpn_gateway_route: {
			attributes: {
				'destination_cidr_block!': s,
				'instance_id!': s,
				'instance_type!': s,
				'vpn_gateway_id!': s,
				'status!': s,
				'priority!': n,
				'id?': s,
			},
		},
	},
};

/* Documents that between them name every option there is; with the examples they cover the schema. */

const logs = {
	logEnabled: true,
	logGroupArn: 'arn:aws:logs:eu-central-1:123456789012:log-group:a',
	logOutputFormat: 'text',
	bgpLogEnabled: true,
	bgpLogGroupArn: 'arn:aws:logs:eu-central-1:123456789012:log-group:b',
	bgpLogOutputFormat: 'json',
};

/** How a tunnel of AWS is timed. */
export const timings = {
	phase1LifetimeSeconds: 7201,
	phase2LifetimeSeconds: 3301,
	rekeyMarginTimeSeconds: 541,
	rekeyFuzzPercentage: 51,
	replayWindowSize: 777,
	dpdTimeoutSeconds: 47,
	dpdTimeoutAction: 'none',
	startupAction: 'start',
	lifecycleControl: true,
};

const algorithms = {
	ikeVersions: ['ikev2'],
	phase1Encryption: ['AES256', 'AES256-GCM-16'],
	phase1Integrity: ['SHA2-384'],
	phase1DhGroups: [19, 20],
	phase2Encryption: ['AES128-GCM-16'],
	phase2Integrity: ['SHA2-512'],
	phase2DhGroups: [14],
};

/** Every option that a document of AWS can name, in IPv6 over a transit gateway. */
export const awsEverything = {
	version: 1,
	cloud: 'aws',
	name: `all "of" ${'$'}{it} %{x}`,
	region: 'eu-central-1',
	cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'},
	site: {
		kind: 'new',
		name: 'site-x',
		address: '198.51.100.77',
		asn: 4_200_000_000,
		deviceName: 'fw-77',
		certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
	},
	routing: {mode: 'bgp'},
	security: {preset: 'strong'},
	tunnels: [
		{
			presharedKey: {from: 'env', name: 'FIRST_KEY'},
			insideCidr: '169.254.77.0/30',
			insideIpv6Cidr: 'fd00:77::/126',
			options: {...timings, logs},
		},
		{presharedKey: {from: 'prompt'}},
	],
	keyStorage: 'SecretsManager',
	acceleration: true,
	insideIpVersion: 'ipv6',
	ipv6Ranges: {cloudSide: '2001:db8:1::/48', siteSide: '2001:db8:2::/48'},
	outsideAddressType: 'PrivateIpv4',
	transportAttachmentId: 'tgw-attach-0123',
	tunnelBandwidth: 'large',
	tags: {cost: '4711'},
};

export const everyAwsOption = [
	awsEverything,
	{
		...awsEverything,
		name: 'both levels of options',
		cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-0a1b2c3d', name: 'edge', asn: 64_700},
		routing: {mode: 'static', prefixes: ['172.16.0.0/16', '172.17.0.0/16']},
		routeTables: ['rtb-0d9e1f2a'],
		ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/12']}],
		insideIpVersion: 'ipv4',
		// its own options win over these, so that only one of the tunnels has some
		security: {preset: 'custom', options: {...algorithms, ...timings, logs}},
		tunnels: [{presharedKey: {from: 'generated'}, options: algorithms}, {presharedKey: {from: 'generated'}}],
	},
	{...awsEverything, name: 'concentrator', cloudGateway: {kind: 'concentrator', id: 'vpnc-0123'}},
	{...awsEverything, name: 'cloud wan', cloudGateway: {kind: 'none'}, site: {kind: 'existing', id: 'cgw-0e11f167'}},
];

/** What the two ends of a tunnel of Tencent Cloud agree on, whichever version of IKE it is. */
export const negotiated = {
	ikeEncryption: 'AES-CBC-192',
	ikeIntegrity: 'SHA-512',
	ikeDhGroup: 'GROUP19',
	ikeLifetimeSeconds: 7201,
	localIdentity: {type: 'FQDN', name: 'cloud.example'},
	remoteIdentity: {type: 'FQDN', name: 'site.example'},
	ipsecEncryption: 'AES-CBC-128',
	ipsecIntegrity: 'SHA-384',
	pfsDhGroup: 'DH-GROUP20',
	ipsecLifetimeSeconds: 3601,
	ipsecLifetimeKilobytes: 99_999,
};

/** Every option that a document of Tencent Cloud can name, with BGP. */
export const tencentEverything = {
	version: 1,
	cloud: 'tencent',
	name: 'all of it',
	region: 'ap-guangzhou',
	cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
	site: {kind: 'new', name: 'site-x', address: '198.51.100.77', asn: 65_010},
	routing: {
		mode: 'bgp',
		tunnelCidr: '169.254.128.0/30',
		cloudAddress: '169.254.128.1',
		siteAddress: '169.254.128.2',
	},
	security: {
		preset: 'custom',
		options: {ikeVersion: 'IKEV2', exchangeMode: 'MAIN', ...negotiated},
	},
	negotiation: 'passive',
	dpd: {enabled: true, timeoutSeconds: 47, action: 'clear'},
	healthCheck: {
		enabled: true,
		localIp: '169.254.200.1',
		remoteIp: '169.254.200.2',
		intervalMs: 1001,
		threshold: 7,
		timeoutMs: 77,
	},
	tags: {cost: '4711'},
};

export const everyTencentOption = [
	tencentEverything,
	{
		...tencentEverything,
		name: 'by address',
		cloudGateway: {kind: 'ccn', id: 'vpngw-ccngz001'},
		routing: {mode: 'policy'},
		ranges: [
			{cloudSide: '10.8.4.0/24', siteSide: ['172.16.0.0/24', '172.16.1.0/24']},
			{cloudSide: '10.8.5.0/24', siteSide: ['172.16.2.0/24']},
		],
		security: {
			preset: 'strong',
			options: {
				localIdentity: {type: 'ADDRESS', address: '203.0.113.5'},
				remoteIdentity: {type: 'ADDRESS', address: '198.51.100.78'},
			},
		},
		dpd: {enabled: false},
		healthCheck: {enabled: false},
	},
	{
		...tencentEverything,
		name: 'a standby',
		routing: {mode: 'static', prefixes: ['172.16.0.0/24', '172.16.1.0/24'], priority: 100},
	},
];

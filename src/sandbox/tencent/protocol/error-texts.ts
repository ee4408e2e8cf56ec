import type {Language} from './tencent-error.ts';

/** What the API says of a code, in the two languages of `X-TC-Language`. Codes without a text carry their detail alone. */
export const errorTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
	'AuthFailure.InvalidAuthorization': {
		'en-US': 'The `Authorization` header does not meet the standard.',
		'zh-CN': '请求头部的 Authorization 不符合腾讯云标准。',
	},
	'AuthFailure.InvalidSecretId': {
		'en-US': 'Invalid key: not a SecretId.',
		'zh-CN': '密钥非法（不是云 API 密钥类型）。',
	},
	'AuthFailure.SecretIdNotFound': {
		'en-US': 'The SecretId is not found, please ensure that your SecretId is correct.',
		'zh-CN': '密钥不存在，请检查 SecretId 是否正确。',
	},
	'AuthFailure.SignatureExpire': {
		'en-US': 'The signature has expired: the timestamp may differ from the server time by five minutes at most.',
		'zh-CN': '签名过期。Timestamp 和服务器时间相差不得超过五分钟，请检查本地时间是否和标准时间同步。',
	},
	'AuthFailure.SignatureFailure': {
		'en-US': 'The provided credentials could not be validated. Please check your signature is correct.',
		'zh-CN': '签名错误。签名计算错误，请对照调用方式中的签名方法文档检查签名计算过程。',
	},
	'AuthFailure.TokenFailure': {
		'en-US': 'The session token is not valid or has expired.',
		'zh-CN': 'Token 错误或已过期。',
	},
	InternalError: {'en-US': 'An internal error occurred.', 'zh-CN': '内部错误。'},
	InvalidAction: {'en-US': 'The requested action does not exist.', 'zh-CN': '接口不存在。'},
	NoSuchVersion: {'en-US': 'The requested version does not exist.', 'zh-CN': '接口版本不存在。'},
	RequestLimitExceeded: {
		'en-US':
			'Your current request times equals to `21` in a second, which exceeds the frequency limit `20` for a second. Please reduce the frequency of calls.',
		'zh-CN': '您当前每秒请求 `21` 次，超过了每秒频率上限 `20`，请稍后重试。',
	},
	UnsupportedRegion: {'en-US': 'The interface does not support the region.', 'zh-CN': '接口不支持所传地域。'},
	InvalidParameter: {'en-US': 'The parameter is invalid.', 'zh-CN': '参数错误。'},
	'InvalidParameter.Coexist': {
		'en-US': 'The parameters cannot be specified at the same time.',
		'zh-CN': '参数不支持同时指定。',
	},
	'InvalidParameter.FilterInvalidKey': {
		'en-US': 'The specified filter condition does not exist.',
		'zh-CN': '指定过滤条件不存在。',
	},
	InvalidParameterValue: {'en-US': 'The parameter value is invalid.', 'zh-CN': '参数取值错误。'},
	'InvalidParameterValue.Duplicate': {'en-US': 'The input parameter already exists.', 'zh-CN': '入参重复。'},
	'InvalidParameterValue.Empty': {'en-US': 'Missing parameters.', 'zh-CN': '缺少参数。'},
	'InvalidParameterValue.LimitExceeded': {
		'en-US': 'The parameter value exceeds the limit.',
		'zh-CN': '参数值超出限制。',
	},
	'InvalidParameterValue.Malformed': {'en-US': 'Invalid input parameter format.', 'zh-CN': '入参格式不合法。'},
	'InvalidParameterValue.Range': {
		'en-US': 'The parameter value is not in the specified range.',
		'zh-CN': '参数值不在指定范围。',
	},
	'InvalidParameterValue.RouteNextHopInvalid': {
		'en-US': 'The next hop of the route is invalid.',
		'zh-CN': '自定义路由的下一跳参数不正确。',
	},
	'InvalidParameterValue.TagDuplicateKey': {'en-US': 'Duplicate tag keys.', 'zh-CN': '标签键重复。'},
	'InvalidParameterValue.TagInvalidKey': {'en-US': 'Invalid tag key.', 'zh-CN': '标签键无效。'},
	'InvalidParameterValue.TagInvalidKeyLen': {'en-US': 'Invalid tag key length.', 'zh-CN': '标签键长度无效。'},
	'InvalidParameterValue.TagInvalidVal': {'en-US': 'Invalid tag value.', 'zh-CN': '标签值无效。'},
	'InvalidParameterValue.TooLong': {'en-US': 'The parameter value is too long.', 'zh-CN': '参数值太长。'},
	'InvalidParameterValue.VpcCidrConflict': {
		'en-US': 'Destination IP address range conflicts with CIDR of the current VPC.',
		'zh-CN': '目的网段和当前VPC的CIDR冲突。',
	},
	'InvalidParameterValue.VpnConnBgpTunnelCidrConflict': {
		'en-US': 'The BGP tunnel subnet overlaps with an existing one.',
		'zh-CN': '当前BGP隧道网段和已有BGP隧道网段重叠。',
	},
	'InvalidParameterValue.VpnConnBgpTunnelCidrMask': {
		'en-US': 'The BGP tunnel subnet must be a /30 subnet.',
		'zh-CN': 'BGP隧道网段必须为掩码为30的网段。',
	},
	'InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported': {
		'en-US': 'The BGP addresses must be within the BGP tunnel subnet.',
		'zh-CN': 'BGP地址必须在BGP隧道网段内。',
	},
	'InvalidParameterValue.VpnConnCidrConflict': {
		'en-US': 'Destination IP address range conflicts with CIDR block of the current VPN tunnel.',
		'zh-CN': '目的网段和当前VPN通道的CIDR冲突。',
	},
	'InvalidParameterValue.VpnConnHealthCheckIpConflict': {
		'en-US': 'The probe addresses of the VPN tunnel conflict.',
		'zh-CN': 'VPN通道探测ip冲突。',
	},
	'InvalidParameterValue.VpnConnSpdCidrConflict': {
		'en-US': 'Source and destination of the SPD rules overlap.',
		'zh-CN': 'SPD规则源目IP有重叠。',
	},
	'InvalidParameterValue.VpnGatewayRouteDuplicate': {
		'en-US': 'The routes of the VPN gateway are duplicate.',
		'zh-CN': 'VPN网关路由参数重复。',
	},
	'InvalidVpcId.Malformed': {'en-US': 'The VPC instance ID is invalid.', 'zh-CN': 'VPC实例ID不合法。'},
	'InvalidVpcId.NotFound': {'en-US': 'The VPC resource does not exist.', 'zh-CN': 'VPC资源不存在。'},
	'InvalidVpnGatewayId.Malformed': {'en-US': 'The VPN gateway instance ID is invalid.', 'zh-CN': 'VPN实例ID不合法。'},
	'InvalidVpnGatewayId.NotFound': {'en-US': 'The VPN gateway instance does not exist.', 'zh-CN': 'VPN实例不存在。'},
	LimitExceeded: {'en-US': 'Quota limit is reached.', 'zh-CN': '超过配额限制。'},
	'LimitExceeded.TagKeyPerResourceExceeded': {
		'en-US': 'Reached the upper limit of tag keys per resource.',
		'zh-CN': '每个资源的标签键已达到上限。',
	},
	'LimitExceeded.VpnGatewayRoutesLimitExceeded': {
		'en-US': 'The VPN gateway has too many routes.',
		'zh-CN': 'VPN网关创建的路由条目数超过上限。',
	},
	ResourceInUse: {'en-US': 'The resource is occupied.', 'zh-CN': '资源被占用。'},
	ResourceNotFound: {'en-US': 'The resource does not exist.', 'zh-CN': '资源不存在。'},
	UnsupportedOperation: {'en-US': 'Unsupported operation.', 'zh-CN': '操作不支持。'},
	'UnsupportedOperation.DeleteVpnConnInvalidState': {
		'en-US': 'The VPN tunnel is updating, deleting or creating, and this operation is not supported.',
		'zh-CN': 'VPN通道状态为更新中/销毁中/创建中，不支持此操作。',
	},
	'UnsupportedOperation.EcmpWithUserRoute': {
		'en-US': 'Form an ECMP with a custom route.',
		'zh-CN': '和用户自定义的路由形成ECMP。',
	},
	'UnsupportedOperation.InvalidState': {'en-US': 'Invalid resource status.', 'zh-CN': '资源状态不合法。'},
	'UnsupportedOperation.RecordExists': {'en-US': 'The record already exists.', 'zh-CN': '记录已存在。'},
	'UnsupportedOperation.SystemRoute': {'en-US': 'System routes cannot be changed.', 'zh-CN': '系统路由，禁止操作。'},
	'UnsupportedOperation.TagSystemReservedTagKey': {
		'en-US': 'The tag key is reserved for system usage.',
		'zh-CN': '不支持使用系统预留的标签键。',
	},
	'UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck': {
		'en-US': 'SPD tunnels do not support health checks.',
		'zh-CN': 'VPN SPD通道不支持配置健康检查。',
	},
	'UnsupportedOperation.VpnConnDestCidrConflictWithPrivateNet': {
		'en-US': 'The destination range conflicts with the private network of the private VPN gateway.',
		'zh-CN': '私网VPN通道目的网段与私网VPN网关的私网网段冲突，请修改后重试。',
	},
	'UnsupportedOperation.VpnConnInvalidState': {
		'en-US': 'The tunnel is not available now.',
		'zh-CN': '当前通道为非可用状态，不支持该操作。',
	},
	'UnsupportedOperation.VpnConnRouteTypeMixed': {
		'en-US': 'BGP and other tunnels cannot be mixed on one VPN gateway.',
		'zh-CN': 'VPN网关下的通道不支持动态路由与非动态路由混用，请检查后重试。',
	},
	'UnsupportedOperation.VpnConnSPDOverlap': {
		'en-US': 'The SPD ranges conflict. Please check and try again.',
		'zh-CN': 'SPD本端网段冲突，请检查后重试。',
	},
	'UnsupportedOperation.VpnGwVpcIdMustHave': {
		'en-US': 'A VPC-type VPN gateway must specify VpcId.',
		'zh-CN': 'VPC类型VPN网关必须携带VpcId。',
	},
	'UnsupportedOperation.VpnGwVpcIdNotHave': {
		'en-US': 'A CCN-type VPN gateway must not specify VpcId.',
		'zh-CN': 'CCN类型VPN网关不用携带VpcId。',
	},
	'UnsupportedOperation.VpnUnsupportedBgp': {'en-US': 'VPN does not support BGP.', 'zh-CN': 'VPN不支持BGP。'},
	'UnsupportedOperation.VpnUnsupportedBgpAsnEqual': {
		'en-US': 'The BGP ASN of the peer gateway is the same as that of an existing tunnel peer or cloud-based VPN.',
		'zh-CN': '对端网关BGP ASN和已有的通道对端或云上VPN的BGP ASN相同。',
	},
	'UnsupportedOperation.VpnUnsupportedNotExistBgpAsn': {
		'en-US': 'VPN is not configured with BGP ASN.',
		'zh-CN': 'VPN未配置BGP ASN。',
	},
	'UnsupportedOperation.VpnUnsupportedRouteEcmpForCvmVpn': {
		'en-US': 'ECMP routes need a VPN gateway of version 3.1.',
		'zh-CN': '3.1以下版本VPN网关不支持配置ecmp路由。',
	},
	'UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn': {
		'en-US': 'The peer gateway has no BGP ASN.',
		'zh-CN': '对端网关不存在BGP ASN。',
	},
};

/** What the API says of a code, in the two languages of `X-TC-Language`. Codes without a text carry their detail alone. */
export const errorTexts: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
	'AuthFailure.InvalidAuthorization': [
		'The `Authorization` header does not meet the standard.',
		'请求头部的 Authorization 不符合腾讯云标准。',
	],
	'AuthFailure.InvalidSecretId': ['Invalid key: not a SecretId.', '密钥非法（不是云 API 密钥类型）。'],
	'AuthFailure.SecretIdNotFound': [
		'The SecretId is not found, please ensure that your SecretId is correct.',
		'密钥不存在，请检查 SecretId 是否正确。',
	],
	'AuthFailure.SignatureExpire': [
		'The signature has expired: the timestamp may differ from the server time by five minutes at most.',
		'签名过期。Timestamp 和服务器时间相差不得超过五分钟，请检查本地时间是否和标准时间同步。',
	],
	'AuthFailure.SignatureFailure': [
		'The provided credentials could not be validated. Please check your signature is correct.',
		'签名错误。签名计算错误，请对照调用方式中的签名方法文档检查签名计算过程。',
	],
	'AuthFailure.TokenFailure': ['The session token is not valid or has expired.', 'Token 错误或已过期。'],
	InternalError: ['An internal error occurred.', '内部错误。'],
	InvalidAction: ['The requested action does not exist.', '接口不存在。'],
	NoSuchVersion: ['The requested version does not exist.', '接口版本不存在。'],
	RequestLimitExceeded: [
		'Your current request times equals to `21` in a second, which exceeds the frequency limit `20` for a second. Please reduce the frequency of calls.',
		'您当前每秒请求 `21` 次，超过了每秒频率上限 `20`，请稍后重试。',
	],
	UnsupportedRegion: ['The interface does not support the region.', '接口不支持所传地域。'],
	InvalidParameter: ['The parameter is invalid.', '参数错误。'],
	'InvalidParameter.ReservedTagKey': ['The tag key is reserved.', '系统预留标签键，禁止创建。'],
	'InvalidParameter.Tag': ['Invalid tag parameter.', 'Tag参数错误。'],
	'InvalidParameter.Coexist': ['The parameters cannot be specified at the same time.', '参数不支持同时指定。'],
	'InvalidParameter.FilterInvalidKey': ['The specified filter condition does not exist.', '指定过滤条件不存在。'],
	InvalidParameterValue: ['The parameter value is invalid.', '参数取值错误。'],
	'InvalidParameterValue.DeleteTagsParamError': [
		'DeleteTags cannot contain an element of ReplaceTags.',
		'DeleteTags中不能包含ReplaceTags中元素。',
	],
	'InvalidParameterValue.Duplicate': ['The input parameter already exists.', '入参重复。'],
	'InvalidParameterValue.Empty': ['Missing parameters.', '缺少参数。'],
	'InvalidParameterValue.LimitExceeded': ['The parameter value exceeds the limit.', '参数值超出限制。'],
	'InvalidParameterValue.Malformed': ['Invalid input parameter format.', '入参格式不合法。'],
	'InvalidParameterValue.Range': ['The parameter value is not in the specified range.', '参数值不在指定范围。'],
	'InvalidParameterValue.ResourceDescriptionError': ['Wrong resource description.', '资源描述错误。'],
	'InvalidParameterValue.ResourceIdInvalid': ['Wrong resource ID.', '资源Id错误。'],
	'InvalidParameterValue.RouteNextHopInvalid': [
		'The next hop of the route is invalid.',
		'自定义路由的下一跳参数不正确。',
	],
	'InvalidParameterValue.TagDuplicateKey': ['Duplicate tag keys.', '标签键重复。'],
	'InvalidParameterValue.TagInvalidKey': ['Invalid tag key.', '标签键无效。'],
	'InvalidParameterValue.TagInvalidKeyLen': ['Invalid tag key length.', '标签键长度无效。'],
	'InvalidParameterValue.TagInvalidVal': ['Invalid tag value.', '标签值无效。'],
	'InvalidParameterValue.TagKeyCharacterIllegal': ['The tag key contains invalid characters.', '标签键包含非法字符。'],
	'InvalidParameterValue.TagKeyDuplicate': ['Duplicate tag keys.', '存在重复的标签键。'],
	'InvalidParameterValue.TagKeyEmpty': ['The tag key cannot be empty.', '标签键不能为空值。'],
	'InvalidParameterValue.TagKeyLengthExceeded': ['The tag key is too long.', '标签键长度超过限制。'],
	'InvalidParameterValue.TagValueCharacterIllegal': [
		'The tag value contains invalid characters.',
		'标签值包含非法字符。',
	],
	'InvalidParameterValue.TagValueEmpty': ['The tag value cannot be empty.', '标签值不能为空值。'],
	'InvalidParameterValue.TagValueLengthExceeded': ['The tag value is too long.', '标签值长度超过限制。'],
	'InvalidParameterValue.TooLong': ['The parameter value is too long.', '参数值太长。'],
	'InvalidParameterValue.VpcCidrConflict': [
		'Destination IP address range conflicts with CIDR of the current VPC.',
		'目的网段和当前VPC的CIDR冲突。',
	],
	'InvalidParameterValue.VpnConnBgpTunnelCidrConflict': [
		'The BGP tunnel subnet overlaps with an existing one.',
		'当前BGP隧道网段和已有BGP隧道网段重叠。',
	],
	'InvalidParameterValue.VpnConnBgpTunnelCidrMask': [
		'The BGP tunnel subnet must be a /30 subnet.',
		'BGP隧道网段必须为掩码为30的网段。',
	],
	'InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported': [
		'The BGP addresses must be within the BGP tunnel subnet.',
		'BGP地址必须在BGP隧道网段内。',
	],
	'InvalidParameterValue.VpnConnCidrConflict': [
		'Destination IP address range conflicts with CIDR block of the current VPN tunnel.',
		'目的网段和当前VPN通道的CIDR冲突。',
	],
	'InvalidParameterValue.VpnConnHealthCheckIpConflict': [
		'The probe addresses of the VPN tunnel conflict.',
		'VPN通道探测ip冲突。',
	],
	'InvalidParameterValue.VpnConnSpdCidrConflict': [
		'Source and destination of the SPD rules overlap.',
		'SPD规则源目IP有重叠。',
	],
	'InvalidParameterValue.VpnGatewayRouteDuplicate': [
		'The routes of the VPN gateway are duplicate.',
		'VPN网关路由参数重复。',
	],
	'InvalidVpcId.Malformed': ['The VPC instance ID is invalid.', 'VPC实例ID不合法。'],
	'InvalidVpcId.NotFound': ['The VPC resource does not exist.', 'VPC资源不存在。'],
	'InvalidVpnGatewayId.Malformed': ['The VPN gateway instance ID is invalid.', 'VPN实例ID不合法。'],
	'InvalidVpnGatewayId.NotFound': ['The VPN gateway instance does not exist.', 'VPN实例不存在。'],
	LimitExceeded: ['Quota limit is reached.', '超过配额限制。'],
	'LimitExceeded.Quota': ['Quota limit is reached.', '超过配额限制。'],
	'LimitExceeded.ResourceAttachedTags': ['The resource has too many tags.', '资源关联的标签数超过限制。'],
	'LimitExceeded.ResourceNumPerRequest': ['Too many resources in one request.', '单次请求的资源数达到上限。'],
	'LimitExceeded.TagNumPerRequest': ['Too many tags in one request.', '单次请求的标签数超过上限。'],
	'LimitExceeded.TagKeyPerResourceExceeded': [
		'Reached the upper limit of tag keys per resource.',
		'每个资源的标签键已达到上限。',
	],
	'LimitExceeded.VpnGatewayRoutesLimitExceeded': [
		'The VPN gateway has too many routes.',
		'VPN网关创建的路由条目数超过上限。',
	],
	ResourceInUse: ['The resource is occupied.', '资源被占用。'],
	ResourceNotFound: ['The resource does not exist.', '资源不存在。'],
	UnsupportedOperation: ['Unsupported operation.', '操作不支持。'],
	'UnsupportedOperation.DeleteVpnConnInvalidState': [
		'The VPN tunnel is updating, deleting or creating, and this operation is not supported.',
		'VPN通道状态为更新中/销毁中/创建中，不支持此操作。',
	],
	'UnsupportedOperation.EcmpWithUserRoute': ['Form an ECMP with a custom route.', '和用户自定义的路由形成ECMP。'],
	'UnsupportedOperation.InvalidState': ['Invalid resource status.', '资源状态不合法。'],
	'UnsupportedOperation.RecordExists': ['The record already exists.', '记录已存在。'],
	'UnsupportedOperation.SystemRoute': ['System routes cannot be changed.', '系统路由，禁止操作。'],
	'UnsupportedOperation.TagSystemReservedTagKey': [
		'The tag key is reserved for system usage.',
		'不支持使用系统预留的标签键。',
	],
	'UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck': [
		'SPD tunnels do not support health checks.',
		'VPN SPD通道不支持配置健康检查。',
	],
	'UnsupportedOperation.VpnConnDestCidrConflictWithPrivateNet': [
		'The destination range conflicts with the private network of the private VPN gateway.',
		'私网VPN通道目的网段与私网VPN网关的私网网段冲突，请修改后重试。',
	],
	'UnsupportedOperation.VpnConnInvalidState': [
		'The tunnel is not available now.',
		'当前通道为非可用状态，不支持该操作。',
	],
	'UnsupportedOperation.VpnConnRouteTypeMixed': [
		'BGP and other tunnels cannot be mixed on one VPN gateway.',
		'VPN网关下的通道不支持动态路由与非动态路由混用，请检查后重试。',
	],
	'UnsupportedOperation.VpnConnSPDOverlap': [
		'The SPD ranges conflict. Please check and try again.',
		'SPD本端网段冲突，请检查后重试。',
	],
	'UnsupportedOperation.VpnGwVpcIdMustHave': [
		'A VPC-type VPN gateway must specify VpcId.',
		'VPC类型VPN网关必须携带VpcId。',
	],
	'UnsupportedOperation.VpnGwVpcIdNotHave': [
		'A CCN-type VPN gateway must not specify VpcId.',
		'CCN类型VPN网关不用携带VpcId。',
	],
	'UnsupportedOperation.VpnUnsupportedBgp': ['VPN does not support BGP.', 'VPN不支持BGP。'],
	'UnsupportedOperation.VpnUnsupportedBgpAsnEqual': [
		'The BGP ASN of the peer gateway is the same as that of an existing tunnel peer or cloud-based VPN.',
		'对端网关BGP ASN和已有的通道对端或云上VPN的BGP ASN相同。',
	],
	'UnsupportedOperation.VpnUnsupportedModifyBandwidth': [
		'The VPN bandwidth cannot be changed like this.',
		'不支持修改VPN带宽。',
	],
	'UnsupportedOperation.VpnUnsupportedModifyBgpAsn': [
		'VPN does not support modifying BGP ASN.',
		'VPN不支持修改BGP ASN。',
	],
	'UnsupportedOperation.VpnUnsupportedNotExistBgpAsn': ['VPN is not configured with BGP ASN.', 'VPN未配置BGP ASN。'],
	'UnsupportedOperation.VpnUnsupportedRouteEcmpForCvmVpn': [
		'ECMP routes need a VPN gateway of version 3.1.',
		'3.1以下版本VPN网关不支持配置ecmp路由。',
	],
	'UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn': [
		'The peer gateway has no BGP ASN.',
		'对端网关不存在BGP ASN。',
	],
};

import {TencentError} from '../protocol/tencent-error.ts';

/**
 * The codes that ModifyVpnConnectionAttribute is listed with, beside the common ones. Source: error lists of Tencent Cloud's SDKs, vpc 2017-03-12. Those of
 * a create are more.
 */
export const modifyCodes: readonly string[] = [
	'InvalidParameterValue.LimitExceeded',
	'InvalidParameterValue.Malformed',
	'InvalidParameterValue.TooLong',
	'InvalidParameterValue.VpnConnCidrConflict',
	'InvalidParameterValue.VpnConnHealthCheckIpConflict',
	'ResourceNotFound',
	'UnsupportedOperation',
	'UnsupportedOperation.InvalidState',
	'UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck',
	'UnsupportedOperation.VpnConnInvalidState',
	'UnsupportedOperation.VpnConnSPDOverlap',
	'UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn',
];

/** Not on its list, and asked for by whoever sets the code of a tunnel that is busy. */
const busy = 'UnsupportedOperation.MutexOperationTaskRunning';

/** What stands for a create's code that is not among them. That it does is a guess: no page says what comes instead. */
const instead: Readonly<Record<string, string>> = {
	LimitExceeded: 'InvalidParameterValue.LimitExceeded',
	'InvalidParameterValue.VpcCidrConflict': 'InvalidParameterValue.VpnConnCidrConflict',
	'UnsupportedOperation.VpnUnsupportedNotExistBgpAsn': 'UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn',
};

/** The trouble of a change, with a code that a change is listed with. */
export function asModifyTrouble(trouble: TencentError): TencentError {
	const {code, detail} = trouble;
	if (modifyCodes.includes(code) || code === busy) return trouble;
	const family = code.startsWith('UnsupportedOperation') ? 'UnsupportedOperation' : 'InvalidParameterValue.Malformed';
	return new TencentError(instead[code] ?? family, detail);
}

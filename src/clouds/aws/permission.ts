import type {CloudErrorInfo} from '../cloud-error-info.ts';

/** Whether AWS said that these credentials may not make the call, which tells nothing of what the call is about. */
export function isPermission({code}: CloudErrorInfo): boolean {
	return /^(UnauthorizedOperation|AccessDenied)/.test(code);
}

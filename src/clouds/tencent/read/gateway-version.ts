/**
 * The version of a VPN gateway as a number: `4.0`, `ver4.0` and `V3.1` are 4, 4 and 3.1.
 * @returns undefined for what is none: the API documents no form, and one of its samples says `IKEV1`
 */
export function gatewayVersion(version: string | undefined): number | undefined {
	const match = /^\s*(?:ver(?:sion)?|v)?\.?\s*(\d+(?:\.\d+)?)(?:\.\d+)*\s*$/i.exec(version ?? '');
	return match ? Number(match[1]) : undefined;
}

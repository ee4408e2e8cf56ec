import {checkInsideForm} from '../../../connection/inside-cidr.ts';
import {parseRange} from '../../../connection/networks.ts';

/** The /30 ranges that AWS keeps. Source: EC2 API, VpnTunnelOptionsSpecification, TunnelInsideCidr. */
export const awsReservedInsideCidrs: readonly string[] = [
	'169.254.0.0/30',
	'169.254.1.0/30',
	'169.254.2.0/30',
	'169.254.3.0/30',
	'169.254.4.0/30',
	'169.254.5.0/30',
	'169.254.169.252/30',
];

/** Where the insides of AWS's tunnels lie. Source: EC2 API, VpnTunnelOptionsSpecification, TunnelInsideCidr. */
export const awsInsideRange = '169.254.0.0/16';
/** Why a range cannot be the inside of an AWS tunnel, or undefined. Whether another tunnel has it is not looked at. */
export function checkAwsInsideCidr(cidr: string): string | undefined {
	const problem = checkInsideForm(cidr, awsInsideRange);
	if (problem) return problem;
	return awsReservedInsideCidrs.includes(parseRange(cidr).cidr) ? `${cidr} is reserved by AWS` : undefined;
}

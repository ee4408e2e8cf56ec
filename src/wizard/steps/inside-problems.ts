import {awsInsideRange, awsReservedInsideCidrs, checkAwsInsideCidr} from '../../clouds/aws/rules/inside-cidr.ts';
import {tencentInsideRange} from '../../clouds/tencent/rules/inside-cidr.ts';
import {freeInsideCidr} from '../../connection/inside-cidr.ts';
import {checkCidr} from '../../connection/networks.ts';
import type {Asked} from '../answers/asked.ts';

/**
 * Why an AWS tunnel can't have this inside range, with one that is free: the rule says the same at the review. Only a virtual private
 * gateway asks that the tunnels' ranges differ.
 */
export function insideProblem(value: string, tunnel: number, {answers, gateway}: Asked): string | undefined {
	const other = answers.texts[tunnel === 1 ? 'insideCidr2' : 'insideCidr1']?.trim() ?? '';
	const isTwice = tunnel === 2 && value === other && gateway?.kind === 'vgw';
	const problem = checkAwsInsideCidr(value) ?? (isTwice ? `${value} is tunnel 1’s inside range too` : undefined);
	if (!problem) return undefined;
	const free = freeInsideCidr(value, awsInsideRange, [...awsReservedInsideCidrs, other]);
	return free ? `${problem}. Write it as ${free}, or leave it out: AWS picks one` : problem;
}

/** Why a text is no /30 for the two BGP speakers of Tencent Cloud, with the one that is near it. */
export function slash30Problem(value: string): string | undefined {
	const problem = checkCidr(value);
	if (problem || value.endsWith('/30')) return problem;
	return `${value} is not a /30. Write it as ${freeInsideCidr(value, tencentInsideRange, [])}`;
}

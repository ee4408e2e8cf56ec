import {parseRange, rangeText} from '../../ipv4.ts';
import {invalidValue} from '../protocol/api-error.ts';

/** Where a route leads, host bits cut off. @throws ApiError InvalidParameterValue */
export function destinationOf(cidr: string): string {
	const range = parseRange(cidr);
	if (!range) throw invalidValue(cidr, 'destinationCidrBlock', 'This is not a valid CIDR block.');
	return rangeText(range);
}

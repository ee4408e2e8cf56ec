import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {checkCidr, checkIpv4, contains, normalise, overlaps, parseRange} from '../../src/connection/networks.ts';

const octet = fc.integer({min: 0, max: 255});
const address = fc.tuple(octet, octet, octet, octet).map(parts => parts.join('.'));

describe('what is typed as a range is understood as other network tools understand it', () => {
	it.each(['10.0.0.0/16', '0.0.0.0/0', '255.255.255.255/32', '10.0.9.7/24'])('takes %s', text => {
		expect(checkCidr(text)).toBeUndefined();
	});

	it.each([
		'',
		'10.0.0.0',
		'10.0.0.0/33',
		'10.0.0/8',
		'010.0.0.0/8',
		'10.0.0.0/08',
		'10.0.0.256/8',
		'1.2.3.4/ 8',
		' 10.0.0.0/8',
		'::/0',
		'10.0.0.0/16/8',
		'0x0a.0.0.0/8',
		'10.0.0.0/-1',
		'١٠.0.0.0/8',
	])('refuses %j and says why', text => {
		expect(checkCidr(text)).toMatch(/^".*" (is not|has)/);
	});

	it('never shows a control character of a bad value', () => {
		expect(checkCidr('\u001B[31m10.0.0.0/99')).not.toContain('\u001B');
	});

	it('clears host bits and says so', () => {
		expect(normalise('10.0.9.7/24')).toEqual({cidr: '10.0.9.0/24', hadHostBits: true});
		expect(normalise('10.0.9.0/24')).toEqual({cidr: '10.0.9.0/24', hadHostBits: false});
	});

	it('keeps every address in the range it was typed in, and a range has 2^(32-n) addresses', () => {
		fc.assert(
			fc.property(address, fc.integer({min: 0, max: 32}), (ip, prefix) => {
				const {start, end, cidr} = parseRange(`${ip}/${prefix}`);
				expect(end - start + 1).toBe(2 ** (32 - prefix));
				expect(contains(cidr, `${ip}/32`)).toBe(true);
				expect(normalise(cidr).hadHostBits).toBe(false);
			}),
		);
	});

	it('agrees that overlap is mutual, and that what contains overlaps', () => {
		const cidr = fc.tuple(address, fc.integer({min: 0, max: 32})).map(([ip, prefix]) => `${ip}/${prefix}`);
		fc.assert(
			fc.property(cidr, cidr, (a, b) => {
				expect(overlaps(a, b)).toBe(overlaps(b, a));
				if (contains(a, b)) expect(overlaps(a, b)).toBe(true);
				// CIDR ranges are apart or nested, never half in each other.
				expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
			}),
		);
	});

	it('refuses addresses that are not four numbers of 0 to 255', () => {
		expect(checkIpv4('203.0.113.10')).toBeUndefined();
		expect(checkIpv4('203.0.113.010')).toContain('leading zero');
		expect(checkIpv4('203.0.113.300')).toContain('0 to 255');
	});
});

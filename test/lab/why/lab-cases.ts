import {addressCases} from './address-cases.ts';
import {announcedCases} from './announced-cases.ts';
import {bgpCases} from './bgp-cases.ts';
import type {WhyCase} from './case.ts';
import {fellCases} from './fell-cases.ts';
import {ikeCases} from './ike-cases.ts';
import {pathCases} from './path-cases.ts';

/** Every cause that strongSwan and FRR make for real. */
export const labCases: readonly WhyCase[] = [
	...ikeCases,
	...addressCases,
	...fellCases,
	...pathCases,
	...bgpCases,
	...announcedCases,
];

import type {Vpc} from '../store/store.ts';
import {knownRange, type Range} from './ipv4.ts';

/** What is in a VPC: its own range, then the secondary ones. */
export const cidrBlocksOf = ({CidrBlock, assistants}: Vpc): readonly string[] => [
	CidrBlock,
	...assistants.map(assistant => assistant.CidrBlock),
];

/** The same as numbers; none where there is no VPC. */
export const rangesOf = (vpc: Vpc | undefined): readonly Range[] => (vpc ? cidrBlocksOf(vpc).map(knownRange) : []);

import {knownRange, type Range, within} from '../../ipv4.ts';
import type {Vpc} from '../store/store.ts';

/** What is in a VPC: its own range, then the secondary ones. */
export const cidrBlocksOf = ({CidrBlock, assistants}: Vpc): readonly string[] => [
	CidrBlock,
	...assistants.map(assistant => assistant.CidrBlock),
];

/** The same as numbers; none where there is no VPC. */
export const rangesOf = (vpc: Vpc | undefined): readonly Range[] => (vpc ? cidrBlocksOf(vpc).map(knownRange) : []);

/** Ranges no tunnel or route may name: "this network", loopback, multicast and broadcast (VPN limits page). */
const forbidden = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '255.255.255.255/32'].map(knownRange);

/** Whether SPDs and routes refuse the range: it lies in one of those. A wider one, `0.0.0.0/0` among them, is judged by the caller. */
export const isForbidden = (range: Range): boolean => forbidden.some(other => within(range, other));

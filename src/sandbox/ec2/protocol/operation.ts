import type {Ec2Behavior} from '../behavior.ts';
import type {RegionEntry} from '../region/regions.ts';
import type {RegionHoldings} from '../store/resources.ts';
import type {FormNode} from './query-form.ts';
import {flag, type Members, type Read, structure, text} from './shape.ts';
import type {XmlValue} from './xml.ts';

/** What an operation works on. */
export interface Call {
	readonly region: RegionHoldings;
	/** The cloud's clock, ms. */
	readonly now: number;
	readonly account: string;
	/** The regions that the account sees. */
	readonly regions: readonly RegionEntry[];
	/** A fresh id of the given prefix, as in `vpn-0a1b2c3d4e5f60718`. */
	readonly newId: (prefix: string) => string;
	/** A cloud-clock time as the ISO date that goes on the wire. */
	readonly date: (at: number) => string;
	readonly behavior: Ec2Behavior;
	/** How long a new customer gateway answers NotFound, ms of the cloud's clock. */
	readonly settleMs: number;
}

/** A request that has been read: its shape is right, nothing has been done. */
interface Prepared {
	readonly dryRun: boolean;
	readonly run: (call: Call) => {readonly [name: string]: XmlValue};
}

export interface Operation {
	readonly name: string;
	readonly mutates: boolean;
	/** @throws ApiError when the request is not of the operation's shape */
	prepare(form: FormNode): Prepared;
}

type Perform<M extends Members> = (input: Read<M>, call: Call) => {readonly [name: string]: XmlValue};

/** Members that stand beside an operation's own in every request. */
const envelope = {Action: text, Version: text};

/** An operation that has a dry run, as nearly all have. */
export function operation<M extends Members>(
	name: string,
	kind: 'reads' | 'mutates',
	members: M,
	perform: Perform<M>,
): Operation {
	const shape = structure({...members, ...envelope, DryRun: flag});
	const prepare = (form: FormNode): Prepared => {
		const parameters = unsigned(form);
		const dryRun = parameters.members.get('DryRun');
		const input = own<M>(shape.read(parameters, ''));
		return {dryRun: dryRun !== undefined && flag.read(dryRun, 'DryRun'), run: call => perform(input, call)};
	};
	return {name, mutates: kind === 'mutates', prepare};
}

/** An operation whose model has no DryRun: sending it is an error, and nothing is done. */
export function operationWithoutDryRun<M extends Members>(name: string, members: M, perform: Perform<M>): Operation {
	const shape = structure({...members, ...envelope});
	const prepare = (form: FormNode): Prepared => {
		const input = own<M>(shape.read(unsigned(form), ''));
		return {dryRun: false, run: call => perform(input, call)};
	};
	return {name, mutates: true, prepare};
}

/** What was read without the members that stand in every request. */
function own<M extends Members>({Action, Version, DryRun, ...input}: {readonly [name: string]: unknown}): Read<M> {
	// The shape that was read by holds every member of M.
	return input as unknown as Read<M>;
}

/** The form without what a signed query string adds to it. */
function unsigned(form: FormNode): FormNode {
	return {...form, members: new Map([...form.members].filter(([name]) => !name.startsWith('X-Amz-')))};
}

export const done = {return: true};

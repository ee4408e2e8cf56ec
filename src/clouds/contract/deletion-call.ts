import type {Dependents} from './dependents.ts';

/** A part of a connection that a deletion may name. */
type Part = Exclude<keyof Dependents['connection'], 'name' | 'state'>;

/** What is to be known of a call that takes away a connection, or something that hangs on it, to hold a journal against it: anybody can have edited that. */
export interface DeletionCall {
	/** For people: `delete customer gateway`. */
	readonly title: string;
	/** The parameter that must name this part of the connection. Left out for a call that is held against the connection right before it goes. */
	readonly names?: readonly [parameter: string, part: Part];
	/** The parameter that holds several things which go with one call, and how many at most: few enough that a refusal names something one can find. */
	readonly several?: {readonly parameter: string; readonly most: number};
	/** It names a thing by an id of its own: nobody else can have made the same since. */
	readonly isThing?: true;
	/** What it names is a gateway, which goes only while nothing else uses it. */
	readonly isGateway?: true;
	/** Once the connection itself is gone: `goes` all the same, or only what is known to be `ours`. Left out: whose it is can't be told then, so it stays. */
	readonly alone?: 'goes' | 'ours';
}

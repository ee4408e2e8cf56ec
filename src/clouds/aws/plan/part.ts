import type {TunnelName} from '../../contract/cloud.ts';
import type {Difference, NotCompared} from '../../contract/comparison.ts';

/** A difference, with what the call that takes it away needs of it. */
export interface Part {
	readonly shown: Difference;
	/**
	 * What it is taken away by: tags of the connection, of its attachment or of one of its gateways, options of a tunnel or of the connection, another gateway, a static route, a
	 * route table; `none`: no call.
	 */
	readonly by:
		| 'tags'
		| 'attachment-tags'
		| 'site-tags'
		| 'gateway-tags'
		| 'tunnel'
		| 'options'
		| 'move'
		| 'route'
		| 'table'
		| 'none';
	/** Its name there: the key of a tag, a value of a tunnel, the path of an option, a range, a table. */
	readonly name: string;
	/** As they are sent, which may be other than they are shown. '' for nothing, and for what is not known. */
	readonly was: string;
	readonly wanted: string;
	readonly tunnel?: TunnelName | undefined;
}

/** Whether it is the switch of a tunnel's lifecycle control, which goes by a call of its own. */
export const isLifecycle = ({by, name}: Part): boolean => by === 'tunnel' && name === 'options.lifecycleControl';

/** What a comparison comes to. */
export interface Parts {
	readonly differences: readonly Part[];
	/** What stands and the document does not speak of. What has no `interrupts` stays, whatever is asked for. */
	readonly unspoken: readonly Part[];
	readonly notCompared: readonly NotCompared[];
	readonly equal: number;
}

/** Several as one. */
export function together(all: readonly Parts[]): Parts {
	return {
		differences: all.flatMap(({differences}) => differences),
		unspoken: all.flatMap(({unspoken}) => unspoken),
		notCompared: all.flatMap(({notCompared}) => notCompared),
		equal: all.reduce((sum, {equal}) => sum + equal, 0),
	};
}

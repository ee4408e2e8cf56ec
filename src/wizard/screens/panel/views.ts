import type {ViewFound, ViewName} from '../../../session/views.ts';
import type {Trouble} from '../../core/state.ts';

export type {AnyFound, LookedAt, ViewFound, ViewName} from '../../../session/views.ts';

/** One reading: what was found last stays while it is read again. */
export interface ViewRead<Found> {
	readonly isReading: boolean;
	/** When it was asked for last, and when what was found came, ms since the epoch. */
	readonly askedAt: number;
	readonly found?: Found;
	readonly at?: number;
	/** Why the last question had no answer. */
	readonly trouble?: Trouble;
}

export type ViewReads = {readonly [Name in ViewName]?: ViewRead<ViewFound[Name]>};

/** The views of one connection, in the order of their numbers. */
export const panelViews = [
	{id: 'tunnels', title: 'tunnels', reads: ['sight', 'maintenance']},
	{id: 'traffic', title: 'traffic', reads: ['traffic']},
	{id: 'routes', title: 'routes', reads: ['sight']},
	{id: 'changes', title: 'changes', reads: []},
	{id: 'configuration', title: 'configuration', reads: ['configuration']},
	{id: 'maintenance', title: 'maintenance', reads: ['maintenance']},
] as const satisfies readonly {
	readonly id: string;
	readonly title: string;
	readonly reads: readonly ViewName[];
}[];

export type PanelViewId = (typeof panelViews)[number]['id'];

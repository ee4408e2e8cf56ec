import type {Action, PlanValue, RunContext} from '../../contract/cloud.ts';
import {text} from '../wire/reply.ts';
import {requestIdOf, type TencentKind, tencentAction, unnamed} from './tencent-action.ts';
import type {Reach} from './tencent-undo.ts';

/** Routes that go into one call: few enough that a refusal names something one can find. */
const routesPerCall = 50;

interface RouteAction<Call extends 'CreateVpnGatewayRoutes' | 'CreateRoutes'>
	extends Pick<TencentKind, 'title' | 'logged' | 'undo'> {
	readonly call: Call;
	/** Destinations that lead to the action's target already; undefined while that is not made. Reads only. */
	readonly leading: (action: Action, context: RunContext, reach: Reach) => Promise<ReadonlySet<string> | undefined>;
}

/** An action that makes a batch of routes to one target, and whose undo leaves alone those that stood before. */
export function routeAction<Call extends 'CreateVpnGatewayRoutes' | 'CreateRoutes'>({
	leading,
	...given
}: RouteAction<Call>) {
	const allStand = {id: '', detail: 'all routes stand already'};
	return tencentAction<Call>({
		...given,
		makes: '',
		async find(action, context, reach) {
			const standing = await leading(action, context, reach);
			return standing && destinationsOf(action).every(to => standing.has(to)) ? allStand : undefined;
		},
		async standing(action, context, reach) {
			const standing = await leading(action, context, reach);
			return standing && destinationsOf(action).filter(to => standing.has(to));
		},
		/** Routes that stand already are left out, so that doing the action again after a half-done one is no duplicate. */
		async perform(action, context, reach, send) {
			const standing = await leading(action, context, reach);
			const routes = routesOf(action);
			const wanted = routes.filter(route => !standing?.has(destinationOf(route)));
			// standing since an end in doubt, they are the run's own
			if (wanted.length === 0) return {...allStand, existed: context.sent?.has(action.id) !== true};
			const reply = await send({...action.parameters, Routes: wanted});
			// each of the two answers with the routes: a reply without them may be another call's
			if (!['Routes', 'RouteTableSet'].some(name => Array.isArray(Reflect.get(reply, name))))
				throw unnamed(action, reply);
			const kept = routes.length - wanted.length;
			return {
				id: '',
				existed: false,
				...requestIdOf(reply),
				detail: `${wanted.length} ${wanted.length === 1 ? 'route' : 'routes'} made${kept > 0 ? `, ${kept} stood already` : ''}`,
			};
		},
	});
}

/** Few enough of them for one call each, with the id of its action: `vpc-routes`, `vpc-routes:2`. */
export function batches<Item>(
	id: string,
	items: readonly Item[],
	most = routesPerCall,
): readonly {readonly id: string; readonly batch: readonly Item[]}[] {
	const count = Math.ceil(items.length / most);
	return Array.from({length: count}, (_, index) => ({
		id: index === 0 ? id : `${id}:${index + 1}`,
		batch: items.slice(index * most, (index + 1) * most),
	}));
}

/** For people. */
export function shortList(destinations: readonly string[]): string {
	const more = destinations.length - 3;
	return destinations.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What of a batch is to be taken back: what did not stand before. Undefined where that is none. */
export function destinationsMade(
	action: Action,
	standing: readonly string[],
): {readonly destinations: readonly string[]; readonly shown: string} | undefined {
	const destinations = destinationsOf(action).filter(destination => !standing.includes(destination));
	if (destinations.length === 0) return undefined;
	return {destinations, shown: destinations.slice(0, 3).join(', ') + (destinations.length > 3 ? ', …' : '')};
}

/** A member of the first route of a batch: all lead to one target. */
export function targetOf(action: Action, name: string): PlanValue | undefined {
	return member(routesOf(action)[0], name);
}

function destinationsOf(action: Action): readonly string[] {
	return routesOf(action).map(destinationOf);
}

function destinationOf(route: PlanValue): string {
	return text(member(route, 'DestinationCidrBlock'));
}

/** The routes of a planned call. */
export function routesOf({parameters: {Routes}}: Pick<Action, 'parameters'>): readonly PlanValue[] {
	return Array.isArray(Routes) ? Routes : [];
}

/** A member of a planned structure. */
export function member(value: PlanValue | undefined, name: string): PlanValue | undefined {
	if (typeof value !== 'object' || Array.isArray(value)) return undefined;
	return Object.entries(value).find(([key]) => key === name)?.[1];
}

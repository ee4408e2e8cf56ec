import {type Actions, write} from '../protocol/action.ts';
import {checkName, lookUp} from '../protocol/checks.ts';
import {type InputOf, integer, list, optional, required, text} from '../protocol/shape.ts';
import {coexist, TencentError} from '../protocol/tencent-error.ts';
import type {Route, RouteTable} from '../store/store.ts';
import {checkCount, checkRoute, newRouteShape, showRoute, userRoute} from './route-rules.ts';

/** Routes of one call of EnableRoutes or DisableRoutes. */
const routesPerCall = 100;

const switched = {
	RouteTableId: required(text),
	RouteIds: optional(list(integer)),
	RouteItemIds: optional(list(text)),
} as const;

/** The routes that a call switches: by the one kind of id or the other, never both. */
function named(table: RouteTable, {RouteIds = [], RouteItemIds = []}: InputOf<typeof switched>): readonly Route[] {
	if (RouteIds.length > 0 && RouteItemIds.length > 0) throw coexist('RouteIds', 'RouteItemIds');
	const ids = [...RouteIds.map(RouteId => ({RouteId})), ...RouteItemIds.map(RouteItemId => ({RouteItemId}))];
	if (ids.length === 0)
		throw new TencentError('MissingParameter', 'One of the parameters `RouteIds` and `RouteItemIds` is required.');
	if (ids.length > routesPerCall)
		throw new TencentError('InvalidParameterValue.LimitExceeded', `At most ${routesPerCall} routes are allowed.`);
	return ids.map((id, index) => userRoute(table, id, index));
}

const switchRoutes = (Enabled: boolean) =>
	write(switched, (input, {region}) => {
		const table = lookUp(region.routeTables, 'rtb', 'RouteTableId', input.RouteTableId);
		const meant = named(table, input);
		const routes = table.routes.map(route => (meant.includes(route) ? {...route, Enabled} : route));
		region.routeTables.set(table.RouteTableId, {...table, routes});
		return {};
	});

/** A route keeps its ids, and what the request leaves out, and leads to where the request says. */
const replaceRoutes = write(
	{RouteTableId: required(text), Routes: required(list(newRouteShape))},
	(input, {region, world}) => {
		const table = lookUp(region.routeTables, 'rtb', 'RouteTableId', input.RouteTableId);
		const vpc = region.vpcs.get(table.VpcId);
		const old: Route[] = [];
		const made: Route[] = [];
		let routes = table.routes;
		for (const [index, given] of input.Routes.entries()) {
			const before = userRoute({...table, routes}, given, index);
			const beside = routes.filter(route => route !== before);
			const {RouteId, RouteItemId, RouteDescription, Enabled} = before;
			const wanted = {RouteDescription, Enabled, ...given};
			const after = {
				...checkRoute(wanted, {index, table, vpc, beside, region, nowMs: world.now()}),
				RouteId,
				RouteItemId,
			};
			routes = routes.map(route => (route === before ? after : route));
			old.push(before);
			made.push(after);
		}
		region.routeTables.set(table.RouteTableId, {...table, routes});
		return {
			OldRouteSet: old.map(route => showRoute(route, table)),
			NewRouteSet: made.map(route => showRoute(route, table)),
		};
	},
);

/** Empties the table of what users made, and only then looks at what is to be in it: a request that is refused leaves nothing. */
const resetRoutes = write(
	{RouteTableId: required(text), RouteTableName: required(text), Routes: required(list(newRouteShape))},
	(input, {region, world}) => {
		const table = lookUp(region.routeTables, 'rtb', 'RouteTableId', input.RouteTableId);
		const RouteTableName = checkName('RouteTableName', input.RouteTableName, 'bytes');
		const kept = table.routes.filter(({RouteType}) => RouteType !== 'USER');
		const emptied = {...table, RouteTableName, routes: kept};
		region.routeTables.set(table.RouteTableId, emptied);
		const vpc = region.vpcs.get(table.VpcId);
		const routes = [...kept];
		for (const [index, given] of input.Routes.entries())
			routes.push(checkRoute(given, {index, table: emptied, vpc, beside: routes, region, nowMs: world.now()}));
		checkCount(routes);
		region.routeTables.set(table.RouteTableId, {...emptied, routes});
		return {};
	},
);

/** Changing the routes of a VPC's tables. */
export const routeChangeActions: Actions = {
	ReplaceRoutes: replaceRoutes,
	EnableRoutes: switchRoutes(true),
	DisableRoutes: switchRoutes(false),
	ResetRoutes: resetRoutes,
};

import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {lookUp} from '../protocol/checks.ts';
import {answer, chosen, pagedInText, tagsOf} from '../protocol/query.ts';
import {flag, list, optional, required, text} from '../protocol/shape.ts';
import type {Route, RouteTable} from '../store/store.ts';
import {checkCount, checkRoute, newRouteShape, oldRouteShape, showRoute, userRoute} from './route-rules.ts';

function show(table: RouteTable, routes: readonly Route[] = table.routes): object {
	const {subnetIds, routes: _all, ...shown} = table;
	return {
		...shown,
		AssociationSet: subnetIds.map(SubnetId => ({SubnetId, RouteTableId: table.RouteTableId})),
		RouteSet: routes.map(route => showRoute(route, table)),
		LocalCidrForCcn: [],
	};
}

const describeRouteTables = read(
	{RouteTableIds: optional(list(text)), ...pagedInText, NeedRouterInfo: optional(flag)},
	(input, {region}: Call) => {
		const found = chosen(region.routeTables, input.RouteTableIds, input.Filters, {
			id: 'RouteTableId',
			prefix: 'rtb',
			filters: {
				'route-table-id': table => table.RouteTableId,
				'route-table-name': table => table.RouteTableName,
				'vpc-id': table => table.VpcId,
				'association.main': table => [String(table.Main), String(table.Main).toUpperCase()],
				'next-hop-type': table => table.routes.map(route => route.GatewayType),
				visible: () => ['true', 'TRUE'],
			},
			tags: tagsOf,
		});
		const routes = input.NeedRouterInfo === false ? [] : undefined;
		return answer('RouteTableSet', found, input, table => show(table, routes));
	},
);

const createRoutes = write(
	{RouteTableId: required(text), Routes: required(list(newRouteShape))},
	(input, {region, world}) => {
		const table = lookUp(region.routeTables, 'rtb', 'RouteTableId', input.RouteTableId);
		const vpc = region.vpcs.get(table.VpcId);
		const routes = [...table.routes];
		const made = input.Routes.map((given, index) => {
			const route = checkRoute(given, {index, table, vpc, beside: routes, region, nowMs: world.now()});
			routes.push(route);
			return route;
		});
		checkCount(routes);
		region.routeTables.set(table.RouteTableId, {...table, routes});
		return {TotalCount: made.length, RouteTableSet: [show(table, made)]};
	},
);

const deleteRoutes = write({RouteTableId: required(text), Routes: required(list(oldRouteShape))}, (input, {region}) => {
	const table = lookUp(region.routeTables, 'rtb', 'RouteTableId', input.RouteTableId);
	const gone = input.Routes.map((given, index) => userRoute(table, given, index));
	region.routeTables.set(table.RouteTableId, {
		...table,
		routes: table.routes.filter(route => !gone.includes(route)),
	});
	return {RouteSet: gone.map(route => showRoute(route, table))};
});

/** A VPC's own route tables: what sends its traffic to the VPN gateway. */
export const routeTableActions: Actions = {
	DescribeRouteTables: describeRouteTables,
	CreateRoutes: createRoutes,
	DeleteRoutes: deleteRoutes,
};

import type {ConnectionSight, RouteSight} from '../../../clouds/contract/sight.ts';
import {fact, type PageLine, space, text} from '../../core/page-line.ts';
import {ofRead} from './lines.ts';
import type {PanelModel} from './model.ts';

/** Whether the cloud knows the way back to the site. */
export function routesView(model: PanelModel): readonly PageLine[] {
	return ofRead(model, 'sight', {title: 'WAYS TO THE SITE, AS THE CLOUD HAS THEM', what: 'the routes'}, sightLines);
}

function sightLines({routes, notPropagated, gateways, unread}: ConnectionSight): readonly PageLine[] {
	return [
		...routeLines(routes),
		...(notPropagated === undefined || notPropagated.length === 0
			? []
			: [
					space,
					text('The gateway hands on nothing that it learns to these route tables:', 'look'),
					...notPropagated.map(table => text(`  ${table}`)),
				]),
		...(gateways.length === 0 ? [] : [space, {kind: 'heading', text: 'WHAT IS WRONG WITH THE GATEWAYS'} as const]),
		...gateways.flatMap(({gateway, kind, quote}) => fact(gateway, `${kind} · ${quote}`, 'bad')),
		...(unread.length === 0 ? [] : [space]),
		...unread.map(({what, error}) => text(`${what} could not be read: ${error.says ?? error.message}`, 'look')),
	];
}

const origins = {static: 'static', learned: 'learned', network: 'of the network itself'} as const;

function routeLines(routes: readonly RouteSight[] | undefined): readonly PageLine[] {
	if (routes === undefined) return [text('Not known: they could not be read.', 'look')];
	if (routes.length === 0)
		return [text('No route to the site stands in the cloud: nothing finds the way back.', 'look')];
	return routes.flatMap(({destination, table, origin, state, raw}) => {
		const how = state === 'unknown' ? `not known whether it is used` : state;
		const own = raw === '' || raw === state ? '' : ` (${raw})`;
		return fact(
			destination,
			`${how}${own} · ${origins[origin]} · in ${table}`,
			state === 'not in use' ? 'look' : 'plain',
		);
	});
}

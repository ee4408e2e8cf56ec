import type {Action, ExistingConnection, Facts, Plan} from '../../../src/clouds/contract/cloud.ts';
import {planOf} from '../../../src/clouds/engine/plan-of.ts';
import type {ConnectionDocument} from '../../../src/connection/document.ts';
import {isThird} from './own-document.ts';
import {rules} from './rules.ts';

/** Three calls: the site, the tunnel, the routes that lead into it. */
export function planThird(document: ConnectionDocument, facts: Facts): Plan {
	if (!isThird(document)) throw new Error('this is no document of the third cloud');
	const exists = sameTunnel(document, facts);
	return planOf(document, {
		actions: () => actionsOf(document),
		standing: exists && {
			exists,
			compared: {equal: 3, differences: [], notCompared: [], unread: []},
			actions: [],
		},
		rules,
		askedAt: () => 'routing',
		costs: [],
		leftByHand: ['the site’s device'],
		notes: [],
	});
}

function actionsOf({site, name, cloudGateway, routing}: ConnectionDocument): readonly Action[] {
	const action = (
		id: string,
		call: string,
		makes: string,
		after: readonly string[],
		parameters: Action['parameters'],
	): Action => ({
		id,
		title: `create ${makes || id}`,
		detail: String(parameters.Name ?? parameters.Range ?? ''),
		service: 'tunnels',
		call,
		parameters,
		dryRun: false,
		after,
		makes,
	});
	const made =
		site.kind === 'new'
			? [action('site-gateway', 'CreateSite', 'site', [], {Name: site.name, Address: site.address})]
			: [];
	const siteId = site.kind === 'new' ? {$result: 'site-gateway'} : site.id;
	const tunnel = action(
		'connection',
		'CreateTunnel',
		'tunnel',
		made.map(({id}) => id),
		{
			Name: name,
			Edge: cloudGateway.id ?? '',
			Site: siteId,
			Routing: routing.mode,
			Key: {$secret: 'presharedKey'},
		},
	);
	const prefixes = routing.mode === 'static' ? routing.prefixes : [];
	const routes = prefixes.map(range =>
		action(`route:${range}`, 'CreateRoute', 'route', ['connection'], {Tunnel: {$result: 'connection'}, Range: range}),
	);
	return [...made, tunnel, ...routes];
}

/** The tunnel that joins the same two ends. */
function sameTunnel({cloudGateway, site}: ConnectionDocument, facts: Facts): ExistingConnection | undefined {
	const siteId =
		site.kind === 'existing' ? site.id : facts.siteGateways?.find(({address}) => address === site.address)?.id;
	return facts.connections?.find(
		each => each.cloudGatewayId === cloudGateway.id && siteId !== undefined && each.siteGatewayId === siteId,
	);
}

import type {SiteGateway} from '../../../clouds/contract/cloud.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import type {RoutingMode} from '../../../connection/document.ts';
import type {Asked} from '../../answers/asked.ts';

/** Why a routing mode can't be chosen, or undefined. What is not read yet blocks nothing. */
export function whyNotMode(mode: RoutingMode, asked: Asked): string | undefined {
	const {cloud, gateway} = asked;
	if (mode === 'bgp' && gateway && !gateway.bgp) return gateway.bgpReason ?? 'this gateway does not speak BGP';
	return moduleOf(cloud).form.routing?.whyNot?.(mode, asked);
}

/** Why a site gateway leaves no routing mode at all, or undefined; by site, for a list. */
export function whyNoModeOf(asked: Asked): (site: SiteGateway) => string | undefined {
	return moduleOf(asked.cloud).form.routing?.whyNoMode?.(asked) ?? (() => undefined);
}

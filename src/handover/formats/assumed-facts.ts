import type {CloudGateway, Facts, SiteGateway} from '../../clouds/contract/cloud.ts';
import {moduleOf} from '../../clouds/registry.ts';
import type {ConnectionDocument} from '../../connection/document.ts';

/** Said with lines that were made so. */
export const unreadNote =
	'made without looking into the account, for want of credentials: what the document names is taken to be there, and nothing else; routes that go into a table of the account are not among these lines';

/** What a document says of an account that can't be read: its gateways are there, and nothing else is. */
export function assumedFacts(document: ConnectionDocument): Facts {
	const {cloudGateway: gateway, site} = document;
	const {none, makes} = moduleOf(document.cloud).form.gateway;
	const kind = makes?.offer === gateway.kind ? makes.kind : gateway.kind;
	return {
		...(kind === none ? {} : {cloudGateway: gatewayOf(gateway.id ?? '', kind)}),
		...(site.kind === 'existing' ? {siteGateway: siteOf(site.id), siteGateways: [siteOf(site.id)]} : {}),
	};
}

function gatewayOf(id: string, kind: CloudGateway['kind']): CloudGateway {
	return {id, kind, name: '', selectable: id !== '', state: '', networks: [], attachedTo: '', bgp: true};
}

function siteOf(id: string): SiteGateway {
	return {id, name: '', selectable: true, address: '', state: ''};
}

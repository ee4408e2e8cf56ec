import type {Facts} from '../../contract/cloud.ts';
import type {Settings} from '../../contract/comparison.ts';
import {plainParameters} from '../../engine/fill.ts';
import {connectionRequest} from '../actions/connection-request.ts';
import type {TencentConnection} from '../document.ts';
import {settingsOf} from '../read/settings.ts';
import {endsOf, siteGatewayOf} from '../read/site.ts';

/** Every value that a document comes to, as far as it says one: its customer gateway only where there is one. Pure. */
export function askedSettings(document: TencentConnection, facts: Facts): Settings {
	const site = siteGatewayOf(document, facts)?.id ?? (document.site.kind === 'existing' ? document.site.id : '');
	return settingsOf(plainParameters(connectionRequest(document, site, endsOf(document, facts))));
}

import {cloudName} from '../../clouds/registry.ts';
import {type Asked, askedOf} from '../answers/asked.ts';
import {accountInShort} from '../screens/accounts/accounts.ts';
import {
	gatewayOffer,
	gatewayRows,
	type ListKind,
	preferredGateway,
	preferredMode,
	preferredSite,
	regionRows,
	routingRows,
	siteRows,
	vpcRows,
} from '../steps/rows.ts';
import {cursorRow, emptyList, type ListView, type Row, row, withRows} from './list.ts';
import {viewOf} from './list-view.ts';
import {slotOf} from './loads.ts';
import type {List} from './screen.ts';
import {placeOf, type WizardState} from './state.ts';

/** A list on the way: what kind, under which key its view is kept, and what has to be read for it. */
export interface ListOnScreen extends Pick<List, 'key' | 'readings' | 'needsAll'> {
	readonly kind: ListKind;
}

/** The list that the step on the screen shows, or undefined where it shows none. */
export function listOnScreen(state: WizardState): ListOnScreen | undefined {
	const {screen} = state;
	return screen.name === 'step' ? stepList(screen.step, askedOf(state)) : undefined;
}

function stepList(step: string, asked: Asked): ListOnScreen | undefined {
	const {cloud, answers} = asked;
	const region = answers.region ?? '';
	const place = placeOf(cloud, region);
	switch (step) {
		case 'cloud':
			return {kind: 'cloud', key: 'cloud', readings: []};
		case 'region':
			return {kind: 'region', key: `region ${cloud}`, readings: [{what: 'regions', cloud}]};
		case 'gateway':
			return {kind: 'gateway', key: `gateway ${place}`, readings: [{what: 'gateways', cloud, region}]};
		case 'gateway-vpc':
			return {kind: 'vpc', key: `vpc ${place}`, readings: [{what: 'vpcs', cloud, region}]};
		case 'site':
			return {
				kind: 'site',
				key: `site ${place}`,
				readings: [
					{what: 'sites', cloud, region},
					{what: 'connections', cloud, region},
				],
			};
		case 'routing':
			return {kind: 'routing', key: `routing ${cloud}`, readings: []};
		default:
			return undefined;
	}
}

/** The state with the rows of the list on the screen made anew from what is known; cursor and filter stay. */
export function refreshList(state: WizardState): WizardState {
	const list = listOnScreen(state);
	if (!list) return state;
	const view = state.lists[list.key] ?? emptyList;
	const {rows, preferred} = contentOf(state, list);
	return {...state, lists: {...state.lists, [list.key]: withRows(view, rows, preferred)}};
}

/** The list on the screen as it is opened: a cursor that stands on what can't be chosen goes to what can. Opened, it goes where the keys say. */
export function openList(state: WizardState): WizardState {
	const refreshed = refreshList(state);
	const list = listOnScreen(refreshed);
	const view = list && viewOf(refreshed, list);
	if (!list || !view || cursorRow(view)?.selectable !== false) return refreshed;
	return refreshList({...refreshed, lists: {...refreshed.lists, [list.key]: {...view, touched: false}}});
}

/** The list on the screen while a filter narrows it: the first Esc takes the filter off. */
export function filteredList(state: WizardState): {readonly key: string; readonly view: ListView} | undefined {
	const list = listOnScreen(state);
	const view = list && viewOf(state, list);
	return view && view.filter !== '' ? {key: list.key, view} : undefined;
}

/** The row under the cursor of the list on the screen; undefined where there is no list, or nothing in it. */
export function rowHere(state: WizardState): Row | undefined {
	const list = listOnScreen(state);
	return list && cursorRow(viewOf(state, list));
}

interface Content {
	readonly rows: readonly Row[];
	readonly preferred: string | undefined;
}

function contentOf(state: WizardState, list: ListOnScreen): Content {
	const asked = askedOf(state);
	const {answers} = asked;
	const region = answers.region ?? '';
	switch (list.kind) {
		case 'cloud':
			return {
				rows: (['aws', 'tencent'] as const).map(cloud => row(cloud, [cloudName(cloud), accountInShort(state, cloud)])),
				preferred: state.answers.cloud,
			};
		case 'region': {
			const regions = state.data.regions[asked.cloud] ?? [];
			const home = answers.region ?? state.options.regions[asked.cloud];
			const preferred = regions.some(({id}) => id === home) ? home : regions.find(({selectable}) => selectable)?.id;
			return {rows: regionRows(regions), preferred};
		}
		case 'gateway': {
			const gateways = asked.gateways ?? [];
			const picked = answers.gateways[region];
			const id = picked && 'id' in picked ? picked.id : gatewayOffer(picked?.kind);
			const rows = gatewayRows(gateways, asked.cloud);
			const known = rows.some(own => own.id === id);
			return {rows: asked.gateways ? rows : [], preferred: known ? id : preferredGateway(gateways, asked.cloud)};
		}
		case 'vpc': {
			const vpcs = asked.vpcs ?? [];
			return {rows: vpcRows(vpcs), preferred: answers.vpcs[region] ?? vpcs.find(({selectable}) => selectable)?.id};
		}
		case 'site': {
			const connections = state.loads[slotOf({what: 'connections', cloud: asked.cloud, region})];
			// which of them are free is known only with the connections; read again, the rows stay under the cursor
			const isFirst = asked.connections === undefined && connections?.status === 'loading';
			if (!asked.sites || isFirst) return {rows: [], preferred: undefined};
			const picked = answers.sites[region];
			const id = picked?.kind === 'new' ? 'new' : picked?.id;
			const known = id === 'new' || asked.sites.some(site => site.id === id);
			return {rows: siteRows(asked.sites, asked), preferred: known ? id : preferredSite(asked.sites, asked)};
		}
		case 'routing':
			return {rows: routingRows(asked), preferred: answers.mode ?? preferredMode(asked)};
	}
}

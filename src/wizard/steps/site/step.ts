import type {SiteGateway} from '../../../clouds/contract/cloud.ts';
import {writePath} from '../../../connection/document-path.ts';
import {inRegion, type SitePick, withInRegion} from '../../answers/answers.ts';
import {type Asked, askedOf} from '../../answers/asked.ts';
import {column, derived, type Row, row} from '../../core/list.ts';
import {loadOf, placeKey} from '../../core/loads.ts';
import {turn} from '../../core/state.ts';
import {choiceRow, known, notIn} from '../in-list.ts';
import {whyNoModeOf} from '../routing/step.ts';
import type {Step} from '../steps.ts';

const describeNew = 'new';

export const siteStep: Step = {
	id: 'site',
	title: 'site gateway',
	label: 'Site gateway',
	kind: 'list',
	question: () => 'Which device ends it at the site?',
	help: () =>
		'A customer gateway is the cloud’s record of your device: its public address and ASN. One without a tunnel to this gateway yet is chosen first.',
	paths: ['site'],
	missing({cloud, answers, sites}, state) {
		const {region = ''} = answers;
		const picked = answers.sites[region];
		if (picked?.kind === 'new') return undefined;
		return notIn(picked?.id, known(state, {what: 'sites', cloud, region}, sites), 'site gateway');
	},
	toDocument(draft, answers) {
		const picked = inRegion(answers, answers.sites);
		const before = draft.site?.kind === 'new' ? draft.site : {kind: 'new', name: '', address: ''};
		writePath(draft, 'site', picked?.kind === 'new' ? before : picked && {...picked});
	},
	fromDocument: ({region = '', site}) => (site ? {sites: {[region]: site.kind === 'new' ? {kind: 'new'} : site}} : {}),
	says({answers, site}) {
		const picked = answers.sites[answers.region ?? ''];
		if (picked?.kind === 'new') return 'a new one';
		const asn = site?.asn === undefined ? '' : `ASN ${site.asn}`;
		return [picked?.id, site?.name, site?.address, asn].filter(Boolean).join(' · ');
	},
	list: {
		columns: [
			column('ID', 0, 14, 26),
			column('NAME', 0, 10, 22),
			column('ADDRESS', 1, 15, 40),
			column('ASN', 3, 10, 10),
			column('TUNNELS', 2, 14, 44),
		],
		what: 'site gateways',
		key: ({cloud, answers: {region = ''}}) => `site ${placeKey(cloud, region)}`,
		readings: ({cloud, answers: {region = ''}}) => [
			{what: 'sites', cloud, region},
			{what: 'connections', cloud, region},
		],
		content: derived(state => {
			const asked = askedOf(state);
			const {cloud, answers, sites, connections} = asked;
			const {region = ''} = answers;
			// which of them are free is known only with the connections; read again, the rows stay under the cursor
			const isFirst =
				connections === undefined && loadOf(state, {what: 'connections', cloud, region})?.status === 'loading';
			if (!sites || isFirst) return {rows: []};
			const picked = answers.sites[region];
			const id = picked?.kind === 'new' ? describeNew : picked?.id;
			const isKnown = id === describeNew || sites.some(site => site.id === id);
			return {rows: siteRows(sites, asked), preferred: isKnown ? id : preferredSite(sites, asked)};
		}),
		isAnswered: ({region = '', sites}) => sites[region] !== undefined,
		answer(state, rowId) {
			const picked: SitePick = rowId === describeNew ? {kind: 'new'} : {kind: 'existing', id: rowId};
			return turn({...state, answers: withInRegion(state.answers, 'sites', picked)});
		},
	},
};

function siteRows(sites: readonly SiteGateway[], asked: Asked): readonly Row[] {
	const joined = joinedSites(asked);
	const usable = usableSites(asked);
	const offer = row(describeNew, ['+ describe a new one', 'address, ASN and name of your device'], {
		offer: true,
	});
	return [
		...sites.map(usable).map(site => {
			const connection = joined.get(site.id);
			const tunnels = connection ? `has ${connection} to this gateway` : '';
			return choiceRow(
				[site.id, site.name, site.address, site.asn === undefined ? '' : String(site.asn), tunnels],
				site,
			);
		}),
		offer,
	];
}

/** The site gateway to begin with: an existing one that leaves a mode and has no tunnel to the chosen gateway yet, else a new one. */
function preferredSite(sites: readonly SiteGateway[], asked: Asked): string {
	const joined = joinedSites(asked);
	const free = sites.map(usableSites(asked)).filter(site => site.selectable && !joined.has(site.id));
	const differs = free.find(site => site.asn === undefined || site.asn !== asked.gateway?.asn);
	return (differs ?? free[0])?.id ?? describeNew;
}

/** A site gateway that leaves no routing mode is blocked where it is listed, not two steps later. */
function usableSites(asked: Asked): (site: SiteGateway) => SiteGateway {
	const whyNoMode = whyNoModeOf(asked);
	return site => {
		const reason = site.selectable ? whyNoMode(site) : undefined;
		return reason === undefined ? site : {...site, selectable: false, reason};
	};
}

function joinedSites(asked: Asked): ReadonlyMap<string, string> {
	const chosen = asked.answers.gateways[asked.answers.region ?? ''];
	const gatewayId = chosen && 'id' in chosen ? chosen.id : undefined;
	return new Map(
		(asked.connections ?? [])
			.filter(connection => gatewayId !== undefined && connection.cloudGatewayId === gatewayId)
			.map(connection => [connection.siteGatewayId ?? '', connection.name || connection.id]),
	);
}

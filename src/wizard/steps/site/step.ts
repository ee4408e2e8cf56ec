import {writePath} from '../../../connection/document-path.ts';
import {inRegion, type SitePick} from '../../answers/answers.ts';
import {askedOf} from '../../answers/asked.ts';
import {withCloudAnswers} from '../../answers/with-cloud-answers.ts';
import {derived} from '../../core/derived.ts';
import {column} from '../../core/list-column.ts';
import {loadOf} from '../../core/loads.ts';
import {placeKey} from '../../core/state.ts';
import {turn} from '../../core/turn.ts';
import {known, notIn} from '../in-list.ts';
import type {Step} from '../step.ts';
import {describeNew, preferredSite, siteRows} from './rows.ts';

export const siteStep: Step = {
	id: 'site',
	title: 'site gateway',
	label: 'Site gateway',
	kind: 'list',
	question: () => 'Which device ends it at the site?',
	help: () =>
		'A customer gateway is the cloud’s record of your device: its public address and ASN. One without a tunnel to this gateway yet is chosen first.',
	when: () => true,
	paths: ['site'],
	fields: [],
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
			const answers = withCloudAnswers(state.answers, own => ({
				...own,
				sites: {...own.sites, [own.region ?? '']: picked},
			}));
			return turn({...state, answers});
		},
	},
};

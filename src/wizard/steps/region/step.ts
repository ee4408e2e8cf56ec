import type {Region} from '../../../clouds/contract/cloud.ts';
import {cloudName} from '../../../clouds/registry.ts';
import {writePath} from '../../../connection/document-path.ts';
import {withCloudAnswers} from '../../answers/answers.ts';
import {askedOf} from '../../answers/asked.ts';
import {column, derived, type Row} from '../../core/list.ts';
import {readingsOf, wantAll} from '../../core/loads.ts';
import {choiceRow, known, notIn} from '../in-list.ts';
import type {Step} from '../steps.ts';

const regionColumns = [column('REGION', 0, 14, 24), column('WHERE', 1, 10, 40), column('NOTE', 2, 20, 60)];

export const regionStep: Step = {
	id: 'region',
	title: 'region',
	label: 'Region',
	kind: 'list',
	question: ({cloud}) => `Which region of ${cloudName(cloud)}?`,
	help: () =>
		'The region that holds the network to be joined. A region that is not enabled for the account can’t be chosen.',
	when: ({edits}) => edits === undefined,
	reads: 'account',
	paths: ['region'],
	missing: ({cloud, answers}, state) =>
		notIn(answers.region, known(state, {what: 'regions', cloud}, state.data.regions[cloud]), 'region'),
	toDocument: (draft, {region}) => writePath(draft, 'region', region),
	fromDocument: ({region}) => (region === undefined ? {} : {region}),
	says({cloud, answers: {region = ''}}, {data}) {
		return [region, data.regions[cloud]?.find(({id}) => id === region)?.name].filter(Boolean).join(' · ');
	},
	list: {
		columns: regionColumns,
		what: 'regions',
		key: ({cloud}) => `region ${cloud}`,
		readings: ({cloud}) => [{what: 'regions', cloud}],
		content: derived(state => {
			const {cloud, answers} = askedOf(state);
			const regions = state.data.regions[cloud] ?? [];
			const home = answers.region ?? state.options.regions[cloud];
			const preferred = regions.find(({id}) => id === home) ?? regions.find(({selectable}) => selectable);
			return {rows: regionRows(regions), preferred: preferred?.id};
		}),
		isAnswered: ({region}) => region !== undefined,
		answer(state, region) {
			const {cloud} = state.answers;
			const answers = withCloudAnswers(state.answers, own => ({...own, region}));
			return wantAll({...state, answers}, cloud ? readingsOf(cloud, region) : []);
		},
	},
};

export function regionRows(regions: readonly Region[]): readonly Row[] {
	return regions.map(region => choiceRow([region.id, region.name, region.note ?? ''], region, region.aliases));
}

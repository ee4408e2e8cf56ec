import {answersOf} from '../../answers/answers.ts';
import {derived} from '../../core/list.ts';
import {listScreen, reloadKey} from '../../core/list-screen.ts';
import {want} from '../../core/loads.ts';
import type {List} from '../../core/screen.ts';
import {atScreen, turn, type WizardState} from '../../core/state.ts';
import {regionColumns, regionRows} from '../../steps/region/step.ts';
import {watchRegionOf} from './watch-region.ts';

const here = (state: WizardState) => atScreen(state, 'watch-region');

const content = derived(state => {
	const {cloud} = here(state);
	const regions = state.data.regions[cloud] ?? [];
	const looked = watchRegionOf(state, cloud);
	const preferred = regions.find(({id}) => id === looked) ?? regions.find(({selectable}) => selectable);
	return {rows: regionRows(regions), preferred: preferred?.id};
});

function list(state: WizardState): List {
	const {cloud} = here(state);
	return {
		key: `watch-region ${cloud}`,
		cloud,
		columns: regionColumns,
		readings: [{what: 'regions', cloud}],
		question: 'Which region’s connections?',
		help: '',
		empty: 'No region is known: ctrl-r reads them again',
		what: 'regions',
		content,
		choose(now, {id: region}) {
			const watchRegions = {...now.watchRegions, [cloud]: region};
			return want({...now, watchRegions, screen: {name: 'watch'}}, {what: 'status', cloud, region});
		},
	};
}

/** The region of a cloud whose connections are listed. */
export const watchRegionScreen = listScreen({
	list,
	keys: state => [reloadKey(list(state))],
	back: state => turn({...state, screen: {name: 'watch'}}),
	about: () => ['Connections that exist. Choose one to watch its tunnels.'],
	place(state) {
		const {cloud} = here(state);
		return {cloud, region: answersOf(state.answers, cloud).region};
	},
});

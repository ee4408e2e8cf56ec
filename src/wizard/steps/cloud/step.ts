import {cloudIds, cloudName, isCloud} from '../../../clouds/registry.ts';
import {column, derived, row} from '../../core/list.ts';
import {wantAll} from '../../core/loads.ts';
import {turn} from '../../core/state.ts';
import {accountInShort} from '../../screens/accounts/accounts.ts';
import {accountKey} from '../../screens/accounts/open.ts';
import type {Step} from '../steps.ts';

export const cloudStep: Step = {
	id: 'cloud',
	title: 'cloud',
	label: 'Cloud',
	kind: 'list',
	question: () => 'Which cloud do you join the site to?',
	help: () => 'Nothing is made before you have read a dry run and confirmed it.',
	when: ({edits}) => edits === undefined,
	reads: 'nothing',
	paths: ['cloud'],
	says: ({cloud}, {answers}) => (answers.cloud ? cloudName(cloud) : ''),
	missing: (_, {answers}) => (answers.cloud ? undefined : 'choose a cloud'),
	list: {
		columns: [column('CLOUD', 0, 13, 20), column('SIGNED IN WITH', 1, 20, 60)],
		ofAllClouds: true,
		key: () => 'cloud',
		readings: () => [],
		content: derived(state => ({
			rows: cloudIds().map(cloud => row(cloud, [cloudName(cloud), accountInShort(state, cloud)])),
			preferred: state.answers.cloud,
		})),
		keys: here => [accountKey(here && isCloud(here.id) ? here.id : undefined)],
		// before it is answered nothing is asked of a cloud
		isAnswered: () => false,
		answer(state, cloud) {
			if (!isCloud(cloud)) return turn(state);
			return wantAll({...state, answers: {...state.answers, cloud}}, [
				{what: 'identity', cloud},
				{what: 'regions', cloud},
			]);
		},
	},
};

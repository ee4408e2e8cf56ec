import {noAnswers} from '../answers/answers.ts';
import {listOf} from '../screens/registry.ts';
import {withFreshRows} from './list.ts';
import type {Size, WizardOptions, WizardState} from './state.ts';

/** The wizard as it stands on the first frame. */
export function initialState(options: WizardOptions, size: Size): WizardState {
	const state: WizardState = {
		options,
		size,
		screen: {name: 'home'},
		answers: noAnswers,
		typedKeys: {},
		place: undefined,
		keptAnswers: undefined,
		givenAnswers: undefined,
		signIns: {},
		data: {
			identities: {},
			regions: {},
			gateways: {},
			sites: {},
			connections: {},
			vpcs: {},
			statuses: {},
			routeTables: {},
			facts: undefined,
		},
		loads: {},
		lastRequest: 0,
		awaited: {},
		lists: {},
		form: {focus: '', cursor: 0, box: 0, revealed: false},
		pairs: {row: 0, side: 'cloudSide', cursor: 0, removed: undefined, offered: []},
		option: {row: '', editing: undefined},
		findings: [],
		blocked: undefined,
		chosen: undefined,
		editing: false,
		reviewed: false,
		help: undefined,
		goTo: undefined,
		prompt: undefined,
		notice: undefined,
		profiles: undefined,
		runs: undefined,
		drafts: [],
		watchRegions: {},
		watchMarks: [],
		factsKey: '',
		now: 0,
		models: {},
		leaving: false,
	};
	const list = listOf(state);
	return list ? withFreshRows(state, list) : state;
}

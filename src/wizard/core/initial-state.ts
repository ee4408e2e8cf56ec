import {listOf} from '../screens/registry.ts';
import {withFreshRows} from './list.ts';
import {nothingAsked, type Size, type WizardOptions, type WizardState} from './state.ts';

/** The wizard as it stands on the first frame. */
export function initialState(options: WizardOptions, size: Size): WizardState {
	const state: WizardState = {
		options,
		size,
		screen: {name: options.watch ? 'watch' : 'home'},
		...nothingAsked,
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
		blocked: undefined,
		chosen: undefined,
		help: undefined,
		goTo: undefined,
		prompt: undefined,
		notice: undefined,
		profiles: undefined,
		runs: undefined,
		drafts: [],
		now: 0,
		models: {},
		leaving: false,
	};
	const list = listOf(state);
	return list ? withFreshRows(state, list) : state;
}

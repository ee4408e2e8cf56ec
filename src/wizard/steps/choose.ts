import type {CloudGateway, CloudId} from '../../clouds/contract/cloud.ts';
import type {RoutingMode} from '../../connection/document.ts';
import type {CloudAnswers, GatewayPick} from '../answers/answers.ts';
import {askedOf} from '../answers/asked.ts';
import type {Effect} from '../core/effect.ts';
import {withLate} from '../core/late.ts';
import {openPanel} from '../core/late-intents.ts';
import {leave} from '../core/leave.ts';
import {cursorRow, type Row, whyNotRow} from '../core/list.ts';
import {listLoad, viewOf} from '../core/list-view.ts';
import type {ListOnScreen} from '../core/lists.ts';
import {stillLoading, want, wantPlace} from '../core/loads.ts';
import type {WizardState} from '../core/state.ts';
import {openDelete} from '../core/undo-late.ts';
import {openAccounts, pickAccount} from '../screens/accounts/accounts.ts';
import {continueNewest, openNew} from '../screens/drafts/drafts.ts';
import {lookAgain} from '../screens/watch/watch-list.ts';
import {markedToWatch} from '../screens/watch/watch-marks.ts';
import {withCloudAnswers} from './flow.ts';
import {backAtList, goOn, openHome} from './move.ts';
import {describeNew, makeGateway, noGateway} from './rows.ts';

/** Enter on a list: the row is chosen, or it is said why it can't be. */
export function choose(state: WizardState, list: ListOnScreen, effects: Effect[]): WizardState {
	const row = cursorRow(viewOf(state, list));
	const load = listLoad(state, list);
	if (!row) {
		if (load?.status === 'error')
			return list.readings.reduce((asked, reading) => want(asked, reading, effects, true), state);
		return {
			...state,
			notice: load?.status === 'loading' ? stillLoading : {tone: 'look', text: 'nothing to choose here'},
		};
	}

	if (!row.selectable) return say(state, whyNotRow(row));
	const {screen} = state;
	switch (screen.name) {
		case 'home':
			return chooseAtHome(state, row, effects);
		case 'step':
			return {...answer(state, screen.step, row, effects), chosen: {step: screen.step, editing: state.editing}};
		case 'profiles':
			effects.push({type: 'load-profile', name: row.id});
			return state;
		case 'watch':
			return chooseToWatch(state, row, effects);
		case 'accounts': {
			const chosen = pickAccount(state, screen.cloud, row.id, effects);
			return screen.from === 'home'
				? {...openHome(chosen), notice: chosen.notice}
				: backAtList(chosen, screen.from, effects);
		}

		case 'runs': {
			const run = state.runs?.find(({id}) => id === row.id);
			if (run?.deletes) return openDelete(state, {runId: run.id, ...(run.about ?? {name: run.title})}, effects);
			const request = state.lastRequest + 1;
			effects.push({type: 'open-run', request, runId: row.id});
			return {...state, lastRequest: request, late: {...state.late, requests: {...state.late.requests, run: request}}};
		}

		case 'watch-region': {
			const watchRegions = {...state.watchRegions, [screen.cloud]: row.id};
			const moved: WizardState = {...state, watchRegions, screen: {name: 'watch'}};
			return want(moved, {what: 'status', cloud: screen.cloud, region: row.id}, effects);
		}
		default:
			return state;
	}
}

function say(state: WizardState, text: string): WizardState {
	return {...state, notice: {tone: 'look', text}, blocked: {field: '', message: text}};
}

function chooseAtHome(state: WizardState, row: Row, effects: Effect[]): WizardState {
	switch (row.id) {
		case 'new':
			return openNew(state.late.run?.phase === 'finished' ? withLate(state, {run: undefined}) : state, effects);
		case 'draft':
			return continueNewest(state, effects);
		case 'drafts':
			effects.push({type: 'list-drafts'});
			return {...state, screen: {name: 'drafts'}};
		case 'profiles':
			effects.push({type: 'list-profiles'});
			return {...state, screen: {name: 'profiles'}};
		case 'watch':
			return lookAgain({...state, screen: {name: 'watch'}}, effects);
		case 'account aws':
			return openAccounts(state, 'aws');
		case 'account tencent':
			return openAccounts(state, 'tencent');
		case 'sandbox':
			return leave(state, 0, effects, [], true);
		case 'runs':
			effects.push({type: 'list-runs'});
			return {...state, screen: {name: 'runs'}};
		default:
			return state;
	}
}

function chooseToWatch(state: WizardState, row: Row, effects: Effect[]): WizardState {
	const [cloud, region = '', id = ''] = row.id.split(' ');
	if (cloud === 'region' && isCloud(region)) {
		const moved: WizardState = {...state, screen: {name: 'watch-region', cloud: region}};
		return want(moved, {what: 'regions', cloud: region}, effects);
	}

	if (!isCloud(cloud)) return state;
	const marked = id === '' ? undefined : markedToWatch(state);
	return openPanel(state, marked ?? {cloud, region, ids: [id].filter(Boolean)}, effects, 'watch');
}

function isCloud(text: string | undefined): text is CloudId {
	return text === 'aws' || text === 'tencent';
}

function answer(
	state: WizardState,
	step: Extract<WizardState['screen'], {name: 'step'}>['step'],
	row: Row,
	effects: Effect[],
): WizardState {
	if (step === 'cloud') {
		if (!isCloud(row.id)) return state;
		const answers = {...state.answers, cloud: row.id};
		const asked = want(
			want({...state, answers}, {what: 'identity', cloud: row.id}, effects),
			{what: 'regions', cloud: row.id},
			effects,
		);
		return goOn(state, asked, step, effects);
	}

	const answers = withCloudAnswers(state.answers, cloud => answered(cloud, step, row, state));
	const placed: WizardState = {...state, answers};
	const {cloud} = state.answers;
	return goOn(state, step === 'region' && cloud ? wantPlace(placed, cloud, row.id, effects) : placed, step, effects);
}

function answered(cloud: CloudAnswers, step: string, row: Row, state: WizardState): CloudAnswers {
	const region = cloud.region ?? '';
	switch (step) {
		case 'region':
			return {...cloud, region: row.id};
		case 'gateway-vpc':
			return {...cloud, vpcs: {...cloud.vpcs, [region]: row.id}};
		case 'gateway': {
			if (row.id === makeGateway) return {...cloud, gateways: {...cloud.gateways, [region]: {kind: 'new-vgw'}}};
			if (row.id === noGateway) return {...cloud, gateways: {...cloud.gateways, [region]: {kind: 'none'}}};
			const gateway = askedOf(state).gateways?.find(({id}) => id === row.id);
			const picked = gateway && pickOf(gateway);
			return picked ? {...cloud, gateways: {...cloud.gateways, [region]: picked}} : cloud;
		}
		case 'site':
			return {
				...cloud,
				sites: {...cloud.sites, [region]: row.id === describeNew ? {kind: 'new'} : {kind: 'existing', id: row.id}},
			};
		case 'routing':
			return isMode(row.id) ? {...cloud, mode: row.id} : cloud;
		default:
			return cloud;
	}
}

/** A listed gateway as the document names it. */
export function pickOf(gateway: CloudGateway): GatewayPick {
	switch (gateway.kind) {
		case 'vpc':
			return {kind: 'vpc', id: gateway.id, vpcId: gateway.vpcId ?? ''};
		default:
			return {kind: gateway.kind, id: gateway.id};
	}
}

function isMode(text: string): text is RoutingMode {
	return text === 'bgp' || text === 'static' || text === 'policy';
}

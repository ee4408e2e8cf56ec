import type {CloudGateway, CloudId} from '../../clouds/contract/cloud.ts';
import type {RoutingMode} from '../../connection/document.ts';
import type {CloudAnswers, GatewayPick} from '../answers/answers.ts';
import {askedOf} from '../answers/asked.ts';
import {withLate} from '../core/late-state.ts';
import {leave} from '../core/leave.ts';
import {cursorRow, type Row, whyNotRow} from '../core/list.ts';
import {listLoad, viewOf} from '../core/list-view.ts';
import type {ListOnScreen} from '../core/lists.ts';
import {readingsOf, stillLoading, want, wantAll} from '../core/loads.ts';
import type {WizardState} from '../core/state.ts';
import {andChange, andThen, type Turn, turn} from '../core/turn.ts';
import {openAccounts, pickAccount} from '../screens/accounts/accounts.ts';
import {continueNewest, openNew} from '../screens/drafts/drafts.ts';
import {openPanel} from '../screens/panel/open.ts';
import {openDelete} from '../screens/undo/open.ts';
import {lookAgain} from '../screens/watch/watch-list.ts';
import {markedToWatch} from '../screens/watch/watch-marks.ts';
import {withCloudAnswers} from './flow.ts';
import {backAtList, goOn, openHome} from './move.ts';
import {describeNew, makeGateway, noGateway} from './rows.ts';
import type {StepId} from './steps.ts';

/** Enter on a list: the row is chosen, or it is said why it can't be. */
export function choose(state: WizardState, list: ListOnScreen): Turn {
	const row = cursorRow(viewOf(state, list));
	const load = listLoad(state, list);
	if (!row) {
		if (load?.status === 'error') return wantAll(state, list.readings, true);
		const isReading = load?.status === 'loading';
		return turn({...state, notice: isReading ? stillLoading : {tone: 'look', text: 'nothing to choose here'}});
	}

	if (!row.selectable) {
		const message = whyNotRow(row);
		return turn({...state, notice: {tone: 'look', text: message}, blocked: {field: '', message}});
	}

	const {screen} = state;
	switch (screen.name) {
		case 'home':
			return chooseAtHome(state, row);
		case 'step': {
			const chosen = {step: screen.step, editing: state.editing};
			return andChange(answer(state, screen.step, row), now => ({...now, chosen}));
		}

		case 'profiles':
			return turn(state, {type: 'load-profile', name: row.id});
		case 'watch':
			return chooseToWatch(state, row);
		case 'accounts': {
			const {from} = screen;
			return andThen(pickAccount(state, screen.cloud, row.id), picked =>
				from === 'home' ? turn({...openHome(picked), notice: picked.notice}) : backAtList(picked, from),
			);
		}

		case 'runs': {
			const run = state.runs?.find(({id}) => id === row.id);
			if (run?.deletes) return openDelete(state, {runId: run.id, ...(run.about ?? {name: run.title})});
			const request = state.lastRequest + 1;
			const late = {...state.late, requests: {...state.late.requests, run: request}};
			return turn({...state, lastRequest: request, late}, {type: 'open-run', request, runId: row.id});
		}

		case 'watch-region': {
			const watchRegions = {...state.watchRegions, [screen.cloud]: row.id};
			const moved: WizardState = {...state, watchRegions, screen: {name: 'watch'}};
			return want(moved, {what: 'status', cloud: screen.cloud, region: row.id});
		}
		default:
			return turn(state);
	}
}

function chooseAtHome(state: WizardState, row: Row): Turn {
	switch (row.id) {
		case 'new':
			return openNew(state.late.run?.phase === 'finished' ? withLate(state, {run: undefined}) : state);
		case 'draft':
			return continueNewest(state);
		case 'drafts':
			return turn({...state, screen: {name: 'drafts'}}, {type: 'list-drafts'});
		case 'profiles':
			return turn({...state, screen: {name: 'profiles'}}, {type: 'list-profiles'});
		case 'watch':
			return lookAgain({...state, screen: {name: 'watch'}});
		case 'account aws':
			return turn(openAccounts(state, 'aws'));
		case 'account tencent':
			return turn(openAccounts(state, 'tencent'));
		case 'sandbox':
			return leave(state, 0, [], true);
		case 'runs':
			return turn({...state, screen: {name: 'runs'}}, {type: 'list-runs'});
		default:
			return turn(state);
	}
}

function chooseToWatch(state: WizardState, row: Row): Turn {
	const [cloud, region = '', id = ''] = row.id.split(' ');
	if (cloud === 'region' && isCloud(region))
		return want({...state, screen: {name: 'watch-region', cloud: region}}, {what: 'regions', cloud: region});
	if (!isCloud(cloud)) return turn(state);
	const marked = id === '' ? undefined : markedToWatch(state);
	return openPanel(state, marked ?? {cloud, region, ids: [id].filter(Boolean)}, 'watch');
}

function isCloud(text: string | undefined): text is CloudId {
	return text === 'aws' || text === 'tencent';
}

function answer(state: WizardState, step: StepId, row: Row): Turn {
	if (step === 'cloud') {
		const cloud = row.id;
		if (!isCloud(cloud)) return turn(state);
		const picked = {...state, answers: {...state.answers, cloud}};
		const asked = wantAll(picked, [
			{what: 'identity', cloud},
			{what: 'regions', cloud},
		]);
		return andThen(asked, now => goOn(state, now, step));
	}

	const {cloud} = state.answers;
	const placed = {...state, answers: withCloudAnswers(state.answers, own => answered(own, step, row, state))};
	const read = wantAll(placed, step === 'region' && cloud ? readingsOf(cloud, row.id) : []);
	return andThen(read, now => goOn(state, now, step));
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

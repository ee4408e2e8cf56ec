import type {CloudGateway, CloudId} from '../../clouds/contract/cloud.ts';
import type {RoutingMode} from '../../connection/document.ts';
import type {CloudAnswers, GatewayPick} from '../answers/answers.ts';
import {askedOf} from '../answers/asked.ts';
import {cursorRow, type Row, whyNotRow} from '../core/list.ts';
import {listLoad, viewOf} from '../core/list-view.ts';
import type {ListOnScreen} from '../core/lists.ts';
import {readingsOf, stillLoading, wantAll} from '../core/loads.ts';
import type {WizardState} from '../core/state.ts';
import {andChange, andThen, type Turn, turn} from '../core/turn.ts';
import {withCloudAnswers} from './flow.ts';
import {goOn} from './move.ts';
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
	if (screen.name !== 'step') return turn(state);
	const chosen = {step: screen.step, editing: state.editing};
	return andChange(answer(state, screen.step, row), now => ({...now, chosen}));
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

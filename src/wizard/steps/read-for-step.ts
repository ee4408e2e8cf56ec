import type {CloudGateway} from '../../clouds/contract/cloud.ts';
import type {Reading} from '../../session/read.ts';
import {askedOf} from '../answers/asked.ts';
import {mayHaveTables, newGatewayOf} from '../answers/new-gateway.ts';
import {readingsOf, wantAll} from '../core/loads.ts';
import {andThen, placeShown, type Turn, turn, type WizardState} from '../core/state.ts';
import {type Step, type StepId, stepOf} from './steps.ts';

/** Reads what a step asks about. */
export function readForStep(state: WizardState, id: StepId): Turn {
	return read(state, stepOf(id).reads);
}

/**
 * Reads all that the answers refer to.
 * @param again also what was read before: something may have been made or taken away since
 */
export function readAll(state: WizardState, again = false): Turn {
	return read(state, undefined, again);
}

function read(state: WizardState, what: Step['reads'], again = false): Turn {
	const {cloud, answers, gateway} = askedOf(state);
	const {region} = answers;
	if (!state.answers.cloud || what === 'nothing') return turn(state);
	const known = wantAll(state, [
		{what: 'identity', cloud},
		{what: 'regions', cloud},
	]);
	if (region === undefined || what === 'account') return known;
	const isNew = newGatewayOf(cloud, answers);
	const readings: readonly Reading[] = [
		...readingsOf(cloud, region),
		...(isNew ? [{what: 'vpcs', cloud, region} as const] : []),
		...tablesOf(state, gateway),
	];
	return andThen(known, now => wantAll(now, readings, again));
}

/** What can be asked for only once the gateway is known: of a draft that is gone on with, that is some time after its step was opened. */
export function readFurther(state: WizardState): Turn {
	return wantAll(state, placeShown(state) === undefined ? [] : tablesOf(state, askedOf(state).gateway));
}

/** The route tables of a gateway that has a network. */
function tablesOf(state: WizardState, gateway: CloudGateway | undefined): readonly Reading[] {
	const {cloud, answers} = askedOf(state);
	const {region} = answers;
	if (region === undefined || gateway?.vpcId === undefined || !mayHaveTables(cloud, gateway.kind)) return [];
	return [{what: 'routeTables', cloud, region, vpcId: gateway.vpcId}];
}

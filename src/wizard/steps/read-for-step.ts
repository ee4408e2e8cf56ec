import type {CloudGateway} from '../../clouds/contract/cloud.ts';
import {askedOf} from '../answers/asked.ts';
import {mayHaveTables, newGatewayOf} from '../answers/new-gateway.ts';
import type {Reading} from '../core/effect.ts';
import {readingsOf, wantAll} from '../core/loads.ts';
import {andThen, placeShown, type Turn, turn, type WizardState} from '../core/state.ts';
import type {StepId} from './steps.ts';

/**
 * Reads what a step asks about.
 * @param again reads it also where it was read before: something may have been made or taken away since
 */
export function readForStep(state: WizardState, id: StepId, again = false): Turn {
	const {cloud, answers, gateway} = askedOf(state);
	const {region} = answers;
	if (!state.answers.cloud || id === 'cloud') return turn(state);
	const known = wantAll(state, [
		{what: 'identity', cloud},
		{what: 'regions', cloud},
	]);
	if (region === undefined || id === 'region') return known;
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

/** Reads again what of the form on the screen could not be read. */
export function readTablesAgain(state: WizardState): Turn {
	const here = placeShown(state);
	return here === undefined ? turn(state) : readForStep(state, here);
}

/** The route tables of a gateway that has a network. */
function tablesOf(state: WizardState, gateway: CloudGateway | undefined): readonly Reading[] {
	const {cloud, answers} = askedOf(state);
	const {region} = answers;
	if (region === undefined || gateway?.vpcId === undefined || !mayHaveTables(cloud, gateway.kind)) return [];
	return [{what: 'routeTables', cloud, region, vpcId: gateway.vpcId}];
}

/** Reads anew all that the answers refer to: something may have been made or taken away since it was read. */
export function readAnew(state: WizardState): Turn {
	return readForStep(state, 'name', true);
}

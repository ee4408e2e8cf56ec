import type {FleetChoice} from '../../../session/fleet-choice.ts';
import {filterList, viewOf, withView} from '../../core/list.ts';
import {wantAll} from '../../core/loads.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {choiceOf} from '../watch/chosen.ts';
import {fleet} from '../watch/fleet.ts';
import {regionReadings} from './rows.ts';

/** What is ticked, before it is watched. */
export const choosing = modelSlot<FleetChoice>('fleet-choice');

export const choiceList = {key: 'fleet-choice'} as const;

/** What is to be watched is chosen: it begins with what is watched now. */
export function openFleetChoice(before: WizardState): Turn {
	const choice = fleet.of(before)?.choice ?? choiceOf(before);
	const opened = choosing.put({...before, screen: {name: 'fleet-choice'}}, choice);
	const whole = withView(opened, choiceList, {
		...filterList(viewOf(opened, choiceList), ''),
		cursor: 0,
		touched: false,
	});
	return andThen(turn(whole), state => wantAll(state, regionReadings(state)));
}

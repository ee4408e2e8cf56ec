import {openingHandover, updateHandover} from '../screens/handover/handover.ts';
import type {HandoverHeard} from '../screens/handover/handover-event.ts';
import type {HandoverEvent, HandoverIntent, Result} from '../screens/handover/handover-model.ts';
import {writtenSummary} from '../screens/handover/handover-text.ts';
import {type PanelModel, panelSummary} from '../screens/panel/panel.ts';
import type {Effect} from './effect.ts';
import type {Key} from './key.ts';
import {withLate} from './late-state.ts';
import {leave} from './leave.ts';
import type {WizardState} from './state.ts';
import {pushInto} from './turn.ts';

/** The hand-over of the connection that is highlighted in the panel; the panel goes on watching behind it. */
export function openHandover(state: WizardState, panel: PanelModel, id: string, effects: Effect[]): WizardState {
	const connection = panel.rows.find(row => row.connection.id === id)?.connection;
	if (!connection) return state;
	const {cloud, region} = panel;
	const request = state.lastRequest + 1;
	const opened = openingHandover({
		place: {cloud, region, id},
		name: connection.name || id,
		sandbox: state.options.sandbox,
	});
	const begun = withLate(
		{...state, lastRequest: request, screen: {name: 'handover'}},
		{requests: {...state.late.requests, handover: request}},
	);
	return carriedOut(begun, opened, effects);
}

export function handoverKey(state: WizardState, key: Key, effects: Effect[]): WizardState {
	return turn(state, {type: 'key', key, page: Math.max(3, state.size.rows - 8)}, effects);
}

export function handoverPaste(state: WizardState, text: string, effects: Effect[]): WizardState {
	return turn(state, {type: 'paste', text}, effects);
}

/** Answers of an older hand-over are dropped by the caller. What was written is remembered for the end. */
export function hearHandover(state: WizardState, event: HandoverHeard, effects: Effect[]): WizardState {
	const heard = turn(state, {type: 'heard', event}, effects);
	if (event.heard !== 'written' || heard === state) return heard;
	return withLate(heard, {handedOver: [...heard.late.handedOver, event.written]});
}

function turn(state: WizardState, event: HandoverEvent, effects: Effect[]): WizardState {
	const {handover} = state.late;
	return handover ? carriedOut(state, updateHandover(handover, event), effects) : state;
}

function carriedOut(state: WizardState, {model, intents}: Result, effects: Effect[]): WizardState {
	return intents.reduce(
		(before, intent) => handoverIntent(before, intent, effects),
		withLate(state, {handover: model}),
	);
}

function handoverIntent(state: WizardState, intent: HandoverIntent, effects: Effect[]): WizardState {
	switch (intent.type) {
		case 'help':
			return {...state, help: {scroll: 0}};
		case 'want':
			effects.push({type: 'handover', request: state.late.requests.handover, wanted: intent.want});
			return state;
		case 'back':
			return {...withLate(state, {handover: undefined}), screen: {name: 'panel'}};
		case 'leave':
			return pushInto(effects, leave(state, 0, [...panelEnd(state), ...intent.summary]));
	}
}

/** What is said on leaving from the panel, or from the hand-over before it. */
export function panelEnd({late: {panel, handedOver}}: WizardState): readonly string[] {
	const watched = panel ? panelSummary(panel) : [];
	return handedOver.length === 0 ? watched : [...watched, '', ...writtenSummary(handedOver)];
}

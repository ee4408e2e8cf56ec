import type {Facts} from '../../clouds/contract/cloud.ts';
import {askedOf} from '../answers/asked.ts';
import {toDraft} from '../answers/draft.ts';
import {keptDraft} from '../answers/kept-draft.ts';
import {newGatewayOf} from '../answers/new-gateway.ts';
import {listOf} from '../screens/registry.ts';
import {typedKeysOf} from '../steps/security/key-from.ts';
import type {WizardEvent} from './event.ts';
import {withFreshRows} from './list.ts';
import {andChange, andThen, placeShown, type Turn, turn, type WizardState} from './state.ts';

/** What follows from every change, whatever made it: lists are refilled, the draft is kept, findings and facts are asked for again. */
export function follow(before: WizardState, changed: Turn, event: WizardEvent): Turn {
	if (changed.state.leaving) return changed;
	const listed = andChange(changed, now => withList(placed(now)));
	return andThen(
		andThen(listed, now => keep(before, now, event)),
		now => check(before, now, event),
	);
}

/** Findings depend on the answers and on what is known of the account, and so do the facts that a cloud is asked for. */
function check(before: WizardState, after: WizardState, event: WizardEvent): Turn {
	const differs =
		after.answers !== before.answers ||
		after.data !== before.data ||
		after.typedKeys !== before.typedKeys ||
		event.type === 'check-again';
	const draft = differs ? toDraft(after.answers) : undefined;
	if (!draft) return turn(after);
	const checking = {
		type: 'check',
		draft,
		facts: factsOf(after),
		keys: typedKeysOf(askedOf(after), after.typedKeys),
		...(after.answers.edits ? {edits: after.answers.edits} : {}),
	} as const;
	const factsKey = factsKeyOf(after);
	if (factsKey === '' || factsKey === after.factsKey) return turn(after, checking);
	return turn({...after, factsKey}, checking, {type: 'read-facts', key: factsKey, draft, ...edited(after)});
}

const edited = ({answers: {edits}}: WizardState) => (edits ? {edits: edits.id} : {});

/** Where one is on the way, for coming back to it from home or from the next start. */
function placed(state: WizardState): WizardState {
	const place = placeShown(state) ?? state.place;
	return place === state.place ? state : {...state, place};
}

/** The draft is kept with each step, and within a step once typing rests: nobody knows when a crash comes. */
function keep(before: WizardState, after: WizardState, event: WizardEvent): Turn {
	if (after.answers === after.keptAnswers) return turn(after);
	const isDue = after.place !== before.place || event.type === 'rested';
	if (!isDue && after.answers === before.answers) return turn(after);
	const kept = keptDraft(after);
	if (!kept) return turn(after);
	if (!isDue) return turn(after, {type: 'await-rest'});
	return turn({...after, keptAnswers: after.answers}, {type: 'save-draft', kept});
}

function withList(state: WizardState): WizardState {
	const list = listOf(state);
	return list ? withFreshRows(state, list) : state;
}

/** What the rules may look at: the lists as they were read, and over them what was read for just these answers. */
function factsOf(state: WizardState): Facts {
	const {gateway, site, sites, connections, routeTables} = askedOf(state);
	const read = state.data.facts?.key === factsKeyOf(state) ? state.data.facts.facts : {};
	return {
		// one that is to be made has no id yet, for the rules and the plan
		...(gateway ? {cloudGateway: gateway.state === 'to be made' ? {...gateway, id: ''} : gateway} : {}),
		...(site ? {siteGateway: site} : {}),
		...(sites ? {siteGateways: sites} : {}),
		...(connections ? {connections} : {}),
		...(routeTables ? {routeTables} : {}),
		...read,
	};
}

/** What the account is read for: only a change of these makes reading it again worth a call. '' while there is too little. */
function factsKeyOf(state: WizardState): string {
	const {cloud, answers} = askedOf(state);
	const region = answers.region;
	if (!state.answers.cloud || region === undefined) return '';
	const gateway = answers.gateways[region];
	const site = answers.sites[region];
	if (!gateway || !site) return '';
	const device = site.kind === 'new' ? [answers.texts['site.address'], answers.texts['site.asn']] : [site.id];
	const made = newGatewayOf(cloud, answers)
		? [answers.vpcs[region], answers.texts['gateway.name'], answers.texts['gateway.asn']]
		: [];
	return JSON.stringify([cloud, region, gateway, made, device, answers.mode, ...Object.values(edited(state))]);
}

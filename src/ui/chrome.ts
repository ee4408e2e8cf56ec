import {cloudName} from '../clouds/registry.ts';
import {askedOf} from '../wizard/answers/asked.ts';
import {contextOf, focusedField} from '../wizard/core/context.ts';
import {type Context, helpOf, hintsOf} from '../wizard/core/key-map.ts';
import * as shownKeys from '../wizard/core/keys.ts';
import {placeAsked} from '../wizard/core/place-asked.ts';
import type {Screen} from '../wizard/core/screen.ts';
import type {WizardState} from '../wizard/core/state.ts';
import {canTakeBack} from '../wizard/core/take-back.ts';
import {layerOnTop} from '../wizard/overlays/registry.ts';
import {screenOf} from '../wizard/screens/registry.ts';
import {reviewLines} from '../wizard/screens/review/review.ts';
import {grouped} from '../wizard/steps/account-words.ts';
import {wordsFor} from '../wizard/steps/fields.ts';
import {notAsked} from '../wizard/steps/flow.ts';
import {optionHere} from '../wizard/steps/options/option-edit.ts';
import {canPutBack} from '../wizard/steps/pairs/pairs-editor.ts';
import {findingsAt} from '../wizard/steps/placed-findings.ts';
import {type Standing, standings} from '../wizard/steps/standing.ts';
import type {StepId} from '../wizard/steps/step.ts';
import {places, stepOf} from '../wizard/steps/steps.ts';
import type {Hint, WayStep} from './parts/frame.tsx';
import type {Span} from './parts/line.tsx';
import type {SummaryEntry} from './parts/summary.tsx';

/** SANDBOX, or whose account and region this is: on every screen. */
export function bannerOf(state: WizardState): Span {
	const {sandbox} = state.options;
	const place = placeInWords(state);
	if (sandbox) return {text: ['SANDBOX', ...place].join(' · '), tone: 'look'};
	return {text: place.length > 0 ? place.join(' · ') : 'your own accounts', tone: 'strong'};
}

function placeInWords(state: WizardState): readonly string[] {
	const shown = screenOf(state);
	if (shown) return placeWords(state, shown.place?.(state));
	return placeWords(state, placeAsked(state));
}

function placeWords(state: WizardState, place: ReturnType<NonNullable<Screen['place']>>): readonly string[] {
	if (!place) return [];
	const {cloud, region} = place;
	const account = state.data.identities[cloud]?.account;
	return [cloudName(cloud), region ?? '', account ? grouped(account) : ''].filter(Boolean);
}

/** The way: the places that are behind, here and ahead. */
export function wayOf(state: WizardState): readonly WayStep[] {
	const {screen} = state;
	if (screen.name !== 'step' && screen.name !== 'review') return [];
	const here = screen.name === 'review' ? 'review' : stepOf(screen.step).title;
	const at = places.indexOf(here);
	const stand = standings(state);
	return places.map((title, index): WayStep => {
		if (index === at) return {title, state: 'now'};
		const standing = stand.get(title) ?? 'fine';
		// what is ahead and was not answered yet has nothing to be said of it
		const isAhead = title === 'review' || (index > at && !state.reviewed && standing === 'open');
		if (isAhead) return {title, state: 'later'};
		return {title, state: wayStates[standing]};
	});
}

const wayStates: Readonly<Record<Standing, WayStep['state']>> = {
	open: 'look',
	look: 'look',
	refused: 'refused',
	fine: 'done',
};

/** Which of the places this is, from 1. */
export function stepNumberOf(state: WizardState): {readonly now: number; readonly of: number} | undefined {
	const {screen} = state;
	if (screen.name !== 'step' && screen.name !== 'review') return undefined;
	const title = screen.name === 'review' ? 'review' : stepOf(screen.step).title;
	return {now: places.indexOf(title) + 1, of: places.length};
}

/** What is being built, answer by answer. */
export function summaryOf(state: WizardState): readonly SummaryEntry[] {
	const here = state.screen.name === 'step' ? state.screen.step : undefined;
	return reviewLines(state).map(
		({step, field, label, value, open, standing}): SummaryEntry => ({
			label,
			value: open === notAsked ? '' : value,
			now: step === here && field === undefined,
			...(standing === 'refused' || standing === 'look' ? {standing} : {}),
		}),
	);
}

/** The footer's hints: what works now, and nothing else. */
export function hintsNow(state: WizardState): readonly Hint[] {
	const shown = layerOnTop(state);
	if (shown) return shownKeys.hintsOf(shown.keys(state));
	const context = contextOf(state);
	return hintsOf(context)
		.filter(({key}) => key !== 'ctrl-y' || (context === 'pairs' ? canPutBack(state) : canTakeBack(state)))
		.map(hint => (hint.key === 'enter' ? {...hint, label: enterLabel(state, context) ?? hint.label} : hint));
}

/** What Enter does on the row that is highlighted, where rows differ in that. */
function enterLabel(state: WizardState, context: Context): string | undefined {
	if (context !== 'options') return undefined;
	return optionHere(state) ? 'change' : 'go on';
}

/** Every key of the screen under the help. */
export function keysBehindHelp(
	state: WizardState,
): readonly {readonly keys: readonly string[]; readonly label: string}[] {
	const behind = {...state, help: undefined};
	const shown = screenOf(behind);
	if (shown) return shownKeys.helpOf(shown.keys(behind));
	return helpOf(contextOf(behind));
}

/** The focused field with all that is said at it: a small screen has no room for that beside the others. */
function fieldWords(state: WizardState): readonly string[] {
	const {screen} = state;
	if (screen.name !== 'step') return [];
	const option = stepOf(screen.step).kind === 'options' ? optionHere(state) : undefined;
	if (option) return [`${option.label}: ${option.help}`, ...findingWords(state, screen.step, option.path)];
	if (stepOf(screen.step).kind !== 'form') return [];
	const field = focusedField(state);
	if (!field) return [];
	const {cloud} = askedOf(state);
	return [
		`${wordsFor(field.label, cloud)}: ${wordsFor(field.help, cloud)}`,
		...findingWords(state, screen.step, field.id),
	];
}

const findingWords = (state: WizardState, step: StepId, field: string) =>
	findingsAt(state, step, field).map(({message, mend}) => [message, mend].filter(Boolean).join('. '));

/** What the screen under the help is about. */
export function aboutOf(state: WizardState): readonly string[] {
	const shown = screenOf(state);
	if (shown) return shown.about(state);
	const {screen} = state;
	switch (screen.name) {
		case 'step': {
			const step = stepOf(screen.step);
			const asked = askedOf(state);
			return [step.question(asked), step.help(asked), ...fieldWords(state)].filter(Boolean);
		}
		default:
			return [];
	}
}

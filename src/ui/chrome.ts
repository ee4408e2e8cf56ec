import {cloudName} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {type Hint, helpOf, hintsOf} from '../wizard/core/keys.ts';
import {placeShown, type WizardState} from '../wizard/core/state.ts';
import {layerOnTop} from '../wizard/overlays/registry.ts';
import {grouped} from '../wizard/screens/accounts/accounts.ts';
import {editsInWords} from '../wizard/screens/drafts/drafts.ts';
import {screenOf} from '../wizard/screens/registry.ts';
import {reviewLines} from '../wizard/screens/review/review.ts';
import {notAsked} from '../wizard/steps/flow.ts';
import {type Standing, standings} from '../wizard/steps/standing.ts';
import {places, titleOf} from '../wizard/steps/steps.ts';
import type {WayStep} from './parts/frame.tsx';
import type {Span} from './parts/line.tsx';
import type {SummaryEntry} from './parts/summary.tsx';

/** SANDBOX, or whose account and region this is: on every screen. */
export function bannerOf(state: WizardState): Span {
	const {sandbox, readOnly} = state.options;
	const place = [editedHere(state), ...placeInWords(state)].filter(Boolean);
	const whose = sandbox ? ['SANDBOX', ...place] : place.length > 0 ? place : ['your own accounts'];
	const text = [...(readOnly ? ['read only'] : []), ...whose].join(' · ');
	return {text, tone: sandbox ? 'look' : 'strong'};
}

/** Which connection is edited, where what is shown is about that. */
function editedHere(state: WizardState): string {
	const {name} = state.screen;
	const isAbout = placeShown(state) !== undefined || name === 'dry-run' || name === 'confirm';
	return isAbout ? editsInWords(state.answers) : '';
}

function placeInWords(state: WizardState): readonly string[] {
	const place = screenOf(state).place?.(state);
	if (!place) return [];
	const {cloud, region} = place;
	const inUse = state.data.identities[cloud]?.account;
	const account = place.whose === undefined ? inUse && grouped(inUse) : printable(place.whose, 60);
	return [cloudName(cloud), region ?? '', account ?? ''].filter(Boolean);
}

/** The way: the places that are behind, here and ahead. */
export function wayOf(state: WizardState): readonly WayStep[] {
	const here = placeShown(state);
	if (here === undefined) return [];
	const at = places.indexOf(titleOf(here));
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
	const here = placeShown(state);
	return here === undefined ? undefined : {now: places.indexOf(titleOf(here)) + 1, of: places.length};
}

/** What is being built, answer by answer. */
export function summaryOf(state: WizardState): readonly SummaryEntry[] {
	const here = placeShown(state);
	const lines = reviewLines(state).filter(({goesOn}) => !goesOn);
	return lines.map(
		({step, field, label, value, open, standing, changes}): SummaryEntry => ({
			label,
			value: open === notAsked ? '' : value,
			now: step === here && field === undefined,
			...(changes.length > 0 ? {changed: true} : {}),
			...(standing === 'refused' || standing === 'look' ? {standing} : {}),
		}),
	);
}

/** The footer's hints: what works now, and nothing else. */
export function hintsNow(state: WizardState): readonly Hint[] {
	return hintsOf(layerOnTop(state).keys(state));
}

/** Every key of the screen under the help. */
export function keysBehindHelp(
	state: WizardState,
): readonly {readonly keys: readonly string[]; readonly label: string}[] {
	return helpOf(screenOf(state).keys(state));
}

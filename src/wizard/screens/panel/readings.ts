import type {Hears} from '../../core/screen.ts';
import {andThen, asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {type PanelModel, watching} from './model.ts';
import {panelViews, type ViewName, type ViewRead} from './views.ts';

/** How old a reading may be before it is read again by itself while its view is open, ms; null: only when somebody asks. */
const again: Readonly<Record<ViewName, number | null>> = {
	// some calls each: once, and again where the connection was seen to change
	sight: null,
	// a point is a minute long at best, and each question is counted by the cloud
	traffic: 60_000,
	// AWS is not asked more often: see Cloud.maintenance
	maintenance: 3_600_000,
	configuration: null,
};

/** However often the connection changes, its sight is not read more often, ms. */
const sightEveryMs = 60_000;

/** What the view that is open needs, as far as it was not read yet or is too old by now. */
export function readDue(state: WizardState): Turn {
	return state.screen.name === 'panel' ? readWhere(state, isDue) : turn(state);
}

/** All that the open view shows, now. */
export function readAgain(state: WizardState): Turn {
	return readWhere(state, (_, read) => read?.isReading !== true);
}

function readWhere(
	before: WizardState,
	isWanted: (model: PanelModel, read: ViewRead<unknown> | undefined, name: ViewName) => boolean,
): Turn {
	return watching.on(before, model => {
		const {reads} = panelViews.find(({id}) => id === model.view) ?? panelViews[0];
		// of what is not there (any more) nothing can be read
		if (!model.connection || model.isGone) return turn(before);
		return reads
			.filter(name => isWanted(model, model.reads[name], name))
			.reduce<Turn>((done, name) => andThen(done, now => read(now, name)), turn(before));
	});
}

function isDue({now, changes}: PanelModel, known: ViewRead<unknown> | undefined, name: ViewName): boolean {
	if (!known) return true;
	if (known.isReading) return false;
	const age = now - known.askedAt;
	const every = again[name];
	if (every !== null) return age >= every;
	const hasChanged = (changes[0]?.at ?? 0) > known.askedAt;
	return name === 'sight' && hasChanged && age >= sightEveryMs;
}

function read(before: WizardState, view: ViewName): Turn {
	const {state, request} = asking(before, `view ${view}`);
	return watching.on(state, model => {
		const {cloud, region, profile, id} = model;
		const reading = {...model.reads[view], isReading: true, askedAt: Math.max(model.now, state.now)};
		return turn(watching.put(state, {...model, reads: {...model.reads, [view]: reading}}), {
			type: 'read-view',
			request,
			view,
			place: {cloud, region, id, ...(profile === undefined ? {} : {profile})},
		});
	});
}

/** What was found, or why nothing was: what was found before stays, with its age. */
export const readingsHear: Hears = {
	'view-read': (state, {view, found, at}) =>
		watching.change(state, ({reads}) => ({
			reads: {...reads, [view]: {isReading: false, askedAt: reads[view]?.askedAt ?? at, found, at}},
		})),
	'view-failed': (state, {view, trouble}) =>
		watching.change(state, ({reads, now}) => ({
			reads: {...reads, [view]: {...reads[view], isReading: false, askedAt: reads[view]?.askedAt ?? now, trouble}},
		})),
};

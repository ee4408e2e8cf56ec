import type {KeyBinding, Layer, Overlay} from '../core/screen.ts';
import {turn, type WizardState} from '../core/state.ts';
import {leaveKey} from '../core/ways-out.ts';
import {allScreens, screenOf} from '../screens/registry.ts';
import {goToOverlay} from './go-to/overlay.ts';
import {helpOverlay} from './help/overlay.ts';
import {promptOverlay} from './prompt/overlay.ts';

/** What can lie over a screen, by name; where two are open the first has the keys. */
const overlays = {
	prompt: promptOverlay,
	help: helpOverlay,
	'go-to': goToOverlay,
} as const satisfies Readonly<Record<string, Overlay>>;

export type OverlayName = keyof typeof overlays;

// cast: Object.keys widens the names of the record above
const names = Object.keys(overlays) as OverlayName[];

/** Everything that hears what is told from outside, one by one. */
export const allLayers: readonly Layer[] = [...allScreens, ...Object.values(overlays)];

/** What lies over the screen. */
export function overlayOf(state: WizardState): OverlayName | undefined {
	return names.find(name => overlays[name].isOpen(state));
}

/** What has the keys: what lies over the screen, or the screen itself. */
export function layerOnTop(state: WizardState): Layer {
	const name = overlayOf(state);
	const screen = screenOf(state);
	return name === undefined
		? screen
		: {...overlays[name], keys: now => [...overlays[name].keys(now), ...wayOut(screen, now)]};
}

/** Ctrl-C does over a screen what it does on it: what is under way is brought to the end of its action, and nobody leaves it by a look at the help. */
function wayOut(screen: Layer, state: WizardState): readonly KeyBinding[] {
	const own = screen.keys(state).find(({keys}) => keys.includes('ctrl-c'));
	if (!own) return [leaveKey()];
	return [
		{
			...own,
			keys: ['ctrl-c'],
			shown: 'ctrl-c',
			run: (before, key) => {
				const turned = own.run?.(before, key) ?? turn(before);
				// what it does is to be seen
				return turned.state.leaving ? turned : {...turned, state: {...turned.state, help: undefined, goTo: undefined}};
			},
		},
	];
}

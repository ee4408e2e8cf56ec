import type {Layer, Overlay} from '../core/screen.ts';
import type {WizardState} from '../core/state.ts';
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
	return name === undefined ? screenOf(state) : overlays[name];
}

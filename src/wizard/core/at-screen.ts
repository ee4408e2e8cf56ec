import type {ScreenState, WizardState} from './state.ts';

/**
 * What the state says of the screen that it is at.
 * @throws Error where it is at another: the parts of a screen that ask are asked only while it is there
 */
export function atScreen<Name extends ScreenState['name']>(
	{screen}: Pick<WizardState, 'screen'>,
	name: Name,
): Extract<ScreenState, {readonly name: Name}> {
	if (screen.name !== name) throw new Error(`the wizard is at ${screen.name}, not at ${name}`);
	// cast: the compiler does not narrow a union by a name that is a parameter
	return screen as Extract<ScreenState, {readonly name: Name}>;
}

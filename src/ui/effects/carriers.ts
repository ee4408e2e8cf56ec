import type {Effect} from '../../wizard/core/effect.ts';
import type {WizardEvent} from '../../wizard/core/event.ts';

export type Dispatch = (event: WizardEvent) => void;

/** The effects of some types. */
export type EffectOf<Type extends Effect['type']> = Extract<Effect, {readonly type: Type}>;

/** What carries effects out, by their type. */
export type Carriers<Type extends Effect['type']> = {readonly [Each in Type]: (effect: EffectOf<Each>) => unknown};

/** Whether effects of this type are carried out there. */
export function isCarriedBy<Type extends Effect['type']>(
	carriers: Carriers<Type>,
	effect: Effect,
): effect is EffectOf<Type> {
	return effect.type in carriers;
}

/** Carries an effect out. @returns what its carrier does: a promise where it takes a while */
export function carry<Type extends Effect['type']>(carriers: Carriers<Type>, effect: EffectOf<Type>): unknown {
	// casts: what stands under a type takes effects of that type
	return (carriers[effect.type as Type] as (effect: Effect) => unknown)(effect);
}

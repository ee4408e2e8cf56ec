import type {Asked} from '../answers/asked.ts';
import {cloudStep} from './cloud/step.ts';
import type {Field} from './field.ts';
import {gatewayStep} from './gateway/step.ts';
import {gatewayNewStep} from './gateway-new/step.ts';
import {gatewayVpcStep} from './gateway-vpc/step.ts';
import {nameStep} from './name/step.ts';
import {optionsStep} from './options/step.ts';
import {pairsStep} from './pairs/step.ts';
import {regionStep} from './region/step.ts';
import {routesStep} from './routes/step.ts';
import {routingStep} from './routing/step.ts';
import {securityStep} from './security/step.ts';
import {siteStep} from './site/step.ts';
import {siteNewStep} from './site-new/step.ts';
import type {Step, StepId} from './step.ts';

export const steps: readonly Step[] = [
	cloudStep,
	regionStep,
	gatewayStep,
	gatewayVpcStep,
	gatewayNewStep,
	siteStep,
	siteNewStep,
	routingStep,
	pairsStep,
	routesStep,
	securityStep,
	optionsStep,
	nameStep,
];

export function stepOf(id: StepId): Step {
	const found = steps.find(step => step.id === id);
	if (!found) throw new Error(`no step ${id}`);
	return found;
}

/** The steps that are asked, given the answers so far. */
export function visibleSteps(asked: Asked): readonly Step[] {
	return steps.filter(step => step.when(asked));
}

export function visibleFields(step: Step, asked: Asked): readonly Field[] {
	return step.fields.filter(field => field.when?.(asked) ?? true);
}

/** What a place on the way is called. */
export function titleOf(place: StepId | 'review'): string {
	return place === 'review' ? place : stepOf(place).title;
}

/** The places on the way, in order, each named once; the review is the last. */
export const places: readonly string[] = [...new Set(steps.map(step => step.title)), titleOf('review')];

import {answersOf} from '../answers/answers.ts';
import type {Screen} from './screen.ts';

/** Where what is being asked is to be: the cloud that was picked, and its region. */
export const placeAsked: NonNullable<Screen['place']> = ({answers}) =>
	answers.cloud ? {cloud: answers.cloud, region: answersOf(answers, answers.cloud).region} : undefined;

import {modelSlot} from '../../core/model-slot.ts';
import type {Written} from './event.ts';

/** Every set of files that was written, for the end. */
export const handedOver = modelSlot<readonly Written[]>('handed over');

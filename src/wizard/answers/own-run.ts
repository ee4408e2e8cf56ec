import {modelSlot} from '../core/model-slot.ts';
import type {Answers} from './answers.ts';

/** The run of the answers that are being asked, and those as it makes them: once it is finished they are no draft any more. */
export const ownRun = modelSlot<{readonly runId: string; readonly answers: Answers}>('own run');

import {charon} from './charon.ts';
import type {Reader} from './line.ts';

/** Who can be read, in the order in which they are asked whether a line is theirs. */
export const readers: readonly Reader[] = [charon];

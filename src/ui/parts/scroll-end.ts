import {createContext} from 'react';

/** Told by a scrolled view when it was asked to begin below its last page: the line that it begins with instead. */
export const ScrollEnd = createContext<(top: number) => void>(() => {});

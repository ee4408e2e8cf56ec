// node --import ./src/build/typescript.mjs FILE.ts: runs TypeScript and TSX as they stand, on every Node that we support.
import {register} from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

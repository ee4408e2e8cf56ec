// Loaded before the program (node --import), and by what runs it in this process: cuts its waits between two tries short. The
// sandbox's clock is so fast that there is nothing to wait for. Time limits of calls are other timers, and stay.
import {syncBuiltinESMExports} from 'node:module';
import timers from 'node:timers/promises';

const longestMs = 20;
const {setTimeout: wait} = timers;
timers.setTimeout = (ms, ...rest) => wait(Math.min(ms ?? 1, longestMs), ...rest);
syncBuiltinESMExports();

// Loaded into the program with NODE_OPTIONS=--import: on SIGUSR2 its clock is set by the ms that stand in the file named in SET_CLOCK, as
// somebody with the right to would set the machine's. Clocks that nobody sets go on.
import {readFileSync} from 'node:fs';

const Real = globalThis.Date;
let aheadMs = 0;
globalThis.Date = class extends Real {
	constructor(...given) {
		super(...(given.length === 0 ? [Real.now() + aheadMs] : given));
	}

	static now() {
		return Real.now() + aheadMs;
	}
};
process.on('SIGUSR2', () => {
	aheadMs = Number(readFileSync(process.env.SET_CLOCK, 'utf8'));
});

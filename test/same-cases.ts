import fc from 'fast-check';

/*
 * The same commit tries the same cases each time, so that its check says something of the commit. New ones are looked for on
 * purpose: `npm run fuzz`, `npm run torture`, and `CASES=new npm test` for every property test.
 */
fc.configureGlobal({
	...fc.readConfigureGlobal(),
	...(process.env.CASES === 'new' ? {} : {seed: 20_261_126}),
});

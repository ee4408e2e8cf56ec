/*
 * Loaded before the program (node --import): gives it a bug on SIGUSR2, of the kind and at the place that BUG names. The error's text holds
 * a key, as text that is quoted by the engine may.
 */
import {writeFileSync} from 'node:fs';

const [kind = '', place = ''] = (process.env.BUG ?? '').split(' ');
const secret = process.env.BUG_SECRET ?? '';
const fail = () => JSON.parse(`${secret} is what was read`);

process.on('SIGUSR2', () => {
	if (kind === 'timer') setTimeout(fail, 0);
	if (kind === 'rejection') void (async () => fail())();
	if (kind === 'within') breakWithin(place);
	writeFileSync(`${process.env.HOME}/armed`, '');
});

/** From now on common functions fail where they are called from a chunk of that name. Each time: React draws again what failed once. */
function breakWithin(chunk) {
	for (const [prototype, name] of [
		[Array.prototype, 'map'],
		[Array.prototype, 'flatMap'],
		[Map.prototype, 'get'],
		[Map.prototype, 'has'],
		[Set.prototype, 'has'],
		[Buffer, 'from'],
		[Array.prototype, 'find'],
		[Array.prototype, 'filter'],
		[Array.prototype, 'some'],
		[Array.prototype, 'push'],
		[Object, 'entries'],
		[Object, 'keys'],
		[Map.prototype, 'set'],
	]) {
		const original = prototype[name];
		prototype[name] = function (...given) {
			if (new Error().stack?.split('\n')[2]?.includes(`/${chunk}-`)) fail();
			return Reflect.apply(original, this, given);
		};
	}
}

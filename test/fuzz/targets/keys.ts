import fc from 'fast-check';
import {type DecoderState, decode, emptyDecoder, flush, type InputEvent} from '../../../src/ui/key-decoder.ts';
import {Driver} from '../../wizard/driver.ts';
import {corpusOf} from '../corpus.ts';
import {hostileText, refuseSteering, refuseSteeringIn} from '../hostile-text.ts';
import {anyBytes} from '../mutations.ts';
import {target} from '../target.ts';

const sequences = fc.constantFrom(
	...[
		'\r',
		'\t',
		'\u001B',
		'\u001B[A',
		'\u001B[B',
		'\u001B[C',
		'\u001B[D',
		'\u001B[Z',
		'\u001B[3~',
		'\u001BOH',
		'\u007F',
	],
	...[
		'\u001B[200~',
		'\u001B[201~',
		'\u001B[20',
		'\u001B[<0;1;1M',
		'\u001B[I',
		'\u001B[1;5A',
		'\u001B[97;5u',
		'\u001B[?1;2c',
	],
	...[
		'\u001B]52;c;',
		'\u001BP',
		'\u001B[999999999999999999u',
		'\u001B[1114112u',
		'\u001B[55296u',
		'\u001B[-1u',
		'\u001B[;;;;;~',
	],
	...Array.from({length: 26}, (_, index) => String.fromCharCode(index + 1)).filter(key => key !== '\u0003'),
);

const pastes = fc
	.tuple(hostileText, fc.constantFrom(1, 100, 20_000))
	.map(([text, times]) => `\u001B[200~${text.repeat(times)}\u001B[201~`);

const stream = fc
	.array(
		fc.oneof(
			{weight: 8, arbitrary: sequences.map(text => new Uint8Array(Buffer.from(text)))},
			{weight: 3, arbitrary: hostileText.map(text => new Uint8Array(Buffer.from(text)))},
			{weight: 2, arbitrary: anyBytes},
			{weight: 1, arbitrary: pastes.map(text => new Uint8Array(Buffer.from(text)))},
		),
		{maxLength: 30},
	)
	.map(parts => new Uint8Array(Buffer.concat(parts)));

/** What is typed reaches the wizard as keys and pastes, cut anywhere; nothing of it is drawn as it came. */
export const keysTarget = () =>
	target({
		name: 'keys',
		what: 'the bytes of the keyboard',
		input: fc.record({bytes: stream, cuts: fc.array(fc.nat(5000), {maxLength: 6}), tencent: fc.boolean()}),
		corpus: new Map(
			[...corpusOf('keys')].map(([name, bytes]) => [
				name,
				{bytes: new Uint8Array(bytes), cuts: [1, 2, 3], tencent: false},
			]),
		),
		check({bytes, cuts, tencent}) {
			const driver = new Driver();
			if (tencent) driver.press('enter', 'down', 'enter');
			for (const event of decoded(bytes, cuts)) {
				if (event.type === 'mouse') continue; // what a click means is decided by what is drawn
				// a tab in a paste parts the cells of a sheet: no field has it
				refuseSteering(event.type === 'key' ? event.key.text : event.text.replaceAll('\t', ' '), 'what was typed');
				driver.send(event.type === 'key' ? {type: 'key', key: event.key} : {type: 'paste', text: event.text});
				refuseSteeringIn([driver.state.answers, driver.state.notice], 'what stands after it');
			}
		},
	});

function decoded(bytes: Uint8Array, cuts: readonly number[]): readonly InputEvent[] {
	const places = [0, ...cuts.map(cut => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
	const events: InputEvent[] = [];
	let state: DecoderState = emptyDecoder;
	for (const [index, place] of places.entries()) {
		const result = decode(state, bytes.subarray(places[index - 1] ?? 0, place));
		state = result.state;
		events.push(...result.events);
	}

	return [...events, ...flush(state).events];
}

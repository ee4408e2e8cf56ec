import {EventEmitter, once} from 'node:events';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type DecoderState, decode, emptyDecoder, flush, longestPaste} from '../../src/ui/key-decoder.ts';
import {type InputEvent, readKeys, type TerminalInput} from '../../src/ui/key-stream.ts';
import {keyName} from '../../src/wizard/core/keys.ts';

const told = (events: readonly InputEvent[]) =>
	events.map(event => {
		if (event.type === 'mouse') return `${event.kind}(${event.column},${event.row})`;
		return event.type === 'key' ? keyName(event.key) : `paste(${event.text})`;
	});

function all(chunks: readonly Uint8Array[]): {events: InputEvent[]; state: DecoderState} {
	let state = emptyDecoder;
	const events: InputEvent[] = [];
	for (const chunk of chunks) {
		const result = decode(state, chunk);
		state = result.state;
		events.push(...result.events);
	}

	return {events, state};
}

const keysOf = (text: string) => told(all([Buffer.from(text)]).events);

/** Neighbouring typed characters as one text: where a grapheme was cut, two keys say the same as one. */
function merged(events: readonly InputEvent[]): unknown[] {
	const result: unknown[] = [];
	let typed = '';
	for (const event of events) {
		if (event.type === 'key' && event.key.name === 'char' && !event.key.ctrl && !event.key.alt) {
			typed += event.key.text;
			continue;
		}

		if (typed) result.push(typed);
		typed = '';
		result.push(event);
	}

	return typed ? [...result, typed] : result;
}

describe('decode: what a person types is what the wizard hears', () => {
	it.each([
		['10.0.0.0/16\r', [...'10.0.0.0/16', 'enter']],
		['网络e\u0301👩‍💻', ['网', '络', 'e\u0301', '👩‍💻']],
		['\r\n\r\r\n\n', ['enter', 'enter', 'enter', 'enter']],
		['\u001B[A\u001B[B\u001B[C\u001B[D\u001B[H\u001B[F', ['up', 'down', 'right', 'left', 'home', 'end']],
		['\u001BOA\u001BOB\u001BOH\u001BOM', ['up', 'down', 'home', 'enter']],
		[
			'\u001B[3~\u001B[5~\u001B[6~\u001B[2~\u001B[1~\u001B[4~',
			['delete', 'page-up', 'page-down', 'insert', 'home', 'end'],
		],
		['\u001B[1;5A\u001B[1;2B\u001B[1;3D', ['ctrl-up', 'shift-down', 'alt-left']],
		['\u001B[3$\u001B[3^\u001B[a', ['shift-delete', 'ctrl-delete', 'shift-up']],
		['\t\u001B[Z', ['tab', 'shift-tab']],
		['\u007F\u0008\u001B\u007F', ['backspace', 'backspace', 'alt-backspace']],
		[
			'\u0001\u0003\u0012\u0013\u0014\u001A\u0000\u001F',
			['ctrl-a', 'ctrl-c', 'ctrl-r', 'ctrl-s', 'ctrl-t', 'ctrl-z', 'ctrl- ', 'ctrl-_'],
		],
		['\u001Bb\u001Bf\u001B\r', ['alt-b', 'alt-f', 'alt-enter']],
		['\u001B\u001B[A', ['escape', 'up']],
		[
			'\u001B[97u\u001B[97;5u\u001B[13u\u001B[27u\u001B[9;2u\u001B[127u',
			['a', 'ctrl-a', 'enter', 'escape', 'shift-tab', 'backspace'],
		],
		['\u001B[97:65;2u\u001B[228;;228u\u001B[57400u\u001B[57414u', ['A', 'ä', '1', 'enter']],
		['\u001B[97;1:3u\u001B[97;9u\u001B[57441u\u001B[1;1:3A', []],
		['\u001B[27;5;114~', ['ctrl-r']],
		['\u001B[<0;10;5M\u001B[<0;10;5m\u001B[M !!x', ['click(9,4)', 'x']],
		['\u001B[I\u001B[O\u001B[?62;22c\u001B[12;40R\u001B]11;rgb:0/0/0\u0007\u001BP1$r0m\u001B\\y', ['y']],
		['\u001B[15~\u001B[[A\u001BOP', []],
		['a\u200Bb\u202Ec', ['a', 'b', 'c']],
	])('%j', (text, expected) => {
		expect(keysOf(text)).toEqual(expected);
	});

	it('gives a bracketed paste whole, without what could steer the terminal, and goes on typing after it', () => {
		expect(keysOf('a\u001B[200~10.0.0.0/16\r\n10.1.0.0/16\r\u001B[31mx\u0007\u001B[201~b')).toEqual([
			'a',
			'paste(10.0.0.0/16\n10.1.0.0/16\nx)',
			'b',
		]);
	});

	it('keeps the tabs of a paste: they part the cells of a sheet', () => {
		expect(keysOf('\u001B[200~a\t\u001B[1mb\tc\u001B[201~')).toEqual(['paste(a\tb\tc)']);
	});

	it('keeps a paste within bounds and says so', () => {
		const {events} = all([Buffer.from('\u001B[200~'), Buffer.alloc(longestPaste, 'a'), Buffer.from('bcd\u001B[201~')]);
		expect(events).toHaveLength(1);
		expect(events[0]).toMatchObject({type: 'paste', truncated: true});
	});

	it('takes a lone ESC for the Esc key only when nothing more comes, and a cut sequence for nothing', () => {
		const settled = (text: string) => told(flush(all([Buffer.from(text)]).state).events);
		expect(keysOf('\u001B')).toEqual([]);
		expect(settled('\u001B')).toEqual(['escape']);
		expect(settled('\u001B[')).toEqual(['alt-[']);
		expect(settled('\u001BO')).toEqual(['alt-O']);
		expect(settled('\u001B[1;')).toEqual([]);
		expect(settled('\u001B[200~half')).toEqual(['paste(half)']);
	});

	const piece = fc.oneof(
		fc.constantFrom(
			...[
				'a',
				'Z',
				'0',
				' ',
				'/',
				'网',
				'é',
				'😀',
				'\r',
				'\r\n',
				'\n',
				'\t',
				'\u007F',
				'\u0003',
				'\u001B[A',
				'\u001B[1;5C',
				'\u001BOB',
			],
			...[
				'\u001B[3~',
				'\u001B[97;5u',
				'\u001B[200~x\r\ny\u001B[20\u001B[201~',
				'\u001B[<0;1;2M',
				'\u001Bb',
				'\u001B]0;t\u0007',
				'\u001BP\u001B\\',
			],
		),
		fc.string({maxLength: 4}),
	);

	it('hears the same however the bytes are cut', () => {
		fc.assert(
			fc.property(fc.array(piece, {maxLength: 20}), fc.array(fc.nat(200), {maxLength: 12}), (pieces, cuts) => {
				const bytes = Buffer.from(pieces.join(''));
				const edges = [0, ...cuts.map(cut => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
				const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
				const whole = all([bytes]);
				const parts = all(chunks);
				expect(merged(parts.events)).toEqual(merged(whole.events));
				expect(parts.state).toEqual({...whole.state, bytes: parts.state.bytes});
			}),
			{numRuns: 1000},
		);
	});

	it('survives any bytes, and never passes on a control character as text', () => {
		fc.assert(
			fc.property(fc.array(fc.uint8Array({maxLength: 30}), {maxLength: 5}), chunks => {
				const {events, state} = all(chunks);
				for (const event of [...events, ...flush(state).events]) {
					const text = event.type === 'key' ? event.key.text : event.type === 'paste' ? event.text : '';
					expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
				}
			}),
			{numRuns: 500},
		);
	});
});

class FakeInput extends EventEmitter implements TerminalInput {
	resume() {}
	pause() {
		this.emit('paused');
	}
}

describe('readKeys', () => {
	it('tells a lone Esc after a moment, and nothing after it was ended', async () => {
		const input = new FakeInput();
		const told = new EventEmitter();
		const events: InputEvent[] = [];
		const end = readKeys(input, event => {
			events.push(event);
			told.emit('event');
		});
		input.emit('data', Buffer.from('a\u001B'));
		expect(events).toHaveLength(1);
		await once(told, 'event');
		expect(events[1]).toMatchObject({type: 'key', key: {name: 'escape'}});
		const paused = once(input, 'paused');
		end();
		await paused;
		input.emit('data', Buffer.from('b'));
		expect(events).toHaveLength(2);
	});

	it('stops in the middle of a burst when a key ended it', () => {
		const input = new FakeInput();
		const events: InputEvent[] = [];
		const end = readKeys(input, event => {
			events.push(event);
			if (events.length === 2) end();
		});
		input.emit('data', Buffer.from('abcd'));
		expect(events).toHaveLength(2);
	});
});

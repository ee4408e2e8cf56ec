import fc from 'fast-check';
import {renderToString} from 'ink';
import stringWidth from 'string-width';
import {Screen} from '../../../src/ui/app.tsx';
import {asciiGlyphs, Look, unicodeGlyphs} from '../../../src/ui/look.tsx';
import {hostileTextOfAnyLength, refuseSteering, refuseSteeringIn} from '../hostile-text.ts';
import {HostileDriver} from '../hostile-world.ts';
import {target} from '../target.ts';

const sizes = [
	...[
		[120, 40],
		[80, 24],
		[40, 15],
		[40, 10],
		[200, 60],
	],
	...[
		[20, 6],
		[10, 3],
		[2, 2],
		[1, 1],
		[300, 5],
	],
] as const;

/** Watch, on the first connection. */
const connection = ['down', 'down', 'enter', 'home'];
const many = [...connection, 'tab', 'tab', 'ctrl-o'];
const oneTag = [...many, 'Set a tag', 'enter', 'a=b', 'enter'];
const keysAsked = [...connection, 'enter', 'k', ...Array<string>(6).fill('enter')];

/** Ways through the wizard that between them open every screen. */
const ways: Readonly<Record<string, readonly string[]>> = {
	home: [],
	accounts: ['end', 'up', 'enter'],
	new: ['enter', 'enter', 'enter', 'enter', 'enter'],
	review: ['enter', ...Array<string>(30).fill('enter')],
	'dry run': ['enter', ...Array<string>(34).fill('enter'), 'down', 'enter'],
	confirm: ['enter', ...Array<string>(34).fill('enter'), 'right'],
	profiles: ['down', 'enter'],
	watch: [...connection, 'g', 'g', 's', '/', 'a'],
	'what is watched': [...connection, 'w'],
	'one of them': [...connection, 'enter'],
	'hand-over': [...connection, 'enter', 'h', 'enter', 'enter'],
	written: [...connection, 'enter', 'h', 'enter', 'enter', 'enter', 'enter', 'enter'],
	edit: [...connection, 'ctrl-e'],
	'edit, dry run': [...connection, 'ctrl-e', 'enter', 'enter'],
	'edit, confirm': [...connection, 'ctrl-e', 'enter', 'enter', 'right'],
	keys: [...connection, 'enter', 'k'],
	'keys, asked': keysAsked,
	'keys, renewed': [...keysAsked, 'its name', 'enter'],
	many,
	'many, checked': oneTag,
	'many, changed': [...oneTag, 'enter', 'change 2', 'enter'],
	runs: ['down', 'down', 'down', 'enter', 'enter'],
	undo: ['down', 'down', 'down', 'enter', 'enter', 'u'],
};

const keys = fc.constantFrom(
	...[
		'enter',
		'enter',
		'enter',
		'escape',
		'tab',
		'shift-tab',
		'up',
		'down',
		'left',
		'right',
		'home',
		'end',
		'page-down',
		'backspace',
	],
	...[
		'?',
		'd',
		'h',
		'u',
		'r',
		'c',
		'w',
		'z',
		'e',
		'k',
		'b',
		's',
		'y',
		'ctrl-g',
		'ctrl-o',
		'ctrl-r',
		'ctrl-s',
		'ctrl-t',
		'ctrl-n',
		'ctrl-d',
		'ctrl-a',
		'ctrl-e',
		'ctrl-l',
	],
);

const acts = fc.array(
	fc.oneof(
		{weight: 12, arbitrary: keys.map(key => ({key}))},
		{weight: 1, arbitrary: hostileTextOfAnyLength.map(paste => ({paste}))},
		{weight: 2, arbitrary: fc.constantFrom(...sizes).map(([columns, rows]) => ({columns, rows}))},
	),
	{maxLength: 10},
);

/** Every screen with one hostile text in all of its places: it fills the terminal exactly, and nothing in it steers. */
export const screensTarget = () =>
	target({
		name: 'screens',
		what: 'every screen of the wizard, with hostile names, messages and files',
		input: fc.record({
			text: hostileTextOfAnyLength,
			number: fc.constantFrom(0, 1, -1, 65_010, 1e15, 1e300, Number.NaN, Number.POSITIVE_INFINITY, -62_167_219_200_000),
			fails: fc.constantFrom<(boolean | 'later')[]>(false, true, 'later'),
			sandbox: fc.boolean(),
			ascii: fc.boolean(),
			way: fc.constantFrom(...Object.keys(ways)),
			tencent: fc.boolean(),
			size: fc.constantFrom(...sizes),
			acts,
		}),
		check({text, number, fails, sandbox, ascii, way, tencent, size: [columns, rows], acts: own}) {
			const driver = new HostileDriver({text, number}, fails, sandbox);
			driver.send({type: 'resize', columns, rows});
			const press = (key: string) => {
				driver.press(key);
				driver.settle();
			};
			for (const [index, key] of (ways[way] ?? []).entries()) {
				if (tencent && index === 1 && driver.at === 'cloud') press('down');
				press(key === 'its name' ? text : key);
			}

			draw(driver, ascii);
			for (const act of own) {
				if ('key' in act) press(act.key);
				else if ('paste' in act) driver.send({type: 'paste', text: act.paste});
				else driver.send({type: 'resize', ...act});
				driver.settle();
			}

			if (own.length > 0) draw(driver, ascii);
			for (const effect of driver.effects)
				if (effect.type === 'leave') refuseSteeringIn(effect.summary, 'what is said on leaving');
		},
	});

function draw(driver: HostileDriver, ascii: boolean): void {
	const {state, at} = driver;
	const {columns, rows} = state.size;
	const drawn = renderToString(
		<Look glyphs={ascii ? asciiGlyphs : unicodeGlyphs}>
			<Screen state={state} />
		</Look>,
		{columns},
	);
	// Ink's colours are its own; any other sequence is not
	const frame = drawn.replace(/\u001B\[[\d;]*m/g, '');
	refuseSteering(frame, `the screen ${at} at ${columns}x${rows}`);
	const lines = frame.split('\n');
	if (lines.length > rows) throw new Error(`${at} has ${lines.length} rows at ${columns}x${rows}`);
	for (const line of lines)
		if (stringWidth(line) > columns)
			throw new Error(`${at} is ${stringWidth(line)} cells wide at ${columns}x${rows}: ${line}`);
}

import {renderToString} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {describe, expect, it} from 'vitest';
import {asciiGlyphs, Look} from '../../src/ui/look.tsx';
import type {HandoverHeard} from '../../src/wizard/screens/handover/event.ts';
import type {HandoverModel} from '../../src/wizard/screens/handover/model.ts';
import {openingHandover} from '../../src/wizard/screens/handover/steps.ts';
import {updateHandover} from '../wizard/happenings.ts';
import {HandoverScreen} from './drawn-screens.tsx';
import {press} from './fixtures.ts';
import {hostileNames} from './hostile-names.ts';

const sizes = [
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 40, rows: 15},
	{columns: 40, rows: 10},
] as const;
const draw = (node: ReactNode, {columns}: {columns: number}) => stripAnsi(renderToString(node, {columns}));

const played = (name: string, ...happenings: readonly (string | HandoverHeard)[]): HandoverModel =>
	happenings.reduce<HandoverModel>(
		(model, each) =>
			updateHandover(model, typeof each === 'string' ? {type: 'key', key: press(each)} : {type: 'heard', event: each})
				.model,
		openingHandover({
			place: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'},
			name,
			sandbox: true,
		}).model,
	);

const kindsOf = (name: string): HandoverHeard => ({
	heard: 'devices',
	devices: Array.from({length: 30}, (_, index) => ({
		id: `${index}`,
		slug: `aws:device-${index}`,
		vendor: `vendor ${index} ${name}`,
		platform: name,
		software: '1.0',
	})),
});
const side = (keysElsewhere: readonly string[] = []): HandoverHeard => ({
	heard: 'side',
	side: {routing: 'bgp', namesSite: false, namesCloud: false, bgpTunnels: 1, keysElsewhere},
});
const trouble = (name: string) => ({message: `no answer ${name}`, mend: 'try later', detail: 'request 1-2'});
const written = (name: string): HandoverHeard => ({
	heard: 'written',
	written: {
		title: name,
		folder: `~/${name}`,
		files: [{name: 'swanctl.conf', what: 'keys'}],
		left: [name],
		steps: `# ${name}\n\n## Apply\n\n1. Do it:\n\n   \`\`\`sh\n   ${'ls '.repeat(80)}\n   \`\`\`\n\n| | |\n|---|---|\n| ${name} | ${name} |\n`,
	},
});

const screens = (name: string): readonly HandoverModel[] => [
	played(name),
	played(name, 'enter'),
	played(name, {heard: 'side-failed', trouble: trouble(name)}, {heard: 'devices-failed', trouble: trouble(name)}),
	played(name, side([name]), kindsOf(name), 'end'),
	played(name, side(), kindsOf(name), 'z', 'z'),
	played(name, 'tab'),
	played(name, side(), 'enter'),
	played(name, side(), 'enter', 'enter', ...'10.0.0.0/33', 'enter'),
	played(name, side(), 'enter', 'enter', 'enter', 'enter', 'x', {
		heard: 'folder',
		asked: 'x',
		path: 'x',
		says: '',
		problem: name,
	}),
	played(name, side(), 'tab', 'enter', 'enter'),
	played(name, side(), 'tab', 'enter', {heard: 'write-failed', trouble: trouble(name)}),
	played(name, side([name]), written(name)),
	played(name, side(), written(name), 'end'),
];

describe('the hand-over', () => {
	it.each(sizes)(
		'fills %o exactly, with banner and footer, whatever the names',
		size => {
			for (const name of [hostileNames.slice(1, 8).join(' '), 'w'.repeat(300), '']) {
				for (const model of screens(name)) {
					const frame = draw(<HandoverScreen model={model} size={size} />, size);
					const rows = frame.split('\n');
					expect(rows).toHaveLength(size.rows);
					for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
					expect(frame).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
					expect(rows[0]).toContain('SANDBOX');
					expect(rows.at(-1)).toMatch(/^ (\?|ctrl-g) help/);
				}
			}
		},
		30_000,
	);

	it('is plain ASCII where the terminal cannot do better', () => {
		for (const model of screens('prod-edge')) {
			const node = (
				<Look glyphs={asciiGlyphs}>
					<HandoverScreen model={model} size={sizes[1]} />
				</Look>
			);
			expect(draw(node, sizes[1]).replaceAll(/[·⇄’“”–]/g, '')).toMatch(/^[\u0020-\u007E\n]*$/);
		}
	});

	const at80 = (model: HandoverModel) => draw(<HandoverScreen model={model} size={sizes[1]} />, sizes[1]);

	it('says what is being read, what could not be, and how to try again', () => {
		const reading = at80(played('berlin'));
		expect(reading).toContain('reading the connection');
		expect(reading).toContain('reading the cloud’s devices');
		expect(reading).toMatch(/❯ strongSwan +.* recommended/);
		const failed = at80(played('berlin', side(), {heard: 'devices-failed', trouble: trouble('at all')}));
		for (const text of ['The cloud’s devices: no answer at all', 'try later', 'request 1-2', 'ctrl-r tries again'])
			expect(failed).toContain(text);
		expect(failed).toMatch(/❯ strongSwan/);
	});

	it('shows where keys are to be got that the cloud does not show', () => {
		const says = 'the key of vpn-1 is in AWS Secrets Manager: aws secretsmanager get-secret-value';
		expect(at80(played('berlin', side([says]), kindsOf('x')))).toContain('does not show the keys');
		expect(at80(played('berlin', side([says]), written('x')))).toMatch(/! the key of vpn-1 is in AWS Secrets Manager/);
	});

	const beside = (...left: readonly string[]): HandoverHeard => ({
		heard: 'written',
		written: {title: 'x', folder: '~/office', files: [], left, steps: '# Steps\n\n## Before\n\n1. Look.\n'},
	});

	it('says once which files of an earlier writing stand in the folder, and leaves the screen to the steps', () => {
		const names = ['swanctl.conf', 'retransmit.conf', 'updown.sh', 'x.service', 'a.conf', 'b.conf', 'c.conf', 'd.conf'];
		const frame = at80(played('berlin', side(), beside(...names)));
		expect(frame.match(/earlier writing/g)).toHaveLength(1);
		expect(frame).toContain('~/office also holds files of an earlier writing');
		for (const text of [...names, '1. Look.']) expect(frame).toContain(text);
		expect(frame).not.toMatch(/\S {2,}\S.*earlier/);
		const many = Array.from({length: 500}, (_, index) => `file-${index}.conf`);
		for (const size of sizes.slice(1, 3)) {
			const small = draw(<HandoverScreen model={played('berlin', side(), beside(...many))} size={size} />, size);
			const lines = small.split('\n');
			const first = lines.findIndex(text => text.includes('also holds'));
			const last = lines.findIndex(text => text.includes(' more') && text.includes('file-'));
			expect([first > 0, last - first < size.rows / 3, / \d+ more/.test(lines[last] ?? '')]).toEqual([
				true,
				true,
				true,
			]);
		}
	});

	it('keeps the field that is typed into in sight, with what is wrong with it', () => {
		const model = played('berlin', side(), 'enter', 'enter', ...'10.0.0.0/33');
		for (const size of [sizes[1], sizes[2]]) {
			const frame = draw(<HandoverScreen model={model} size={size} />, size);
			expect(frame).toContain('10.0.0.0/33');
			expect(frame).toContain('must be');
		}
	});
});

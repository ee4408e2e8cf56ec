import {expect, it} from 'vitest';
import '../torture/quick-waits.mjs';
import {bothWays, type Step, Way} from './way.ts';

/* What a user would lose: that new keys are the same thing from the panel and from a script, with the same calls and the same journal. */

const place = {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'} as const;

/** A mark of a key is another one in each run, and so is the time at which a tunnel was seen. */
const unmarked = (journals: unknown) =>
	JSON.stringify(journals)
		.replaceAll(/:[0-9a-f]{4}"/g, ':mark"')
		.replaceAll(/(since|asked)("?):\d+/g, '$1$2:time');

const steps: readonly Step[] = [
	[() => ({type: 'read-rotation', request: 1, asked: {place, drain: false}}), /^rotation-(shown|failed)/],
	[
		() => ({type: 'rotate-keys', request: 2, keys: {}}),
		told => told.some(event => event.type === 'rotation' && /^(finished|stopped)$/.test(event.event.type)),
	],
];

it('keys are renewed with the same calls, and the journals tell the same', async () => {
	const {command, wizard} = await bothWays(
		{},
		async way => {
			const args = ['rotate-keys', place.id, '--region', place.region, '--no-drain', '--yes', '--json'];
			const {code, answer} = await way.command(args);
			return {done: code === 0 && answer.result === 'done'};
		},
		async way => {
			const told = await way.wizard(...steps);
			return {done: told.some(event => event.type === 'rotation' && event.event.type === 'finished')};
		},
	);
	expect(command.outcome).toEqual({done: true});
	expect(wizard.outcome).toEqual(command.outcome);
	expect(wizard.changed).toEqual(command.changed);
	expect(command.changed).toEqual(Array(2).fill('ModifyVpnTunnelOptions eu-central-1'));
	expect(unmarked(wizard.journals)).toEqual(unmarked(command.journals));
	expect(new Set(wizard.asked)).toEqual(new Set(command.asked));
});

const isOver = ({type}: {readonly type: string}) => /^(finished|stopped)$/.test(type);

it('a run that has changed nothing is forgotten once other answers have begun one; one that has changed keys is not', async () => {
	const way = await Way.open({});
	try {
		const files = {device: 'strongswan', folder: '/proc/nope', site: {nat: false}};
		const read = (asked: {readonly files?: typeof files}): Step => [
			() => ({type: 'read-rotation', request: 1, asked: {place, drain: false, ...asked}}),
			/^rotation-(shown|failed)/,
		];
		const rotate = (replaces?: string): Step => [
			() => ({type: 'rotate-keys', request: 2, keys: {}, ...(replaces === undefined ? {} : {replaces})}),
			told =>
				told.some(event => event.type === 'rotation-failed' || (event.type === 'rotation' && isOver(event.event))),
		];
		await way.wizard(read({files}), rotate());
		const [first = ''] = way.runIds();
		expect(first).not.toBe('');
		await way.wizard(read({}), rotate(first));
		const [second = '', ...others] = way.runIds();
		expect(others).toEqual([]);
		expect(second).not.toBe(first);
		await way.wizard(read({}), rotate(second));
		expect(way.runIds()).toHaveLength(2);
	} finally {
		await way.close();
	}
});

import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {Files} from '../../../src/ui/effects/files.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {cloudsOf} from '../../ui/clouds-of.ts';
import {planOf} from '../../ui/fixtures.ts';
import {Driver} from '../../wizard/driver.ts';
import {goodDocuments} from '../documents.ts';
import {refuseSteering, refuseSteeringIn} from '../hostile-text.ts';
import {anyBytes, changedJson, changedText, deepJson, jsonChanges, textChanges} from '../mutations.ts';
import {Scratch} from '../scratch.ts';
import {target} from '../target.ts';

const runId = '20261125T120000-0a1b2c3d';
const error = {
	cloud: 'aws',
	kind: 'api',
	code: 'VpnConnectionLimitExceeded',
	message: 'The maximum number has been reached',
	requestId: '1a2b-3c4d',
	call: 'CreateVpnConnection',
	retryable: false,
	ambiguous: true,
};
const journal = [
	{v: 1, type: 'begin', at: 1, runId, sandbox: true, account: '123456789012', plan: planOf()},
	{v: 1, type: 'intent', at: 2, action: 'site-gateway', attempt: 1, standing: ['192.168.8.0/22']},
	{v: 1, type: 'done', at: 3, action: 'site-gateway', result: {id: 'cgw-0e11f167', existed: false, detail: 'made'}},
	{v: 1, type: 'settled', at: 4, action: 'site-gateway'},
	{v: 1, type: 'files-written', at: 4, action: 'connection', tunnel: 1},
	{v: 1, type: 'intent', at: 5, action: 'connection', attempt: 1},
	{v: 1, type: 'ambiguous', at: 6, action: 'connection', error},
	{v: 1, type: 'failed', at: 7, action: 'connection', error},
	{v: 1, type: 'stopped', at: 8, after: 'site-gateway'},
];
const draft = {version: 1, savedAt: 5, kept: keptOf(), draft: goodDocuments[0], step: 'pairs'};
const profiles = {
	version: 1,
	profiles: goodDocuments.slice(0, 3).map((document, index) => ({name: `site ${index}`, savedAt: index, document})),
};

function keptOf() {
	const driver = new Driver();
	driver.press('enter', 'enter', 'enter', 'enter', 'down', 'enter', 'down', 'enter');
	const {answers, place, reviewed} = driver.state;
	return JSON.parse(JSON.stringify({answers, step: place, reviewed}));
}

const stores = {
	'config/profiles.json': JSON.stringify(profiles),
	'config/draft.json': JSON.stringify(draft),
	[`state/runs/${runId}.jsonl`]: `${journal.map(line => JSON.stringify(line)).join('\n')}\n`,
};
type StoreName = keyof typeof stores;

const changedStore = (name: StoreName) =>
	fc.oneof(
		{weight: 8, arbitrary: jsonChanges.map(changes => changedLines(stores[name] ?? '', changes))},
		{weight: 4, arbitrary: textChanges.map(changes => changedText(stores[name] ?? '', changes))},
		{weight: 1, arbitrary: deepJson},
		{weight: 1, arbitrary: anyBytes},
	);

function changedLines(text: string, changes: Parameters<typeof changedJson>[1]): string {
	const lines = text
		.trim()
		.split('\n')
		.map((line): unknown => JSON.parse(line));
	const changed = changedJson(lines, changes);
	return (Array.isArray(changed) ? changed : [changed]).map(line => `${JSON.stringify(line) ?? ''}\n`).join('');
}

const commands: readonly (readonly string[])[] = [
	['profiles', 'list'],
	['profiles', 'list', '--json'],
	['profiles', 'show', 'site 1'],
	['profiles', 'rename', 'site 1', 'site 9'],
	['runs', '--all'],
	['runs', '--json'],
	['runs', 'forget', runId],
];

/** Every command and the wizard read what this machine kept, whatever became of it; and nothing of it is lost. */
export const storesTarget = () => {
	const scratch = new Scratch();
	return target({
		name: 'stores',
		what: 'profiles, the draft and journals as they lie on the disk',
		input: fc
			.constantFrom(...(Object.keys(stores) as StoreName[]))
			.chain(name =>
				fc.record({name: fc.constant(name), content: changedStore(name), command: fc.constantFrom(...commands)}),
			),
		async check({name, content, command}) {
			scratch.holds({...stores, [name]: content});
			const bytes = Buffer.from(content);
			const io = fakeIo({env: {TUNNELWRIGHT_HOME: scratch.home}});
			const code = await runArguments(command, undefined, io);
			const said = `${io.stdout()}\n${io.stderr()}`;
			if (code === 1) throw new Error(said);
			refuseSteering(said, command.join(' '));
			if (command.includes('--json') && code === 0) JSON.parse(io.stdout());
			if (command[1] !== 'rename' && !isKept(scratch.home, bytes.length)) throw new Error('the file is gone');
			await openedDraft(scratch.home);
		},
		close: () => scratch.close(),
	});
};

/** Words of the runtime's own, not of a message that was written for the user. */
const ownBug =
	/Invalid time|Cannot read|is not a function|not iterable|undefined|Maximum call stack|Invalid (array|string) length/;

async function openedDraft(home: string): Promise<void> {
	const driver = new Driver();
	const env = {TUNNELWRIGHT_HOME: home};
	const files = new Files(env, cloudsOf(env), event => {
		const offered = event.type === 'drafts-found' ? event.offers : [];
		refuseSteeringIn(
			offered.flatMap(({when, where, name}) => [when, where, name]),
			'the offer of a draft',
		);
		if (event.type === 'notice' && ownBug.test(event.notice.text)) throw new Error(event.notice.text);
		driver.send(event);
	});
	files.run({type: 'list-drafts'});
	files.run({type: 'list-profiles'});
	await files.flush();
	driver.press('enter', 'enter', 'escape', 'escape', 'down', 'enter', 'enter', 'enter', 'enter', 'enter');
}

/** A damaged file is set aside under another name, so that a file of its size is somewhere. */
function isKept(folder: string, size: number): boolean {
	return readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.map(name => join(folder, name))
		.some(path => existsSync(path) && statSync(path).isFile() && statSync(path).size === size);
}

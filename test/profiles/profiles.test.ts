import {spawnSync} from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {beforeEach, describe, expect, it} from 'vitest';
import {UserError} from '../../src/connection/user-error.ts';
import {readDocumentFile} from '../../src/profiles/document-file.ts';
import {openDrafts} from '../../src/profiles/drafts.ts';
import {checkProfileName} from '../../src/profiles/profile-names.ts';
import {openProfiles} from '../../src/profiles/profiles.ts';
import {threeSteps} from '../run/memory-cloud.ts';

const {document} = threeSteps();
let folder: string;
beforeEach(() => {
	folder = join(mkdtempSync(join(tmpdir(), 'tunnelwright-')), 'config');
});

const store = () => join(folder, 'profiles.json');
const fileMode = (path: string) => statSync(path).mode & 0o777;

describe('profiles', () => {
	it('come back as they were saved, in a file that nobody else reads', async () => {
		const profiles = await openProfiles(folder, () => 1000);
		profiles.save('Berlin office', document);
		const again = await openProfiles(folder);
		expect(again.get('berlin OFFICE')).toEqual({name: 'Berlin office', savedAt: 1000, document});
		expect(again.list().bad).toEqual([]);
		expect(fileMode(store())).toBe(0o600);
		expect(fileMode(folder)).toBe(0o700);
	});

	it('are never overwritten silently, not by a name in other letters either', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('office', document);
		expect(() => profiles.save('OFFICE', document)).toThrow(/there is a profile "office" already/);
		expect(() => profiles.save('Office', {...document, name: 'two'}, {overwrite: true})).not.toThrow();
		expect(profiles.list().profiles.map(profile => [profile.name, profile.document.name])).toEqual([['Office', 'two']]);
	});

	it('can be renamed to other letters of the same name, but not onto another', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('a', document);
		profiles.save('b', document);
		expect(() => profiles.rename('a', 'B')).toThrow(/already/);
		profiles.rename('a', 'A');
		expect(profiles.list().profiles.map(profile => profile.name)).toEqual(['A', 'b']);
	});

	it('say what there is when a name is wrong', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('office', document);
		try {
			profiles.get('ofice');
			expect.unreachable();
		} catch (error) {
			expect(error).toBeInstanceOf(UserError);
			expect((error as UserError).details.mend).toContain('"office"'); // the line above says what it is
		}
		expect(() => profiles.remove('ofice')).toThrow(/no profile/);
	});

	it('hold nothing but what the schema knows: a key that slipped into a document is not written', async () => {
		const profiles = await openProfiles(folder);
		const smuggled = {...document, secretKey: 'hunter2hunter2'};
		expect(() => profiles.save('office', smuggled)).toThrow(UserError);
		expect(existsSync(store()) ? readFileSync(store(), 'utf8') : '').not.toContain('hunter2');
	});

	it('set a damaged store aside, keep it, and go on', async () => {
		mkdirSync(folder, {recursive: true});
		writeFileSync(store(), '{"profiles": [{"name": "off');
		const profiles = await openProfiles(folder);
		expect(profiles.notice).toMatch(/damaged.*kept as/);
		expect(profiles.list()).toEqual({profiles: [], bad: []});
		profiles.save('office', document);
		const kept = readdirSync(folder).filter(name => name.includes('damaged'));
		expect(kept).toHaveLength(1);
		expect(readFileSync(join(folder, kept[0] ?? ''), 'utf8')).toBe('{"profiles": [{"name": "off');
	});

	it.each([
		['a list', '[1]'],
		['text', '"x"'],
		['somebody else’s file', '{"other": 1}'],
	])('set %s aside too', async (_what, content) => {
		mkdirSync(folder, {recursive: true});
		writeFileSync(store(), content);
		const profiles = await openProfiles(folder);
		expect(profiles.notice).toMatch(/kept as/);
		const kept = readdirSync(folder).filter(name => name.includes('damaged'));
		expect(readFileSync(join(folder, kept[0] ?? ''), 'utf8')).toBe(content);
	});

	it('leave the store of a newer version alone', async () => {
		mkdirSync(folder, {recursive: true});
		writeFileSync(store(), '{"version": 2, "profiles": {}}');
		await expect(openProfiles(folder)).rejects.toThrow(/newer tunnelwright/);
		expect(readFileSync(store(), 'utf8')).toBe('{"version": 2, "profiles": {}}');
	});

	it('report a bad one, keep it through later saves, and offer the others', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('good', document);
		const content = JSON.parse(readFileSync(store(), 'utf8'));
		const bad = {name: 'bad', savedAt: 1, document: {...document, region: 'nowhere'}};
		writeFileSync(store(), JSON.stringify({...content, profiles: [...content.profiles, bad, 'junk']}));
		const again = await openProfiles(folder);
		again.save('another', document);
		const {profiles: good, bad: reported} = again.list();
		expect(good.map(profile => profile.name)).toEqual(['another', 'good']);
		expect(reported.map(profile => profile.name)).toEqual(['bad', '(no name)']);
		expect(reported[0]?.problems[0]?.field).toBe('region');
		expect(() => again.get('bad')).toThrow(/damaged/);
		expect(JSON.parse(readFileSync(store(), 'utf8')).profiles).toContainEqual(bad);
		again.remove('bad');
		expect(again.list().bad).toHaveLength(1);
	});

	it('say so when the file cannot be read', async () => {
		mkdirSync(store(), {recursive: true});
		await expect(openProfiles(folder)).rejects.toThrow(/can't be used: it is a folder \(EISDIR\)/);
	});

	it('go out to a file and come back, and overwrite no file by accident', async () => {
		const profiles = await openProfiles(folder);
		profiles.save('office', document);
		const file = join(folder, '..', 'out.json');
		profiles.exportTo('office', file);
		expect(readDocumentFile(file)).toEqual(document);
		expect(() => profiles.exportTo('office', file)).toThrow(/exists already/);
		profiles.exportTo('office', file, {overwrite: true});
		expect(profiles.save('copy', readDocumentFile(file)).document).toEqual(document);
		expect(() => profiles.save('COPY', readDocumentFile(file))).toThrow(/already/);
		expect(() => readDocumentFile(join(folder, 'none.json'))).toThrow(/no such file/);
	});

	it('are replaced or removed only as the one that was meant, once another terminal has saved it anew', async () => {
		let clock = 1000;
		const one = await openProfiles(folder, () => clock);
		const two = await openProfiles(folder, () => clock);
		const seen = one.save('office', document);
		clock = 2000;
		two.save('Office', {...document, name: 'theirs'}, {replaces: seen.savedAt});
		expect(() => one.save('office', document, {replaces: seen.savedAt})).toThrow(
			expect.objectContaining({standing: 'Office', savedAt: 2000}),
		);
		expect(() => one.remove('office', seen.savedAt)).toThrow(/saved anew in another terminal/);
		expect(one.get('office').document.name).toBe('theirs');
		one.remove('office', 2000);
		expect(two.list().profiles).toEqual([]);
	});

	it('see each other’s changes from two terminals', async () => {
		const one = await openProfiles(folder);
		const two = await openProfiles(folder);
		one.save('a', document);
		two.save('b', document);
		expect(one.list().profiles.map(profile => profile.name)).toEqual(['a', 'b']);
	});
});

describe('profile names', () => {
	it('refuse what cannot be shown, typed or told apart', () => {
		for (const name of ['', '   ', ' a', 'a ', 'a\u001B[31m', 'a\u202Eb', 'x'.repeat(65), 'a\nb'])
			expect(checkProfileName(name)).toBeDefined();
		for (const name of ['berlin-office', '上海 IDC', 'Zürich #2', 'x'.repeat(64), '__proto__', 'a.b.c'])
			expect(checkProfileName(name)).toBeUndefined();
	});

	it('whatever name is accepted is found again', async () => {
		const profiles = await openProfiles(folder);
		await fc.assert(
			fc.asyncProperty(fc.string({minLength: 1, maxLength: 70, unit: 'binary'}), async name => {
				fc.pre(checkProfileName(name) === undefined);
				profiles.save(name, document, {overwrite: true});
				expect(profiles.get(name).name).toBe(name);
				profiles.remove(name);
			}),
			{numRuns: 60},
		);
		expect(profiles.list().profiles).toEqual([]);
	});
});

describe('documents in files', () => {
	it.each([
		['{\n  "cloud": "aws",,\n}', /line 2, column 18/],
		['{\n\t"cloud" "aws"\n}', /line 2, column 10: a colon/],
		['', /nothing in it/],
		['{"a": tru}', /line 1, column 7/],
		['{"a": "b', /line 1/],
		['{"a": 1', /line 1, column 8/],
		['{}\n/* hi', /line 2, column 1: this comment has no end/],
		['{} {}', /line 1, column 4/],
	])('say where JSON breaks: %j', (text, expected) => {
		mkdirSync(folder, {recursive: true});
		writeFileSync(join(folder, 'x.json'), text);
		expect(() => readDocumentFile(join(folder, 'x.json'))).toThrow(expected);
	});

	it('list everything that is wrong, not only the first', () => {
		mkdirSync(folder, {recursive: true});
		const file = join(folder, 'x.json');
		writeFileSync(
			file,
			JSON.stringify({
				...document,
				region: 'x',
				site: {kind: 'new', name: '', address: '1.2.3'},
				presharedKey: 'hunter2',
			}),
		);
		try {
			readDocumentFile(file);
			expect.unreachable();
		} catch (error) {
			const items = (error as UserError).details.items?.join('\n'); // readDocumentFile throws nothing else
			for (const field of ['region', 'site.name', 'site.address', 'presharedKey']) expect(items).toContain(field);
			expect(items).not.toContain('hunter2');
		}
	});

	it('take a byte order mark and refuse what is no document by its size', () => {
		mkdirSync(folder, {recursive: true});
		writeFileSync(join(folder, 'bom.json'), `\uFEFF${JSON.stringify(document)}`);
		expect(readDocumentFile(join(folder, 'bom.json'))).toEqual(document);
		writeFileSync(join(folder, 'big.json'), ' '.repeat(1_000_001));
		expect(() => readDocumentFile(join(folder, 'big.json'))).toThrow(/larger than 1 MB/);
	});
});

describe('the draft', () => {
	it('of a run goes when that has made what it asks for; those of other runs and of none stay', async () => {
		const all = [{run: 'r1'}, {run: 'r2'}, {}];
		for (const kept of all) {
			const terminal = await openDrafts(folder);
			await terminal.save(kept);
			terminal.park();
		}

		const drafts = await openDrafts(folder);
		expect(drafts.list()).toHaveLength(3);
		expect(drafts.dropOf('r1')).toBe(true);
		expect(drafts.dropOf('r1')).toBe(false);
		expect(drafts.list().map(({kept}) => kept)).toEqual(expect.arrayContaining(all.slice(1)));
		expect(drafts.list()).toHaveLength(2);
	});

	it('comes back as it was kept, until it is cleared', async () => {
		const drafts = await openDrafts(folder, () => 7);
		expect(drafts.list()).toEqual([]);
		const kept = {answers: {cloud: 'aws', aws: {texts: {'site.address': '203.0.'}}}, step: 'site-new'};
		await drafts.save(kept);
		expect((await openDrafts(folder)).list()).toEqual([{file: 'draft', savedAt: 7, kept}]);
		expect(drafts.list()).toEqual([]);
		expect(fileMode(join(folder, 'draft.json'))).toBe(0o600);
		drafts.clear();
		expect((await openDrafts(folder)).list()).toEqual([]);
	});

	it('is let go with the answers it came from, and not when another terminal has gone on with it', async () => {
		let clock = 1;
		const one = await openDrafts(folder, () => clock);
		await one.save({answers: 1});
		const two = await openDrafts(folder);
		const three = await openDrafts(folder);
		three.list();
		three.take('draft');
		rmSync(join(folder, 'draft.json.held'));
		three.clear();
		expect(two.list()).toEqual([]);
		await one.save({answers: 1});
		three.list();
		three.take('draft');
		clock = 2;
		await one.save({answers: 2});
		three.clear();
		expect((await openDrafts(folder)).list()[0]?.kept).toEqual({answers: 2});
	});

	it.each([
		['died', () => ({pid: spawnSync(process.execPath, ['-e', '']).pid, host: hostname()}), ['draft.json']],
		['is at work', () => ({pid: process.ppid, host: hostname()}), ['draft-2.json', 'draft.json']],
		['works on another machine', () => ({pid: 7, host: 'elsewhere'}), ['draft-2.json', 'draft.json']],
	])('of a terminal that %s: goes on, or another is begun beside it', async (_what, holder, files) => {
		const old = await openDrafts(folder, () => 1);
		await old.save({answers: 'old'});
		writeFileSync(join(folder, 'draft.json.held'), JSON.stringify({...holder(), purpose: 'draft'}));
		const drafts = await openDrafts(folder, () => 2);
		const isFree = files.length === 1;
		expect(drafts.list().map(draft => draft.kept)).toEqual(isFree ? [{answers: 'old'}] : []);
		drafts.take('draft');
		expect(await drafts.save({answers: 'new'})).toEqual({beside: !isFree});
		expect(
			readdirSync(folder)
				.filter(file => file.endsWith('.json'))
				.sort(),
		).toEqual(files);
		const kept = files.map(file => JSON.parse(readFileSync(join(folder, file), 'utf8')).kept.answers);
		expect(kept).toEqual(isFree ? ['new'] : ['new', 'old']);
	});

	it('that is parked lies beside the next one, and each is gone on with or deleted by itself', async () => {
		let clock = 1;
		const drafts = await openDrafts(folder, () => clock);
		for (const answers of ['one', 'two', 'three']) {
			await drafts.save({answers});
			drafts.park();
			clock += 1;
		}

		const names = () => drafts.list().map(({file, kept}) => [file, kept]);
		const three = ['draft-3', {answers: 'three'}];
		const two = ['draft-2', {answers: 'two'}];
		expect(names()).toEqual([three, two, ['draft', {answers: 'one'}]]);
		expect(drafts.remove('draft')).toBe(true);
		expect(names()).toEqual([three, two]);
		drafts.take('draft-2');
		expect(names()).toEqual([three]);
		await drafts.save({answers: 'two, gone on with'});
		expect(names()).toEqual([three]);
		drafts.park();
		expect(names()).toEqual([['draft-2', {answers: 'two, gone on with'}], three]);
		const other = await openDrafts(folder, () => 9);
		other.list();
		other.take('draft-3');
		await other.save({answers: 'changed elsewhere'});
		expect(drafts.remove('draft-3')).toBe(false);
		expect(drafts.remove('no-such')).toBe(false);
	});

	it('is said not to be kept where fifty are, and none of them is written over', async () => {
		const drafts = await openDrafts(folder);
		for (let index = 0; index < 50; index += 1) {
			await drafts.save({answers: index});
			drafts.park();
		}

		await expect(drafts.save({answers: 'one more'})).rejects.toThrow(/50 drafts are kept/);
		expect(new Set(drafts.list().map(({kept}) => Object(kept).answers)).size).toBe(50);
		drafts.remove('draft-7');
		await drafts.save({answers: 'one more'});
		expect(readFileSync(join(folder, 'draft-7.json'), 'utf8')).toContain('one more');
	});

	it('of another machine is offered again when nobody has been at it for long', async () => {
		const old = await openDrafts(folder, () => 1);
		await old.save({answers: 'old'});
		writeFileSync(join(folder, 'draft.json.held'), JSON.stringify({pid: 7, host: 'elsewhere', purpose: 'draft'}));
		const hoursAgo = Date.now() / 1000 - 7200;
		utimesSync(join(folder, 'draft.json'), hoursAgo, hoursAgo);
		expect((await openDrafts(folder)).list()[0]?.kept).toEqual({answers: 'old'});
	});

	it('of an earlier version comes back without what would break a screen, and what no draft has', async () => {
		mkdirSync(folder, {recursive: true});
		const damaged = {cloud: 'aws', region: 'eu-central-1', ranges: 7, site: {kind: 'weird'}, password: 'hunter2'};
		writeFileSync(join(folder, 'draft.json'), JSON.stringify({version: 1, savedAt: 1, draft: damaged}));
		expect((await openDrafts(folder)).list()[0]?.draft).toEqual({cloud: 'aws', region: 'eu-central-1'});
	});
});

import {execFileSync, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {UserError} from '../../src/connection/user-error.ts';
import {readSiteLog} from '../../src/session/site-logs.ts';

/* What a user would lose: the newest lines of a log that is large, one that another system wrote, or a word on why it is not read. */

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function file(bytes: string | Uint8Array): string {
	const path = join(folder, 'site.log');
	writeFileSync(path, bytes);
	return path;
}

const {signal} = new AbortController();
const read = (path: string, isOrdinary = false) => readSiteLog(path, {signal, isOrdinary});

function pipeOf(): string {
	const pipe = join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
	return pipe;
}

test('of a large log the end is read', async () => {
	const text = await read(file(`${'x'.repeat(99)}\n`.repeat(150_000).concat('the last line\n')));
	expect(text.length).toBe(10_000_001);
	expect(text.endsWith('the last line\n')).toBe(true);
});

test('bytes that are no UTF-8 hide no line, and UTF-16 is read', async () => {
	expect(await read(file(Buffer.from([0x61, 0xe9, 0x0a, 0x62])))).toBe('a\uFFFD\nb');
	expect(await read(file(Buffer.from('\uFEFFline\n', 'utf16le')))).toBe('line\n');
});

test('a pipe is read to its end, the newest of it', async () => {
	const pipe = pipeOf();
	spawn('sh', ['-c', `(yes 0123456789 | head -c 31000000; echo the last line) >${pipe}`], {stdio: 'ignore'});
	const text = await read(pipe);
	expect(text.endsWith('the last line\n')).toBe(true);
	expect(text.length).toBeGreaterThan(10_000_000);
	expect(text.length).toBeLessThan(21_000_000);
});

test('a pipe whose writer comes late is waited for, and one whose writer never comes ends with who waits', async () => {
	const pipe = pipeOf();
	const late = read(pipe);
	spawn('sh', ['-c', `sleep 0.1; echo a line >${pipe}`], {stdio: 'ignore'});
	expect(await late).toBe('a line\n');
	const controller = new AbortController();
	const never = readSiteLog(pipe, {signal: controller.signal});
	controller.abort();
	await expect(never).rejects.toMatchObject({exit: 130});
	await expect(readSiteLog(pipe, {signal: controller.signal})).rejects.toMatchObject({exit: 130});
});

test('a pipe that never ends is read as far as anything is', async () => {
	const pipe = pipeOf();
	const writer = spawn('sh', ['-c', `exec cat /dev/zero >${pipe}`], {stdio: 'ignore'});
	expect((await read(pipe)).length).toBeLessThan(21_000_000);
	writer.kill();
});

test('a device is refused, which may have no end; and a pipe where a screen waits for it', async () => {
	await expect(read('/dev/zero')).rejects.toThrow(/no ordinary file/);
	for (const path of [pipeOf(), '/dev/zero']) await expect(read(path, true)).rejects.toThrow(/no ordinary file/);
	await expect(read(folder, true)).rejects.toThrow(/folder/);
	expect(await read('/dev/null')).toBe('');
	expect(await read(file('line\n'), true)).toBe('line\n');
});

test('what can’t be read says why', async () => {
	await expect(read(join(folder, 'none'))).rejects.toThrow(UserError);
	await expect(read(folder)).rejects.toThrow(/folder/);
	await expect(read(file(gzipSync('log')))).rejects.toThrow(/compressed with gzip/);
});

test('bytes at random are no log; what NULs stand in after a crash is', async () => {
	await expect(read(file(randomBytes(2_000_000)))).rejects.toThrow(/is no text/);
	const crashed = Buffer.concat([Buffer.alloc(50_000), Buffer.from('a line \u0441 \u7ebf\n')]);
	expect(await read(file(crashed))).toContain('a line \u0441 \u7ebf');
});

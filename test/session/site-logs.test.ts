import {execFileSync, spawn} from 'node:child_process';
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

test('of a large log the end is read', () => {
	const text = readSiteLog(file(`${'x'.repeat(99)}\n`.repeat(150_000).concat('the last line\n')));
	expect(text.length).toBe(10_000_001);
	expect(text.endsWith('the last line\n')).toBe(true);
});

test('bytes that are no UTF-8 hide no line, and UTF-16 is read', () => {
	expect(readSiteLog(file(Buffer.from([0x61, 0xe9, 0x0a, 0x62])))).toBe('a\uFFFD\nb');
	expect(readSiteLog(file(Buffer.from('\uFEFFline\n', 'utf16le')))).toBe('line\n');
});

test('a pipe is read to its end, the newest of it', () => {
	const pipe = join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
	spawn('sh', ['-c', `(yes 0123456789 | head -c 21000000; echo the last line) >${pipe}`], {stdio: 'ignore'});
	const text = readSiteLog(pipe);
	expect(text.endsWith('the last line\n')).toBe(true);
	expect(text.length).toBeGreaterThan(10_000_000);
	expect(text.length).toBeLessThan(21_000_000);
});

test('where a screen waits for it, a pipe and a device are refused: nobody may ever write into one', () => {
	const pipe = join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
	for (const path of [pipe, '/dev/zero'])
		expect(() => readSiteLog(path, {isOrdinary: true})).toThrow(/no ordinary file/);
	expect(() => readSiteLog(folder, {isOrdinary: true})).toThrow(/folder/);
	expect(readSiteLog(file('line\n'), {isOrdinary: true})).toBe('line\n');
});

test('what can’t be read says why', () => {
	expect(() => readSiteLog(join(folder, 'none'))).toThrow(UserError);
	expect(() => readSiteLog(folder)).toThrow(/folder/);
	expect(() => readSiteLog(file(gzipSync('log')))).toThrow(/compressed with gzip/);
});

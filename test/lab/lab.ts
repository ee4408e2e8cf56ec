import {sweepOrphans} from '../../src/sandbox/lab/belongings.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {changes, tryChange} from './change/changes.ts';
import {lacking} from './lacking.ts';
import {tryOnSandbox} from './played.ts';
import {comesBackAfterRefusal} from './refused.ts';
import {tryOut} from './trial.ts';
import {failing, later, working} from './trials.ts';
import {tryCase} from './why/case.ts';
import {labCases} from './why/lab-cases.ts';
import {libreswanRoot} from './why/pluto.ts';
import {plutoCases, tryPluto} from './why/pluto-cases.ts';
import {tableLine} from './why/table.ts';

/*
 * `npm run lab`: the files that are handed over, proven on real IPsec. Words after it choose the trials whose titles hold them.
 */
const lacks = await lacking();
const words = process.argv.slice(2).map(word => word.toLowerCase());
if (lacks.length > 0) {
	process.stdout.write(`the lab is skipped: this machine lacks ${lacks.join(', ')}\n`);
} else {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
	await sweepOrphans();
	let failures = 0;
	for (const trial of [...working, ...later, ...failing]) {
		if (!words.every(word => trial.title.toLowerCase().includes(word))) continue;
		// An account holds 20 customer gateways only: each trial has one of its own.
		const sandbox = await startSandbox({speed: 1000});
		if (!(await told(trial.title, () => tryOut(sandbox, trial)))) failures += 1;
		await sandbox.close();
	}

	for (const trial of working.filter(({nat}) => !nat)) {
		const title = `on the sandbox's own ends: ${trial.title}`;
		if (!words.every(word => title.toLowerCase().includes(word))) continue;
		if (!(await told(title, () => tryOnSandbox(trial)))) failures += 1;
	}

	for (const change of changes) {
		if (!words.every(word => change.title.toLowerCase().includes(word))) continue;
		if (!(await told(change.title, () => tryChange(change)))) failures += 1;
	}

	const refused = 'a cloud that refuses at first is asked again by the next packet';
	if (words.every(word => refused.includes(word))) {
		const sandbox = await startSandbox({speed: 1000});
		const comesBack = async () => {
			if (await comesBackAfterRefusal(sandbox)) return 'the IKE SA stands';
			throw new Error('no IKE SA for packets that want to the cloud');
		};
		if (!(await told(refused, comesBack))) failures += 1;
		await sandbox.close();
	}

	const libreswan = libreswanRoot;
	const whyTrials = [
		...labCases.map(trial => ({trial, play: () => tryCase(trial)})),
		...(libreswan === undefined ? [] : plutoCases.map(trial => ({trial, play: () => tryPluto(trial, libreswan)}))),
	];
	for (const {trial, play} of whyTrials) {
		if (!words.every(word => `why: ${trial.title}`.toLowerCase().includes(word))) continue;
		const look = async () => {
			const {isFirst, line} = tableLine(trial, await play(), process.env.LAB_LOGS);
			if (isFirst) return line;
			throw new Error(line);
		};
		if (!(await told(`why: ${trial.title}`, look))) failures += 1;
	}

	process.exitCode = failures > 0 ? 1 : 0;
}

/** @returns whether it went as it should */
async function told(title: string, play: () => Promise<string>): Promise<boolean> {
	const begun = Date.now();
	const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
	try {
		const seen = await play();
		process.stdout.write(`✓ ${title}: ${seen} (${seconds()})\n`);
		return true;
	} catch (error) {
		const says = error instanceof Error ? error.message : String(error);
		process.stdout.write(`✗ ${title}: ${says} (${seconds()})\n`);
		return false;
	}
}

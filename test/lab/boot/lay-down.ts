import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {run} from '../../../src/sandbox/lab/programs.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {awsEnds, type CloudEnd, insideAddress, tencentEnds} from '../cloud-side.ts';
import {handOver} from '../handed-over.ts';
import type {Kind} from './kinds.ts';

/** A connection of the sandbox with its files, laid down on a disk for each machine. */
export interface LaidDown {
	readonly id: string;
	/** STEPS.md */
	readonly steps: string;
	readonly ends: readonly CloudEnd[];
	readonly siteDisk: string;
	readonly cloudDisk: string;
}

/** The router's address, which is the site's way to everywhere. */
export function gatewayOf(address: string): string {
	return address.replace(/\d+$/, '1');
}

export async function layDown(kind: Kind, device: 'strongswan' | 'libreswan', folder: string): Promise<LaidDown> {
	const sandbox = await startSandbox({speed: 1000});
	const handed = await handOver(sandbox, kind.document(), {
		key: 'A_key.of-the.lab1',
		device,
		options: kind.options ?? [],
	});
	try {
		const ends = await (handed.id.startsWith('vpnx-') ? tencentEnds : awsEnds)(sandbox.env, handed.id);
		const [first] = ends;
		const cloud = join(folder, 'cloud');
		mkdirSync(cloud, {recursive: true});
		const here = dirname(fileURLToPath(import.meta.url));
		cpSync(join(here, 'cloud.sh'), join(cloud, 'cloud.sh'));
		cpSync(join(here, '..', 'ends.sh'), join(cloud, 'ends.sh'));
		for (const [index, end] of ends.entries()) writeFileSync(join(cloud, `cloud${index}.conf`), end.configuration);
		const facts = {
			GATEWAY: gatewayOf(first?.site ?? ''),
			CLOUD_FAMILY: kind.hasIpv6 ? 'ip6' : 'ip',
			CLOUD_RANGE: kind.cloud.range,
			CLOUD_HOSTS: kind.cloud.hosts.map(host => `${host}/${kind.hasIpv6 ? 128 : 32}`).join(' '),
			CLOUD_ASN: String(first?.asns?.cloud ?? ''),
			SITE_ASN: String(first?.asns?.site ?? ''),
		};
		writeFileSync(
			join(cloud, 'facts'),
			Object.entries(facts)
				.map(([name, value]) => `${name}='${value}'\n`)
				.join(''),
		);
		const disk = async (content: string, name: string) => {
			const image = join(folder, `${name}.disk`);
			await run('mke2fs', ['-q', '-t', 'ext4', '-d', content, image, '16M']);
			return image;
		};
		return {
			id: handed.id,
			steps: readFileSync(join(handed.folder, 'STEPS.md'), 'utf8'),
			ends,
			siteDisk: await disk(handed.folder, 'site'),
			cloudDisk: await disk(cloud, 'cloud'),
		};
	} finally {
		handed.remove();
		await sandbox.close();
	}
}

/** The lines to paste of a section of STEPS.md, one block after the other. */
export function linesOf(steps: string, section: string): readonly string[] {
	const body = steps.split(/^## /m).find(part => part.startsWith(`${section}\n`)) ?? '';
	return [...body.matchAll(/^ {3}```sh\n([\s\S]*?)^ {3}```$/gm)].map(([, block = '']) => block.replace(/^ {3}/gm, ''));
}

/** An end's inside addresses, where it has any. */
export function insideOf(end: CloudEnd): {readonly cloud: string; readonly site: string} | undefined {
	return end.inside === undefined || end.siteInside === undefined
		? undefined
		: {cloud: insideAddress(end), site: end.siteInside};
}

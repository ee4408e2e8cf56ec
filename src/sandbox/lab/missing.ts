import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {ownName} from './own-name.ts';
import {tryRun} from './programs.ts';

const files = [
	['/usr/sbin/charon-systemd', 'charon-systemd'],
	['/usr/sbin/swanctl', 'swanctl (strongswan-swanctl)'],
	['/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so', 'ESP in user space (libcharon-extra-plugins)'],
	['/usr/lib/ipsec/plugins/libstrongswan-openssl.so', 'libstrongswan-standard-plugins'],
	['/usr/lib/frr/bgpd', 'bgpd (frr)'],
	['/dev/net/tun', '/dev/net/tun'],
] as const;

/** What real IPsec cannot do without, by what to be, have or install. Empty: it can run. @param programs more that are needed, and their package */
export async function missingForLab(
	programs: readonly (readonly [name: string, says: string])[] = [],
): Promise<readonly string[]> {
	if (process.platform !== 'linux') return ['Linux'];
	const lacks = [
		...(process.getuid?.() === 0 ? [] : ['root']),
		...files.filter(([path]) => !existsSync(path)).map(([, says]) => says),
		...[['ip', 'ip (iproute2)'] as const, ...programs].filter(([name]) => !onPath(name)).map(([, says]) => says),
	];
	return lacks.length > 0 || (await canMakeNamespaces())
		? lacks
		: ['the right to make network namespaces (CAP_SYS_ADMIN)'];
}

function onPath(name: string): boolean {
	return (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, name)));
}

async function canMakeNamespaces(): Promise<boolean> {
	const name = ownName('probe');
	if ((await tryRun('ip', ['netns', 'add', name])).code !== 0) return false;
	await tryRun('ip', ['netns', 'del', name]);
	return true;
}

/** This machine can't carry the lab. */
export class LabLacks extends Error {
	/** What to be, have or install. */
	readonly lacks: readonly string[];

	constructor(lacks: readonly string[]) {
		super(`this machine lacks ${lacks.join(', ')}`);
		this.lacks = lacks;
	}
}

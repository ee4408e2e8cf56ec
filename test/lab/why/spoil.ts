import {EC2Client, ReplaceVpnTunnelCommand} from '@aws-sdk/client-ec2';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {until} from '../../../src/sandbox/lab/programs.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {type WhyLab, waitMs} from './case.ts';

/* What is done to a site's files, to the way between the ends, and to the cloud's end. */

export const each = (what: RegExp, by: string) => (text: string) => text.replaceAll(new RegExp(what, 'gm'), by);
/** The line of the file with this name, of every connection. */
export const setting = (name: string, value: string) =>
	each(new RegExp(`^(\\s*)${name} = .*$`), `$1${name} = ${value}`);
/** An identity; `end`: local or remote. */
export const identity = (end: 'local' | 'remote', value: string) => (text: string) =>
	text.replaceAll(new RegExp(`(${end} \\{[^}]*?id = )\\S+`, 'g'), `$1${value}`);
export const drops = (rule: string) => (lab: WhyLab) =>
	lab.atSite(
		'nft',
		`table inet why { chain in { type filter hook input priority 0; ${rule} drop; }; chain out { type filter hook output priority 0; ${rule} drop; }; }`,
	);
/** A second connection to the same end: an old one that nobody took away. */
export const twice = (text: string) => {
	const unique = text.replace(/^(\s*)unique = .*$/m, '$1unique = never');
	const [, name = '', block = ''] = /^ {2}(\S+) (\{\n[\s\S]*?\n {2}\}\n)/m.exec(unique) ?? [];
	return unique.replace(
		`  ${name} ${block}`,
		all => `${all}  old-${name} ${block.replace('over_time = 1800s', 'over_time = 1700s')}`,
	);
};

export const sas = ({swanctl}: WhyLab) => swanctl('--list-sas');

/** Waits until `status` says so. */
export async function says({sandbox, handed}: WhyLab, wanted: RegExp): Promise<void> {
	const look = async () => {
		const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}});
		await runArguments(['status', handed.id], undefined, io);
		return wanted.test(io.stdout());
	};
	await until(look, `status saying ${wanted}`, waitMs);
}

/** The cloud's own maintenance of the first tunnel: its end says so to the site, and is back after a while. */
export async function replaceTunnel({sandbox, handed, ready}: WhyLab, ApplyPendingMaintenance = false): Promise<void> {
	const {AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = ''} = sandbox.env;
	const ec2 = new EC2Client({
		endpoint: sandbox.endpoints.ec2,
		region: 'eu-central-1',
		credentials: {accessKeyId, secretAccessKey},
	});
	try {
		const VpnTunnelOutsideIpAddress = ready.tunnels[0]?.cloud ?? '';
		const parameters = {VpnConnectionId: handed.id, VpnTunnelOutsideIpAddress, ApplyPendingMaintenance};
		await ec2.send(new ReplaceVpnTunnelCommand(parameters));
	} finally {
		ec2.destroy();
	}
}

export function childOf({handed}: WhyLab): string {
	return /^ {6}(\S+) \{\n {8}local_ts = /m.exec(handed.read('swanctl.conf'))?.[1] ?? '';
}

export async function initiate(lab: WhyLab): Promise<void> {
	await lab.swanctl('--initiate', '--child', childOf(lab), '--timeout', '1');
}

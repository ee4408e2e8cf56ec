import type {DeviceKind, DeviceSample, DeviceSide} from '../../connection/device-side.ts';
import type {OwnDevice} from '../../connection/handover-targets.ts';
import {printable} from '../../connection/printable.ts';
import {Secret} from '../../connection/secret.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {frrConf} from '../linux/frr-conf.ts';
import {interfaceMaker} from '../linux/interface-maker.ts';
import {networkFiles} from '../linux/network-files.ts';
import {numberTunnels} from '../linux/numbering.ts';
import {refuseWhatFails} from '../linux/refuse-what-fails.ts';
import {checkSide} from './check-side.ts';
import {keysElsewhere} from './keys-elsewhere.ts';
import {libreswanConf, libreswanSecrets} from './libreswan/ipsec-conf.ts';
import {stepsPage, tunnelFacts} from './steps-page.ts';
import {retransmitConf} from './strongswan/retransmit-conf.ts';
import {swanctlConf} from './strongswan/swanctl-conf.ts';

/**
 * Every file of a device, the page of steps last. Pure: the same connection gives the same files.
 * @throws UserError when the device does not speak what the cloud allows, or the cloud says what can't be
 */
export function deviceFiles(target: OwnDevice, side: DeviceSide, site: SiteFacts): readonly HandoverFile[] {
	checkSide(side);
	refuseWhatFails(target, side);
	const frr = frrConf(side, site);
	const files: readonly HandoverFile[] = [
		...(target === 'strongswan'
			? [
					{name: 'swanctl.conf', content: swanctlConf(side, site), what: 'the tunnels, with their keys'},
					retransmitConf(),
				]
			: [
					{name: 'ipsec.conf', content: libreswanConf(side, site), what: 'the tunnels'},
					{name: 'ipsec.secrets', content: libreswanSecrets(side), what: 'their keys'},
				]),
		...networkFiles(side, site, interfaceMaker(target)),
		...(frr === undefined ? [] : [{name: 'frr.conf', content: frr, what: 'BGP with the cloud'}]),
	];
	return [...files, stepsPage(target, side, site, files)];
}

/** A cloud's own configuration for a device, with a page that says what the connection really is. @throws UserError when the cloud says what can't be */
export function sampleFiles(
	kind: DeviceKind,
	sample: DeviceSample,
	side: DeviceSide,
	site: SiteFacts,
): readonly HandoverFile[] {
	checkSide(side);
	const name = sampleFileName(kind);
	const missing = keysElsewhere(side);
	const page = [
		`# ${printable(side.name)} (${side.id}) on ${printable([kind.vendor, kind.platform, kind.software].join(' '))}`,
		'',
		'## Apply',
		'',
		`1. Read \`${name}\`: it is the cloud’s own text, written to be looked through before it is pasted.${missing.length > 0 ? '' : ' It holds the key.'}`,
		...sample.notes.map((note, index) => `${index + 2}. ${printable(note)}`),
		...missing.map((says, index) => `${sample.notes.length + index + 2}. Put the key in: ${printable(says)}`),
		'',
		'## What the connection really is',
		'',
		'Where the cloud’s text differs, this counts.',
		'',
		...numberTunnels(side, site).flatMap(numbered => [
			`## ${numbered.tunnel.name}`,
			'',
			'| | |',
			'|---|---|',
			...tunnelFacts(numbered)
				.filter(([fact]) => fact !== 'Interface and MTU')
				.map(([fact, value]) => `| ${fact} | ${printable(value).replaceAll('|', '\\|')} |`),
			`| MTU, TCP MSS | ${numbered.mtu}, ${numbered.mss} |`,
			'',
		]),
		'## Check',
		'',
		`1. Look at it from the cloud: \`tunnelwright status ${side.id} --region ${side.region}\``,
	];
	return [
		{
			name,
			content: new Secret(withoutControls(sample.text.reveal())),
			what: 'the cloud’s configuration, with its keys',
		},
		{name: 'STEPS.md', content: `${page.join('\n')}\n`, what: 'what to do with it'},
	];
}

/** The file that a cloud's own configuration goes into. */
export function sampleFileName({slug}: DeviceKind): string {
	return `${slug.replace(/^[a-z]+:/, '')}.txt`;
}

/** A configuration is pasted into a console: line breaks and tabs stay, escape sequences and what turns lines round do not. */
function withoutControls(text: string): string {
	return text.replace(
		/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
		'',
	);
}

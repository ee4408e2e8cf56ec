import type {DeviceKind, DeviceSample, DeviceSide} from '../../../connection/device-side.ts';
import {printable} from '../../../connection/printable.ts';
import {Secret} from '../../../connection/secret.ts';
import {UserError} from '../../../connection/user-error.ts';
import type {HandoverFile, SiteFacts} from '../../handover-file.ts';
import {checkSide} from '../check-side.ts';
import type {DeviceMaker} from '../device.ts';
import {keysElsewhere} from '../keys-elsewhere.ts';
import {changeFilesOf} from '../tunnel-change.ts';
import {tunnelSizes} from '../tunnel-sizes.ts';
import {tunnelTable} from '../tunnel-table.ts';
import {change} from './change.ts';

/** The maker for a device that the cloud has a sample for: the cloud is asked for it. */
export function makerOf(kind: DeviceKind): DeviceMaker {
	return {
		fileNames: () => [sampleFileName(kind), 'STEPS.md'],
		async make({side, site, cloud}, signal) {
			if (!cloud.deviceSample) throw new UserError(`${cloud.title} has no ready configurations`);
			const sample = await cloud.deviceSample(side.region, side.id, kind, signal);
			return sampleFiles(kind, sample, side, site);
		},
		change(changed) {
			checkSide(changed.side);
			return changeFilesOf(productOf(kind), change, changed);
		},
	};
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
		`# ${printable(side.name)} (${side.id}) on ${productOf(kind)}`,
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
		...side.tunnels.flatMap(tunnel => {
			const {mtu, mss} = tunnelSizes(tunnel, side, site);
			return tunnelTable(tunnel, [['MTU, TCP MSS', `${mtu}, ${mss}`]]);
		}),
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

function productOf({vendor, platform, software}: DeviceKind): string {
	return printable([vendor, platform, software].join(' '));
}

/** The file that a cloud's own configuration goes into. */
function sampleFileName({slug}: DeviceKind): string {
	return `${slug.replace(/^[a-z]+:/, '')}.txt`;
}

/** A configuration is pasted into a console: line breaks and tabs stay, escape sequences and what turns lines round do not. */
function withoutControls(text: string): string {
	return text.replace(
		/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
		'',
	);
}

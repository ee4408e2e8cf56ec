import type {DeviceKind} from '../../../connection/device-side.ts';
import {printable} from '../../../connection/printable.ts';
import type {Device} from '../device.ts';

/** A device that the cloud has a ready configuration for. Its text is the cloud's, so that little is to be asked of the site. */
export function sampleOf(kind: DeviceKind): Device {
	const {slug: id, vendor, platform, software} = kind;
	return {
		id,
		name: vendor,
		system: systemOf(kind),
		kind: 'cloud sample',
		title: `${vendor}, ${platform}, ${software}`,
		product: printable([vendor, platform].filter(Boolean).join(' ')),
		listed: {from: id.split(':')[0] ?? '', vendor, platform, software},
		asks: sampleAsks,
		load: async () => (await import('./files.ts')).makerOf(kind),
	};
}

/** The MTU on the page of steps is all that follows from it. */
export const sampleAsks: Device['asks'] = ['nat'];

/** Platform and software, without what the columns beside say already: a cloud's lists repeat themselves. */
function systemOf({vendor, platform, software}: DeviceKind): string {
	const says = (text: string, name: string) => text.toLowerCase().startsWith(name.toLowerCase());
	const own = platform !== '' && (platform === vendor || says(software, platform)) ? [software] : [platform, software];
	return own.filter(Boolean).join(', ') || platform;
}

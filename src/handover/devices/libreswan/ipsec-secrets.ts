import {Buffer} from 'node:buffer';
import type {DeviceSide} from '../../../connection/device-side.ts';
import {printable} from '../../../connection/printable.ts';
import {Secret} from '../../../connection/secret.ts';
import {identity} from './identity.ts';

/** ipsec.secrets: base64, the notation in which a key may hold anything. Source: Libreswan, ipsec.secrets(5). */
export function ipsecSecrets(side: DeviceSide): Secret {
	const lines = side.tunnels.flatMap(({key, siteIdentity, cloudIdentity}) =>
		key.from === 'elsewhere'
			? [`# KEY MISSING: ${printable(key.says)}`, `# ${identity(siteIdentity)} ${identity(cloudIdentity)} : PSK 0s`]
			: `${identity(siteIdentity)} ${identity(cloudIdentity)} : PSK 0s${Buffer.from(key.key.reveal(), 'utf8').toString('base64')}`,
	);
	return new Secret(['# goes to /etc/ipsec.d/, mode 0600, owner root', ...lines, ''].join('\n'));
}

import {Buffer} from 'node:buffer';
import type {DeviceSide, IkeIdentity} from '../../../connection/device-side.ts';
import {printable} from '../../../connection/printable.ts';
import {Secret} from '../../../connection/secret.ts';
import {UserError} from '../../../connection/user-error.ts';
import {ownDevices} from '../registry.ts';

/** ipsec.secrets: base64, the notation in which a key may hold anything. Source: Libreswan, ipsec.secrets(5). */
export function ipsecSecrets(side: DeviceSide): Secret {
	return ipsecSecretsOf(side.tunnels);
}

/** The secrets of some of its tunnels. */
export function ipsecSecretsOf(tunnels: DeviceSide['tunnels']): Secret {
	const lines = tunnels.flatMap(({key, siteIdentity, cloudIdentity}) =>
		key.from === 'elsewhere'
			? [`# KEY MISSING: ${printable(key.says)}`, `# ${identity(siteIdentity)} ${identity(cloudIdentity)} : PSK 0s`]
			: `${identity(siteIdentity)} ${identity(cloudIdentity)} : PSK 0s${Buffer.from(key.key.reveal(), 'utf8').toString('base64')}`,
	);
	return new Secret(['# goes to /etc/ipsec.d/, mode 0600, owner root', ...lines, ''].join('\n'));
}

/** An identity as both of Libreswan's files write it. @throws UserError for one that it has no notation for */
export function identity({type, value}: IkeIdentity): string {
	if (type === 'address') return value;
	if (/^[\w.-]+$/.test(value)) return `@${value}`;
	throw new UserError(`Libreswan cannot use the identity "${value}"`, {mend: `use --device ${ownDevices()[0]?.id}`});
}

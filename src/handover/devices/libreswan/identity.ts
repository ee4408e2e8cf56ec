import type {IkeIdentity} from '../../../connection/device-side.ts';
import {UserError} from '../../../connection/user-error.ts';
import {ownDevices} from '../registry.ts';

/** An identity as both of Libreswan's files write it. @throws UserError for one that it has no notation for */
export function identity({type, value}: IkeIdentity): string {
	if (type === 'address') return value;
	if (/^[\w.-]+$/.test(value)) return `@${value}`;
	throw new UserError(`Libreswan cannot use the identity "${value}"`, {mend: `use --device ${ownDevices()[0]?.id}`});
}

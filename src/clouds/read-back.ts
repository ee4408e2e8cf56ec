import type {Imported} from '../connection/foreign.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import type {Cloud, CloudId} from './cloud.ts';

const ids: Readonly<Record<CloudId, {readonly form: RegExp; readonly example: string}>> = {
	aws: {form: /^vpn-[0-9a-f]+$/, example: 'vpn-40f41529'},
	tencent: {form: /^vpnx-[a-z0-9]+$/, example: 'vpnx-5p7vkch8'},
};

/**
 * Reads a connection that stands in a cloud into a document to make another like it: its site is the customer gateway that is
 * there, a fresh key is generated, and what two connections cannot share (addresses inside the tunnels) is left out and said.
 * Reads only.
 * @throws UserError for an id that the cloud cannot have, or that is not in the region; CloudError
 */
export async function readBack(cloud: Cloud, region: string, id: string, signal: AbortSignal): Promise<Imported> {
	const {form, example} = ids[cloud.id];
	if (!form.test(id))
		throw new UserError(`"${printable(id, 60)}" is not the id of a connection of ${cloud.title}`, {
			field: '--id',
			mend: `its ids are like ${example}`,
		});
	if (!cloud.readBack) throw new UserError(`connections of ${cloud.title} can't be read back`);
	return cloud.readBack(region, id, signal);
}

/** For implementations: nothing of this id is there. */
export function notInRegion(title: string, region: string, id: string): UserError {
	return new UserError(`there is no connection ${printable(id, 60)} in ${title} ${printable(region, 40)}`, {
		field: '--id',
		mend: 'name its region with --region; tunnelwright status lists what is there',
	});
}

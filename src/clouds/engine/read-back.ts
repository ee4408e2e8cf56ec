import {cloudName} from '../../connection/cloud-name.ts';
import type {Imported} from '../../connection/foreign.ts';
import {printable} from '../../connection/printable.ts';
import {exitCode, UserError} from '../../connection/user-error.ts';
import type {Cloud, CloudId} from '../contract/cloud.ts';

const ids: Readonly<Record<CloudId, {readonly form: RegExp; readonly example: string}>> = {
	aws: {form: /^vpn-[0-9a-f]+$/, example: 'vpn-40f41529'},
	tencent: {form: /^vpnx-[a-z0-9]+$/, example: 'vpnx-5p7vkch8'},
};

/** Whether a word is taken for a connection rather than for a file: a mistyped id too, so that it is told of as one. */
export function readsAsId(word: string): boolean {
	return /^vpnx?-[a-z0-9]+$/.test(word);
}

/** The cloud whose connections have ids of this form. @throws UserError for an id that no cloud has */
export function cloudOfId(id: string): CloudId {
	if (ids.tencent.form.test(id)) return 'tencent';
	if (ids.aws.form.test(id)) return 'aws';
	throw new UserError(`"${printable(id, 60)}" is not the id of a connection`, {
		field: 'ID',
		mend: `AWS has ids like ${ids.aws.example}, Tencent Cloud like ${ids.tencent.example}`,
	});
}

/** @throws UserError for an id that this cloud cannot have */
export function checkIdOf(cloud: CloudId, id: string): void {
	if (cloudOfId(id) === cloud) return;
	throw new UserError(`${printable(id, 60)} is not the id of a connection of ${cloudName(cloud)}`, {
		field: 'ID',
		mend: `its ids are like ${ids[cloud].example}`,
	});
}

/**
 * Reads a connection that stands in a cloud into a document to make another like it: its site is the customer gateway that is
 * there, a fresh key is generated, and what two connections cannot share (addresses inside the tunnels) is left out and said.
 * Reads only.
 * @throws UserError for an id that the cloud cannot have, or that is not in the region; CloudError
 */
export async function readBack(cloud: Cloud, region: string, id: string, signal: AbortSignal): Promise<Imported> {
	checkIdOf(cloud.id, id);
	if (!cloud.readBack) throw new UserError(`connections of ${cloud.title} can't be read back`);
	return cloud.readBack(region, id, signal);
}

/**
 * Nothing of this id is there: the cloud was asked, and said so. Every command tells it like this, and ends with the exit code of an
 * answer of the cloud.
 * @param deleted the cloud still knows it as deleted
 */
export function notInRegion(title: string, region: string, id: string, {deleted = false} = {}): UserError {
	const where = `there is no connection ${printable(id, 60)} in ${title} ${printable(region, 40)}`;
	return new UserError(deleted ? `${where} any more: it was deleted` : where, {
		field: 'ID',
		mend: deleted
			? 'tunnelwright status lists what is there'
			: 'look in its own region (--region) and account; tunnelwright status lists what is there',
		exit: exitCode.cloud,
	});
}

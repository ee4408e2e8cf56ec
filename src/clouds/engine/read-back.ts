import {printable} from '../../connection/printable.ts';
import {shellWord} from '../../connection/shell-word.ts';
import {exitCode, UserError} from '../../connection/user-error.ts';
import type {Cloud, CloudId} from '../contract/cloud.ts';
import type {Imported} from '../document/foreign.ts';
import {cloudModules, moduleOf} from '../registry.ts';

/** Whether a word is taken for a connection rather than for a file: a mistyped id too, so that it is told of as one. */
export function readsAsId(word: string): boolean {
	return cloudModules().some(({connectionId}) => connectionId.meant.test(word));
}

/** The cloud whose connections have ids of this form. @throws UserError for an id that no cloud has */
export function cloudOfId(id: string): CloudId {
	const found = cloudModules().find(({connectionId}) => connectionId.form.test(id));
	if (found) return found.id;
	const [first, ...others] = cloudModules().map(({title, connectionId: {example}}) => ({title, example}));
	throw new UserError(`"${printable(id, 60)}" is not the id of a connection`, {
		field: 'ID',
		mend: [
			`${first?.title} has ids like ${first?.example}`,
			...others.map(({title, example}) => `${title} like ${example}`),
		].join(', '),
	});
}

/** @throws UserError for an id that this cloud cannot have */
export function checkIdOf(cloud: CloudId, id: string): void {
	if (cloudOfId(id) === cloud) return;
	const {title, connectionId} = moduleOf(cloud);
	throw new UserError(`${printable(id, 60)} is not the id of a connection of ${title}`, {
		field: 'ID',
		mend: `its ids are like ${connectionId.example}`,
	});
}

/**
 * Reads a connection that stands in a cloud into a document to make another like it: its site is the customer gateway that is
 * there, a fresh key is generated, and what two connections cannot share (addresses inside the tunnels) is left out and said.
 * Reads only. @param itself to keep it: nothing of that is left out
 * @throws UserError for an id that the cloud cannot have, or that is not in the region; CloudError
 */
export async function readBack(
	cloud: Cloud,
	region: string,
	id: string,
	signal: AbortSignal,
	itself = false,
): Promise<Imported> {
	checkIdOf(cloud.id, id);
	if (!cloud.readBack) throw new UserError(`connections of ${cloud.title} can't be read back`);
	return cloud.readBack(region, id, signal, itself);
}

/**
 * Nothing of this id is there: the cloud was asked, and said so. Every command tells it like this, and ends with the exit code of an
 * answer of the cloud.
 * @param deleted the cloud still knows it as deleted
 * @param others the options that name other accounts, as far as they are known
 */
export function notInRegion(
	title: string,
	region: string,
	id: string,
	{deleted = false, others = []}: {readonly deleted?: boolean; readonly others?: readonly string[]} = {},
): UserError {
	const where = `there is no connection ${printable(id, 60)} in ${title} ${printable(region, 40)}`;
	const lists = `tunnelwright status --region ${shellWord(region)} lists what is there`;
	const accounts = others.length === 0 ? '' : ` (${others.map(each => printable(each, 60)).join(', ')})`;
	return new UserError(deleted ? `${where} any more: it was deleted` : where, {
		field: 'ID',
		mend: deleted ? lists : `look in its own region and account; ${lists}`,
		...(deleted ? {} : {mendByOption: `look in its own region (--region) and account${accounts}; ${lists}`}),
		exit: exitCode.cloud,
	});
}

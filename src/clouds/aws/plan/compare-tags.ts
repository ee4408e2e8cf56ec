import {own} from '../../../connection/own.ts';
import {visible} from '../../../connection/visible.ts';
import type {ExistingConnection} from '../../contract/cloud.ts';
import {isShowable, oddTagsLeft} from '../../engine/odd-tags.ts';
import type {AwsConnection} from '../document.ts';
import {runTag, tagText} from '../wire/tags.ts';
import {wordsOf} from './compare-tunnels.ts';
import {interruptsOf} from './interrupts.ts';
import type {Part, Parts} from './part.ts';

/** How settings write a tag that has no value, to tell it from none. */
export const shownTag = (value: string) => value || '""';

/** Tags that a run sets by itself, or AWS does: nobody's to change. */
export const isOwn = (key: string) => key === runTag || key === 'Name' || key.startsWith('aws:');

/** The name and the tags of a connection. */
export function compareTags({name, tags}: AwsConnection, {settings = {}, siteGatewayId}: ExistingConnection): Parts {
	const wanted = [
		['name', name],
		...Object.entries(tags).map(([key, value]) => [`tags.${key}`, shownTag(value)]),
	] as const;
	const differences = wanted.flatMap(([field = '', value = '']): readonly Part[] => {
		const was = own(settings, field) ?? '';
		// a document must have a name: that of a connection without one is its customer gateway's id
		const isNameless = field === 'name' && was === '' && value === siteGatewayId;
		// a document's name is one that can be shown, and so is the name that an import gives it
		const isSameName = field === 'name' && tagText(was) === value;
		return was === value || isNameless || isSameName ? [] : [partOf(field, wordsOf(field), was, value, 'tags')];
	});
	const unspoken = Object.entries(settings).flatMap(([field, was]): readonly Part[] => {
		const key = keyOf(field);
		if (!field.startsWith('tags.') || isOwn(key) || Object.hasOwn(tags, key) || !isShowable(key, was)) return [];
		return [partOf(field, wordsOf(field), was, '', 'tags')];
	});
	return {
		differences,
		unspoken,
		notCompared: oddTagsLeft(settings, tags, isOwn),
		equal: wanted.length - differences.length,
	};
}

/** Whether a run of ours made it: it tags the attachment too. What others made has an attachment of their own making, tagged or not. */
export function isMadeHere({settings}: ExistingConnection): boolean {
	return settings?.[`tags.${runTag}`] !== undefined;
}

/** The tags of what attaches a connection to its transit gateway: those of the connection do not reach it. One that is missing is made. */
export function compareAttachmentTags({name, tags}: AwsConnection, exists: ExistingConnection): Parts {
	const {attachment} = exists;
	const stands = isMadeHere(exists) ? Object.entries(attachment?.tags ?? {}) : [];
	const wanted: Readonly<Record<string, string>> = {...tags, Name: name};
	const parts = stands.flatMap(([key, was]): readonly Part[] => {
		const said = own(wanted, key);
		const value = said === undefined ? '' : shownTag(said);
		const isSameName = key === 'Name' && tagText(was) === value;
		if (shownTag(was) === value || isSameName || (value === '' && isOwn(key))) return [];
		const what = `${key === 'Name' ? 'name' : `tag ${key}`} of ${attachment?.id}`;
		return [partOf(key === 'Name' ? 'name' : `tags.${key}`, what, shownTag(was), value, 'attachment-tags')];
	});
	return {
		differences: parts.filter(({wanted: value}) => value !== ''),
		unspoken: parts.filter(({wanted: value}) => value === ''),
		notCompared: [],
		equal: 0,
	};
}

/** A tag that differs: by its place in the document. */
export function partOf(field: string, what: string, was: string, wanted: string, by: Part['by']): Part {
	const values = {field: visible(field), what: visible(what), was: visible(was), wanted: visible(wanted)};
	const shown = {...values, interrupts: interruptsOf(field)};
	return {shown, by, name: keyOf(field), was, wanted};
}

function keyOf(field: string): string {
	return field.startsWith('tags.') ? field.slice('tags.'.length) : 'Name';
}

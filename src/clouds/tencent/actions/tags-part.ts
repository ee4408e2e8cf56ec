import type {TencentConnection} from '../document.ts';

/** A document's tags as a member of a request; none where it has none. */
export function tagsPart({tags}: TencentConnection): {readonly Tags?: readonly {Key: string; Value: string}[]} {
	const entries = Object.entries(tags).map(([Key, Value]) => ({Key, Value}));
	return entries.length > 0 ? {Tags: entries} : {};
}

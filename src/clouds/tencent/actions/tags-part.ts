import type {TencentConnection} from '../document.ts';

/** A document's tags, as each request has them that takes any. */
export function tagsPart({tags}: TencentConnection): {readonly Tags?: readonly {Key: string; Value: string}[]} {
	const entries = Object.entries(tags).map(([Key, Value]) => ({Key, Value}));
	return entries.length > 0 ? {Tags: entries} : {};
}

import {printable} from '../../connection/printable.ts';
import {NotAReply} from './call-end.ts';
import {memberOf} from './member.ts';

/** What was asked for: the values that a member of every item must have one of. */
export type Asked = Readonly<Record<string, readonly string[]>>;

/**
 * The one place where a list of either cloud is held against what was asked: each item has its id, none stands there twice, and what was
 * asked for by an id has it. A list that breaks that is no answer: what it leaves out would be taken as not there, and what it holds as
 * something that it is not.
 * @param id the member that holds an item's id
 * @throws NotAReply
 */
export function believeList(items: readonly unknown[], id: string, asked: Asked = {}): void {
	const seen = new Set<string>();
	for (const item of items) {
		const own = memberOf(item, id);
		if (typeof own !== 'string' || own === '') throw new NotAReply(`It lists something without its ${id}`);
		if (seen.has(own)) throw new NotAReply(`It lists ${printable(own, 60)} twice`);
		seen.add(own);
		for (const [member, values] of Object.entries(asked)) {
			const value = memberOf(item, member);
			if (typeof value !== 'string' || !values.includes(value))
				throw new NotAReply(
					`It tells of ${printable(own, 60)}, which is not what was asked for (${member} ${printable(values.join(', '), 100)})`,
				);
		}
	}
}

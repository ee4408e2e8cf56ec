import {moduleOf} from '../../clouds/registry.ts';
import type {ConnectionDraft, SecurityPreset} from '../../connection/document.ts';
import {readPath, writePath} from '../../connection/document-path.ts';
import {toDocument} from '../steps/options/option-values.ts';
import {answersOf} from './answers.ts';
import {fromDraft} from './draft.ts';
import {isMembers, type Members, tunnelsApart, tunnelsTogether} from './tunnels-apart.ts';

/* A preset and the options that it stands for are one and the same to a tunnel: what was read as the one may be read as the other next time. */

/**
 * Every option of every tunnel with the value that is in force, whether a preset gives it, the cloud by itself or the document. Two that mean the same are
 * written the same. Pure.
 * @param preset what stands in place of the draft's own
 */
export function speltOut(draft: ConnectionDraft, preset: SecurityPreset | undefined): Members {
	const spelt = structuredClone(draft);
	for (const {path, standard} of standardsOf(draft))
		if (readPath(spelt, path) === undefined) writePath(spelt, path, standard);
	if (spelt.security && preset) spelt.security.preset = preset;
	return tunnelsApart(spelt);
}

/** Where a draft was spelt out, and what a person would have written. */
interface Written {
	/** The preset that it is to have, if its options can be told by it. */
	readonly preset: SecurityPreset;
	/** What it leaves to its preset is left out again; what it says itself stays. */
	readonly like: ConnectionDraft;
}

/** A draft that was spelt out, by a preset again. Pure. */
export function byPreset(
	spelt: Members,
	{preset, like}: Written,
	isSame: (a: unknown, b: unknown) => boolean,
): ConnectionDraft {
	// cast: a draft with every option given
	const draft = structuredClone(spelt) as unknown as ConnectionDraft;
	if (!draft.security) return draft;
	const own = like.security?.preset === preset ? tunnelsApart(like) : {};
	const standards = standardsOf(withoutOptions(draft, preset));
	// nothing in a document takes an option away that a preset gives
	const isTold = standards.every(({path}) => readPath(draft, path) !== undefined || isShared(draft, path));
	if (!isTold && preset !== 'custom') return byPreset(spelt, {preset: 'custom', like}, isSame);
	draft.security.preset = preset;
	for (const {path, standard} of standards)
		if (isSame(readPath(draft, path), standard) && readPath(own, path) === undefined) writePath(draft, path, undefined);
	// cast: the same draft, with what its tunnels share said once
	return tunnelsTogether({...draft}, isSame) as unknown as ConnectionDraft;
}

/** What holds of each option that the draft does not give, by its place: where there are tunnels, of each tunnel's. */
function standardsOf(draft: ConnectionDraft): readonly {readonly path: string; readonly standard: unknown}[] {
	const answers = answersOf(fromDraft(draft), draft.cloud);
	return moduleOf(draft.cloud).form.options.flatMap(option => {
		const [, place] = /^(security|tunnels\[\d+\])\.options\./.exec(option.path) ?? [];
		if (place === undefined || option.formOnly || !isMembers(readPath(draft, place))) return [];
		const {value} = option.standard(answers);
		const standard = value === undefined ? undefined : toDocument(option, value);
		return standard === undefined ? [] : [{path: option.path, standard}];
	});
}

/** Whether a place is of what tunnels share, in a draft that has each option at its tunnel. */
function isShared(draft: ConnectionDraft, path: string): boolean {
	return path.startsWith('security.') && isMembers(readPath(draft, 'tunnels[0]'));
}

function withoutOptions(draft: ConnectionDraft, preset: SecurityPreset): ConnectionDraft {
	const tunnels: unknown = readPath(draft, 'tunnels');
	return {
		...draft,
		security: {preset},
		...(Array.isArray(tunnels)
			? {tunnels: tunnels.map(tunnel => (isMembers(tunnel) ? {...tunnel, options: undefined} : tunnel))}
			: {}),
	};
}

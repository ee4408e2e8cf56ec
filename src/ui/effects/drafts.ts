import {cloudName} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import type {Drafts, SavedDraft} from '../../session/drafts.ts';
import {fromDraft, toDraft} from '../../wizard/answers/draft.ts';
import {type KeptDraft, readKept} from '../../wizard/answers/kept-draft.ts';
import type {Effect} from '../../wizard/core/effect.ts';
import type {DraftOffer} from '../../wizard/screens/drafts/drafts.ts';
import {whenInWords} from '../when.ts';
import type {Carriers, Dispatch} from './carriers.ts';

export type DraftWork = Extract<Effect['type'], `${string}-draft${string}`>;

/** The drafts on the disk: what the wizard is at is kept with each step, and what lies beside it is offered. */
export function draftCarriers(open: () => Promise<Drafts>, dispatch: Dispatch): Carriers<DraftWork> {
	let toldBeside = false;
	/** What another terminal has is not written over: that is told once. */
	const keep = async (drafts: Drafts, kept: KeptDraft) => {
		const {beside} = await drafts.save(kept);
		const text = 'another terminal is at a draft: yours is kept beside it';
		if (beside && !toldBeside) dispatch({type: 'notice', notice: {tone: 'look', text}});
		toldBeside ||= beside;
	};
	const offer = async (drafts: Drafts) => {
		const saved = drafts.list();
		const {draftedPart} = await import('../../session/drafts.ts');
		dispatch({type: 'drafts-found', offers: saved.flatMap(draft => offerOf(draft, draftedPart) ?? [])});
	};
	return {
		'list-drafts': async () => offer(await open()),
		'save-draft': async ({kept}) => keep(await open(), kept),
		async 'park-draft'({kept}) {
			const drafts = await open();
			try {
				if (kept) await keep(drafts, kept);
			} finally {
				drafts.park();
			}

			await offer(drafts);
		},
		async 'take-draft'({file}) {
			const drafts = await open();
			drafts.take(file);
			await offer(drafts);
		},
		async 'delete-draft'({file}) {
			const drafts = await open();
			const isGone = drafts.remove(file);
			await offer(drafts);
			const text = isGone ? 'draft deleted' : 'another terminal is at that draft: it stays';
			dispatch({type: 'notice', notice: {tone: isGone ? 'good' : 'look', text}});
		},
		'clear-draft': async () => (await open()).clear(),
		async 'drop-draft-of'({runId}) {
			const drafts = await open();
			if (drafts.dropOf(runId)) await offer(drafts);
		},
	};
}

/** Undefined where nothing useful is in it. */
function offerOf(saved: SavedDraft, draftedPart: Parameters<typeof readKept>[1]): DraftOffer | undefined {
	const kept = saved.draft
		? {answers: fromDraft(saved.draft), step: 'review' as const, reviewed: false}
		: readKept(saved.kept, draftedPart);
	const draft = kept && toDraft(kept.answers);
	if (!kept || !draft) return undefined;
	return {
		file: saved.file,
		when: whenInWords(saved.savedAt, Date.now()),
		where: printable([cloudName(draft.cloud), draft.region].filter(Boolean).join(' · '), 60),
		name: printable(draft.name ?? '', 60),
		kept,
	};
}

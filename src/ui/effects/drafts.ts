import {cloudName} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import type {Drafts, SavedDraft} from '../../session/drafts.ts';
import {fromDraft, toDraft} from '../../wizard/answers/draft.ts';
import {type KeptDraft, readKept} from '../../wizard/answers/kept-draft.ts';
import type {Effect} from '../../wizard/core/effect.ts';
import type {DraftOffer} from '../../wizard/screens/drafts/drafts.ts';
import {whenInWords} from '../when.ts';
import type {Dispatch} from './loads.ts';

const types = [
	'list-drafts',
	'save-draft',
	'park-draft',
	'take-draft',
	'delete-draft',
	'clear-draft',
	'drop-draft-of',
] as const satisfies readonly Effect['type'][];

export type DraftEffect = Extract<Effect, {type: (typeof types)[number]}>;

export function isOfDrafts(effect: {readonly type: Effect['type']}): effect is DraftEffect {
	return types.some(type => type === effect.type);
}

/** The drafts on the disk: what the wizard is at is kept with each step, and what lies beside it is offered. */
export class DraftKeeper {
	readonly #open: () => Promise<Drafts>;
	readonly #dispatch: Dispatch;
	#toldBeside = false;

	constructor(open: () => Promise<Drafts>, dispatch: Dispatch) {
		this.#open = open;
		this.#dispatch = dispatch;
	}

	async carryOut(effect: DraftEffect): Promise<void> {
		const drafts = await this.#open();
		switch (effect.type) {
			case 'list-drafts':
				return this.#offer(drafts);
			case 'save-draft':
				return this.#keep(drafts, effect.kept);
			case 'park-draft':
				try {
					if (effect.kept) await this.#keep(drafts, effect.kept);
				} finally {
					drafts.park();
				}

				return this.#offer(drafts);
			case 'take-draft':
				drafts.take(effect.file);
				return this.#offer(drafts);
			case 'delete-draft': {
				const isGone = drafts.remove(effect.file);
				await this.#offer(drafts);
				const text = isGone ? 'draft deleted' : 'another terminal is at that draft: it stays';
				this.#dispatch({type: 'notice', notice: {tone: isGone ? 'good' : 'look', text}});
				return;
			}
			case 'clear-draft':
				drafts.clear();
				return;
			case 'drop-draft-of':
				if (drafts.dropOf(effect.runId)) await this.#offer(drafts);
		}
	}

	/** What another terminal has is not written over: that is told once. */
	async #keep(drafts: Drafts, kept: KeptDraft): Promise<void> {
		const {beside} = await drafts.save(kept);
		if (beside && !this.#toldBeside)
			this.#dispatch({
				type: 'notice',
				notice: {tone: 'look', text: 'another terminal is at a draft: yours is kept beside it'},
			});
		this.#toldBeside ||= beside;
	}

	async #offer(drafts: Drafts): Promise<void> {
		const saved = drafts.list();
		const {draftedPart} = await import('../../session/drafts.ts');
		const offers = saved.flatMap(draft => offerOf(draft, draftedPart) ?? []);
		this.#dispatch({type: 'drafts-found', offers});
	}
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

import type {FleetChange} from '../../../watch/fleet/fleet.ts';
import {clockTime} from '../../core/clock-time.ts';
import {type PageLine, space, text} from '../../core/page-line.ts';
import type {PanelModel} from './model.ts';

/** What changed, newest first. */
export function changesView(model: PanelModel): readonly PageLine[] {
	const lines = changeLines(model);
	const unseen = lines.some(each => each.kind === 'change' && each.isUnseen);
	return [
		{kind: 'heading', text: 'CHANGES SEEN', says: 'newest first'},
		...(lines.length === 0 ? [text('Nothing has changed since it is watched.', 'dim')] : lines),
		...(unseen
			? [
					space,
					text(
						'unseen: it was found changed after a while in which nobody looked, so the time is when it was found.',
						'dim',
					),
				]
			: []),
	];
}

/** The newest so many. */
export function changeLines({changes, now}: PanelModel, most = Number.MAX_SAFE_INTEGER): readonly PageLine[] {
	return changes.flatMap(change => lineOf(change, now) ?? []).slice(0, most);
}

/** The health of the whole says nothing that its tunnels do not. */
function lineOf({at, what}: FleetChange, now: number): PageLine | undefined {
	const when = clockTime(at, now);
	const said = {kind: 'change', when, from: '', to: '', says: '', isUnseen: false} as const;
	switch (what.kind) {
		case 'tunnel':
			return {
				...said,
				what: `tunnel ${what.number}`,
				from: what.from ?? 'new',
				to: what.to,
				says: what.message,
				isUnseen: what.unseen === true,
			};
		case 'appeared':
			return {...said, what: 'the connection', to: 'is there'};
		case 'gone':
			return {...said, what: 'the connection', to: 'is gone'};
		case 'health':
			return undefined;
	}
}

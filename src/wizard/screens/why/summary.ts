import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import type {WizardState} from '../../core/state.ts';
import {watching} from '../panel/model.ts';
import {panelEnd} from '../panel/summary.ts';
import {subjectOf, whyRows} from './lines.ts';
import {askingWhy, type WhyModel} from './model.ts';

/** What is said on leaving from the causes: which they are, then what is watched. */
export function whyEnd(state: WizardState): readonly string[] {
	const model = askingWhy.of(state);
	const told = model?.answer ? causeLines(model) : [];
	// the view of the connection tells the command itself
	const again = model && !state.options.sandbox && !watching.of(state) ? [commandOf(model)] : [];
	const watched = panelEnd(state);
	const own = [...told, ...again].map(line => printable(line, 300));
	return [...own, ...(own.length > 0 && watched.length > 0 ? [''] : []), ...watched];
}

function causeLines(model: WhyModel): readonly string[] {
	const causes = whyRows(model).filter(({sureness}) => sureness !== '');
	const lines = causes.map(({title, sureness}) => `  ${sureness}: ${title}`);
	return [
		`${subjectOf(model)}:`,
		...(lines.length === 0 ? ['  not known: nothing that was looked at tells why'] : lines),
	];
}

function commandOf({place: {id, region}, accountOptions}: WhyModel): string {
	return inThisAccount(`All of it: tunnelwright why ${id} --region ${region}`, accountOptions);
}

import type {FormAnswers} from '../../contract/form-asked.ts';
import {type Option, presetStandard, questionOf, type Standard} from '../../contract/option.ts';
import {documentOptions, logOptions, type Row} from '../options.ts';
import {awsPresets} from '../presets.ts';

/** The answer that decides whether each tunnel has options of its own. */
export const tunnelsApart = 'tunnels.apart';

function areApart(answers: FormAnswers): boolean {
	return answers.options[tunnelsApart] === 'each';
}

const members: readonly {readonly group: string; readonly name: string; readonly row: Row}[] = [
	...Object.entries(documentOptions).map(([name, row]) => ({group: row.place[0], name, row})),
	...Object.entries(logOptions).map(([name, row]) => ({group: 'logs', name: `logs.${name}`, row})),
];

/** The options that both tunnels share. */
export const sharedTunnelOptions = placed('security.options', 'Both tunnels', {}, () => undefined);

/** The options of one tunnel: they begin as both tunnels' are. */
export function tunnelOptions(tunnel: 1 | 2): readonly Option[] {
	return placed(`tunnels[${tunnel - 1}].options`, `Tunnel ${tunnel}`, {only: areApart}, (name, {options}) => {
		const value = options[`security.options.${name}`];
		return value === undefined ? undefined : {value, whose: 'as for both'};
	});
}

function placed(
	place: string,
	section: string,
	rest: Pick<Option, 'only'>,
	before: (name: string, answers: FormAnswers) => Standard | undefined,
): readonly Option[] {
	return members.map(({group, name, row}) => ({
		...questionOf(row),
		...rest,
		...(name.startsWith('logs.bgp') ? {when: ({answers}) => answers.mode !== 'static'} : {}),
		path: `${place}.${name}`,
		section: `${section}: ${group}`,
		standard: answers =>
			before(name, answers) ?? presetStandard(awsPresets, name, answers) ?? {value: ownOf(row), whose: 'AWS’s default'},
	}));
}

/** What AWS does by itself: of a list it takes all. */
function ownOf(row: Row) {
	if (row.kind === 'list') return row.values.map(String);
	return typeof row.standard === 'number' ? String(row.standard) : row.standard;
}

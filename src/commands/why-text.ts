import {printable} from '../connection/printable.ts';
import type {WhyAnswer} from '../session/why.ts';
import type {Quote, Verdict} from '../why/why.ts';
import {isoTime, statusJson, statusText} from './status-text.ts';

/** What a verdict's sureness means, for a heading. */
const sureWords: Readonly<Record<Verdict['sureness'], string>> = {
	proved: 'proved',
	likely: 'likely',
	possible: 'possible',
};

/** The answer as plain lines. @param here a text with the commands that it names, each for the account that is used */
export function whyText({connection, why, tunnels}: WhyAnswer, here: (text: string) => string): string {
	const allUp = connection.tunnels.length > 0 && connection.tunnels.every(({state}) => state === 'UP');
	const none = allUp ? 'Nothing that was looked at is wrong.' : 'Not known: nothing that was looked at tells why.';
	return [
		statusText(withoutHints(connection)),
		'',
		...(why.verdicts.length === 0 ? [none, ''] : []),
		...why.verdicts.flatMap((verdict, index) => [
			...verdictLines(verdict, index + 1, tunnels.length === 1 && connection.tunnels.length === 1, here),
			'',
		]),
		`Looked at: ${why.lookedAt.join('; ')}.`,
		...why.missing.map(line => `Not looked at: ${here(printable(line))}`),
	].join('\n');
}

/** A status guesses from the state alone: here more is known. */
function withoutHints(connection: WhyAnswer['connection']): WhyAnswer['connection'] {
	return {
		...connection,
		tunnels: connection.tunnels.map(({hint: _hint, hintSureness: _sureness, ...tunnel}) => tunnel),
	};
}

function verdictLines(
	{cause, sureness, tunnels, evidence, mend, prove}: Verdict,
	number: number,
	isOnly: boolean,
	here: (text: string) => string,
): readonly string[] {
	const of = isOnly ? '' : `  (tunnel${tunnels.length > 1 ? 's' : ''} ${tunnels.join(' and ')})`;
	return [
		`${number}. ${sureWords[sureness]}: ${cause.title}${of}`,
		...evidence.map(quote => `     ${quoteText(quote)}`),
		...mend.map(line => `   mend:  ${here(line)}`),
		...prove.flatMap(({where, command, shows}) => [
			`   prove, ${where}:  ${here(command)}`,
			`          shows ${here(shows)}`,
		]),
	];
}

/** A quote and where it is from: `site log (charon), line 12: …`. */
function quoteText({from, text, line, writer, fromGuide, at}: Quote): string {
	const origin = [
		writer ? `${from} (${writer})` : from,
		line === undefined ? '' : `line ${line}`,
		at === undefined || line !== undefined ? '' : isoTime(at),
		fromGuide ? 'as the vendor’s guide has it' : '',
	];
	return `${origin.filter(Boolean).join(', ')}: ${printable(text)}`;
}

/** Of the answer in JSON: it grows when a member goes or means something else. */
const version = 1;

/** The answer as JSON: times as ISO 8601. */
export function whyJson(
	{connection, tunnels, why}: WhyAnswer,
	here: (text: string) => string,
): Readonly<Record<string, unknown>> {
	return {
		version,
		connection: statusJson(withoutHints(connection)),
		tunnels,
		verdicts: why.verdicts.map(({evidence, mend, prove, ...verdict}) => ({
			...verdict,
			evidence: evidence.map(({at, ...quote}) => ({...quote, ...(at === undefined ? {} : {at: isoTime(at)})})),
			mend: mend.map(here),
			prove: prove.map(proof => ({...proof, command: here(proof.command), shows: here(proof.shows)})),
		})),
		lookedAt: why.lookedAt,
		missing: why.missing.map(here),
	};
}

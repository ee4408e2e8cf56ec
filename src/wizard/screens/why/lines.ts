import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import type {Quote, Verdict} from '../../../why/why.ts';
import {clockTime} from '../../core/clock-time.ts';
import {type PageLine, space, text} from '../../core/page-line.ts';
import {shortSpan} from '../../core/spans.ts';
import type {WhyModel} from './model.ts';

/** A row of the answer: a cause, or what was looked at. */
interface WhyRow {
	readonly title: string;
	/** How sure it is, in a word; '' of no cause. */
	readonly sureness: Verdict['sureness'] | '';
	readonly lines: readonly PageLine[];
	/** The commands that settle it, to be copied. */
	readonly commands: readonly string[];
}

/** What was asked about, how old the answer is, and what stands in its way. */
export function whyHead(model: WhyModel): readonly PageLine[] {
	const {at, isReading, now, askedAt, trouble} = model;
	const age = at === undefined ? '' : `answered ${shortSpan(now - at)} ago`;
	const says = [age, isReading ? readingWords(now - askedAt) : ''].filter(Boolean).join(' · ');
	return [
		{kind: 'heading', text: `Why ${subjectOf(model)}`, says},
		...(trouble ? [text([trouble.message, trouble.mend].filter(Boolean).join(' · '), 'bad')] : []),
		...(trouble?.detail === undefined ? [] : [text(trouble.detail, 'dim')]),
		...siteLines(model),
	];
}

/** What of the site the answer stands on, and what was asked for since. */
function siteLines({site, answer, answeredWith, trouble}: WhyModel): readonly PageLine[] {
	if (answer && site === answeredWith && !trouble) return site ? [text(siteWords(site), 'dim')] : [];
	const asked = site ? [text(`asked ${siteWords(site)}`, 'dim')] : [];
	if (!answer || site === answeredWith) return asked;
	const before = answeredWith ? siteWords(answeredWith) : 'without a log of the site';
	return [...asked, text(`what is shown was answered ${before}`, 'look')];
}

/** What is to be known of the logs that were given before any cause: that they are of no use, or of another time. */
export function siteNotes({site, trouble, answer}: WhyModel): readonly PageLine[] {
	return site && !trouble ? (answer?.why.ofSite ?? []).map(each => text(each, 'look')) : [];
}

/** `tunnel 2 of berlin-office is down`; of all of its tunnels `berlin-office is down`. */
export function subjectOf({name, answer}: WhyModel): string {
	if (!answer) return `${name} is down, or carries nothing`;
	const {tunnels: asked, connection} = answer;
	if (connection.tunnels.every(({state}) => state === 'UP')) return `${name} may carry nothing, though it is UP`;
	if (asked.length === connection.tunnels.length) return `${name} is down`;
	const one = asked.length === 1;
	return `${one ? 'tunnel' : 'tunnels'} ${asked.join(' and ')} of ${name} ${one ? 'is' : 'are'} down`;
}

const readingWords = (ms: number) => (ms >= 3000 ? `asking the cloud · ${shortSpan(ms)}` : 'asking the cloud');

function siteWords(site: NonNullable<WhyModel['site']>): string {
	if (site.kind === 'file') return `with the site’s log in ${site.path}`;
	const count = site.text.split('\n').length;
	return `with ${count} ${count === 1 ? 'line' : 'lines'} of the site’s log that were pasted`;
}

/** The causes in order, and behind them what was looked at. Empty before the first answer. */
export function whyRows(model: WhyModel): readonly WhyRow[] {
	const {answer} = model;
	if (!answer) return [];
	const here = (words: string) => inThisAccount(words, model.accountOptions);
	const {verdicts, lookedAt, missing} = answer.why;
	const isOnly = answer.connection.tunnels.length === 1;
	const looked: WhyRow = {
		title: 'what was looked at, and what was not',
		sureness: '',
		commands: [],
		lines: [
			...(verdicts.length === 0 ? [...nothingFound(answer), space] : []),
			{kind: 'heading', text: 'LOOKED AT'},
			...(lookedAt.length === 0 ? [text('nothing')] : lookedAt.map(each => text(`· ${each}`))),
			...(missing.length === 0 ? [] : [space, {kind: 'heading', text: 'NOT LOOKED AT'} as const]),
			...missing.map(each => text(`· ${here(each)}`, 'look')),
			space,
			text('l reads a log of the site’s device from a file; a log can be pasted here as well.', 'dim'),
		],
	};
	return [...verdicts.map(verdict => rowOf(verdict, model, here, isOnly)), looked];
}

function nothingFound({connection}: NonNullable<WhyModel['answer']>): readonly PageLine[] {
	const allUp = connection.tunnels.length > 0 && connection.tunnels.every(({state}) => state === 'UP');
	return [
		text(allUp ? 'Nothing that was looked at is wrong.' : 'Not known: nothing that was looked at tells why.', 'look'),
	];
}

function rowOf(verdict: Verdict, {now}: WhyModel, here: (words: string) => string, isOnly: boolean): WhyRow {
	const {cause, sureness, tunnels, evidence, mend, prove} = verdict;
	return {
		title: `${cause.title}${isOnly ? '' : ` (tunnel ${tunnels.join(' and ')})`}`,
		sureness,
		commands: prove.map(({command}) => here(command)),
		lines: [
			{kind: 'heading', text: 'WHAT SPEAKS FOR IT'},
			...evidence.map((quote): PageLine => ({kind: 'quote', text: quote.text, from: fromWords(quote, now)})),
			space,
			{kind: 'heading', text: 'WHAT TO DO'},
			...mend.map((each, index): PageLine => ({kind: 'step', number: index + 1, text: here(each)})),
			...(prove.length === 0 ? [] : [space, {kind: 'heading', text: 'WHAT SETTLES IT'} as const]),
			...prove.flatMap(({where, command, shows}): readonly PageLine[] => [
				text(`${where}:`),
				{kind: 'command', text: here(command)},
				text(`shows ${here(shows)}`, 'dim'),
			]),
		],
	};
}

/** Where a line is from, and whose wording it is. */
function fromWords({from, writer, line, at, fromGuide}: Quote, now: number): string {
	return [
		writer === undefined ? from : `${from}, ${writer}`,
		line === undefined ? '' : `line ${line}`,
		at === undefined ? '' : clockTime(at, now),
		fromGuide ? 'from the vendor’s guide: this wording was not seen from the device itself' : '',
	]
		.filter(Boolean)
		.join(' · ');
}

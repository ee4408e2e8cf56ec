/* A reader of Prometheus's text format 0.0.4 that forgives nothing. Source: prometheus.io, "Exposition formats". */

export interface Series {
	readonly name: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y;

/** @throws for a line that is none, a series that stands twice, a name without HELP and TYPE before it, groups that are torn apart */
export function readExposition(text: string): readonly Series[] {
	if (!text.endsWith('\n')) throw new Error('the last line has no end');
	const series: Series[] = [];
	const seen = new Set<string>();
	const typed = new Map<string, string>();
	const helped = new Set<string>();
	let current = '';
	for (const each of text.split('\n')) {
		if (each === '') continue;
		const [, kind, about = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) .+$/.exec(each) ?? [];
		if (kind === 'HELP') {
			if (helped.has(about)) throw new Error(`HELP twice: ${about}`);
			helped.add(about);
		} else if (kind === 'TYPE') {
			if (typed.has(about)) throw new Error(`TYPE twice: ${about}`);
			typed.set(about, each.split(' ').at(-1) ?? '');
			current = about;
		} else {
			const [, name = '', labels = '', value = ''] = line.exec(each) ?? [];
			if (name === '') throw new Error(`no line of a series: ${each}`);
			if (name !== current || !helped.has(name)) throw new Error(`out of its group: ${each}`);
			const key = each.slice(0, each.lastIndexOf(' '));
			if (seen.has(key)) throw new Error(`twice: ${key}`);
			seen.add(key);
			if (!/^(?:[+-]?Inf|NaN|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.test(value)) throw new Error(`no number: ${each}`);
			series.push({name, labels: labelsOf(labels), value: Number(value)});
		}
	}

	return series;
}

function labelsOf(text: string): Readonly<Record<string, string>> {
	const labels: Record<string, string> = {};
	label.lastIndex = 0;
	while (label.lastIndex < text.length) {
		const at = label.lastIndex;
		const [, name = '', escaped = ''] = label.exec(text) ?? [];
		if (name === '') throw new Error(`no label: ${text.slice(at)}`);
		if (name in labels) throw new Error(`a label twice: ${text}`);
		labels[name] = escaped.replace(/\\([\\"n])/g, (_, is: string) => (is === 'n' ? '\n' : is));
	}

	return labels;
}

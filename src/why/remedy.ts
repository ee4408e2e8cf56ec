import type {Cause, Known, Proof, Verdict} from './why.ts';

/** Of one tunnel, or of none that can be named. */
type Of = number | undefined;

/** What mends a cause, and what proves it, for each of its tunnels: what is the same for several stands once, and names them all. */
export function remedyOf(
	cause: Pick<Cause, 'mend' | 'prove'>,
	known: Known,
	tunnels: readonly number[],
): Pick<Verdict, 'mend' | 'prove'> {
	const of = (tunnel: Of): Known => ({...known, tunnels: tunnel === undefined ? [] : [tunnel]});
	const each: readonly Of[] = tunnels.length > 0 ? tunnels : [undefined];
	return {
		mend: joined(inTurn(each.map(tunnel => cause.mend(of(tunnel)).map(line => ({tunnel, line}))))),
		prove: provedBy(inTurn(each.map(tunnel => cause.prove(of(tunnel)).map(proof => ({tunnel, proof}))))),
	};
}

/** The first of each, then the second of each: what belongs together stands together. */
function inTurn<One>(lists: readonly (readonly One[])[]): readonly One[] {
	const longest = Math.max(0, ...lists.map(({length}) => length));
	return Array.from({length: longest}, (_, at) => lists.flatMap(list => list.slice(at, at + 1))).flat();
}

/** Lines that differ in the tunnel's number alone are one: `tunnels 1 and 2`. */
function joined(lines: readonly {readonly tunnel: Of; readonly line: string}[]): readonly string[] {
	const tunnelsOf = new Map<string, number[]>();
	for (const {tunnel, line} of lines) {
		const form = tunnel === undefined ? line : line.replaceAll(new RegExp(`\\btunnel ${tunnel}\\b`, 'g'), place);
		const known = tunnelsOf.get(form) ?? [];
		tunnelsOf.set(form, tunnel === undefined ? known : [...known, tunnel]);
	}

	return [...tunnelsOf].map(([form, tunnels]) =>
		form.replaceAll(place, `${tunnels.length > 1 ? 'tunnels' : 'tunnel'} ${tunnels.join(' and ')}`),
	);
}

/** Stands for a tunnel in a line, and is in none by itself. */
const place = '\u0000';

/** A command that is typed once shows what it shows of each. */
function provedBy(proofs: readonly {readonly tunnel: Of; readonly proof: Proof}[]): readonly Proof[] {
	const commands = new Map<string, Proof>();
	for (const {proof} of proofs) commands.set(`${proof.where}\n${proof.command}`, proof);
	return [...commands].map(([typed, {where, command}]) => ({
		where,
		command,
		shows: joined(
			proofs
				.filter(({proof}) => `${proof.where}\n${proof.command}` === typed)
				.map(({tunnel, proof}) => ({tunnel, line: proof.shows})),
		).join('; '),
	}));
}

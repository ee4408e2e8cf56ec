import type {Place, Reader, Reading} from './line.ts';

/*
 * FortiOS: `get vpn ipsec tunnel summary` and `diagnose vpn ike gateway list`. Source: Fortinet community 195955, and outputs that were published. None was
 * run here.
 */

/** `'to-cloud' 192.0.2.1:0  selectors(total,up): 1/0  rx(pkt,err): 0/0  tx(pkt,err): 69/2`. */
const summary =
	/selectors\(total,up\): ?(\d{1,9})\/(\d{1,9}) {1,8}rx\(pkt,err\): ?(\d{1,15})\/(\d{1,15}) {1,8}tx\(pkt,err\): ?(\d{1,15})\/(\d{1,15})/;

function ofSummary(numbers: readonly number[]): Pick<Reading, 'points' | 'works'> | undefined {
	const [total = 0, up = 0, rx = 0, , tx = 0] = numbers;
	if (up === 0) return {points: {'nobody-initiates': 0.2}};
	// What goes out is encrypted, and nothing comes in: a few packets prove nothing.
	if (rx === 0 && tx >= 10) return {points: {'esp-blocked': 0.6, 'no-way-back': 0.3}};
	if (tx === 0 && rx >= 10) return {points: {'site-firewall': 0.6}};
	return total > 1 ? {points: {'many-sa-pairs': 0.3}} : {works: 'ipsec'};
}

/** Reads a gateway's block, line by line. */
class Gateways {
	#spi = '';
	/** The line with the addresses of the gateway that is being read. */
	of = '';

	read(text: string): Pick<Reading, 'points' | 'works'> | undefined {
		const line = text.trim();
		if (/^(?:vd|name): /.test(line)) [this.#spi, this.of] = ['', ''];
		if (line.startsWith('addr: ')) this.of = line;
		const spi = /^id\/spi: \d{1,12} [0-9a-f]{16}\/([0-9a-f]{16})/.exec(line);
		if (spi) this.#spi = spi[1] ?? '';
		const status = /^status: (established|connecting)/.exec(line);
		if (status?.[1] === 'established') return {works: 'ike'};
		if (status) return {points: connecting(this.#spi)};
		const phase2 = /^IPsec SA: created \d{1,9}\/(\d{1,9})(?: {1,4}established (\d{1,9})\/)?/.exec(line);
		// It was asked for and has not come about, or no more.
		if (phase2 && Number(phase2[1]) > 0 && phase2[2] === undefined)
			return {points: {'phase-2-proposal': 0.35, 'wrong-ranges': 0.3}};
		return undefined;
	}
}

function connecting(spi: string): Readonly<Record<string, number>> {
	return /^0+$/.test(spi)
		? {'udp-500-blocked': 0.5, 'phase-1-proposal': 0.2}
		: {'udp-4500-blocked': 0.35, 'wrong-key': 0.35};
}

export const fortiosState: Reader = {
	writer: 'FortiOS',
	what: 'FortiOS’s state',
	from: 'site state',
	fromGuide: true,
	owns: text =>
		summary.test(text) ||
		/^ {0,12}(?:IKE SA: created \d|IPsec SA: created \d|id\/spi: \d|status: (?:connecting|established), )/.test(text),
	read(lines, place: Place) {
		const gateways = new Gateways();
		return lines.flatMap((line): readonly Reading[] => {
			const found = summary.exec(line.text);
			const said = found ? ofSummary(found.slice(1).map(Number)) : gateways.read(line.text);
			if (!said) return [];
			const of = found ? line.text : gateways.of;
			if (place.isOfOthers(of)) return [];
			const tunnel = place.tunnelOf(of);
			return [{line, row: found ? 'summary' : 'gateway', ...said, ...(tunnel === undefined ? {} : {tunnel})}];
		});
	},
};

/*
 * What may stand on a line of each file that is handed over. A line that is none of these was made by a name, not by us.
 */
const plain = '[\\w.:,;/@%+=|!*-]+';

const grammars: readonly (readonly [file: RegExp, lines: readonly RegExp[]])[] = [
	[
		/^swanctl\.conf$/,
		[
			/^$/,
			/^\s*#.*$/,
			/^\s*[\w.-]+ \{$/,
			/^\s*\}$/,
			new RegExp(`^\\s*[a-z_]+(-\\d)? = ${plain}$`),
			/^\s*id(-\d)? = "fqdn:(?:[^"\\]|\\.)*"$/,
		],
	],
	[/^ipsec\.conf$/, [/^#.*$/, /^$/, /^conn [\w.-]+$/, new RegExp(`^\\t[\\w-]+=${plain}$`)]],
	[/^ipsec\.secrets$/, [/^#.*$/, /^$/, /^@?[\w.:-]+ @?[\w.:-]+ : PSK 0s[\w+/=]*$/]],
	[
		/^interfaces\.sh$/,
		[
			/^\s*#.*$/,
			/^$/,
			/^(set -eu|\}|up\(\) \{|down\(\) \{|case "\$\{1:-up\}" in|esac)$/,
			/^WAN=\$\{WAN:-\$\(ip -o route get [\da-fA-F.:]+ \| sed -n 's\/\.\* dev \\\(\[\^ \]\*\\\)\.\*\/\\1\/p'\)\}$/,
			/^\t(up\) up|down\) down|\*\) echo "use: \$0 up \| down" >&2; exit 2) ;;$/,
			/^\tnft -f "\$\(dirname "\$0"\)\/mss\.nft"$/,
			/^\tnft delete table inet \w+ 2>\/dev\/null \|\| true$/,
			/^\tip link show \w+ >\/dev\/null 2>&1 \|\| ip link add \w+ type xfrm dev "\$WAN" if_id \d+$/,
			/^\tip (link del|addr flush dev) \w+ 2>\/dev\/null \|\| true$/,
			/^\t(ip|sysctl)( [\w.:/=-]+)+$/,
		],
	],
	[
		/^tunnelwright-[\w-]+\.service$/,
		[
			/^$/,
			/^\[(Unit|Service|Install)\]$/,
			/^Description=Tunnel interfaces of [^\n]*\)$/,
			/^(Wants|After|Before|Requires|WantedBy|Type|RemainAfterExit)=[\w. -]+$/,
			/^Exec(Start|Stop)=\/bin\/sh \/etc\/tunnelwright\/[\w-]+\/interfaces\.sh (up|down)$/,
		],
	],
	[/^sysctl\.conf$/, [/^#.*$/, /^$/, /^net\.[\w.]+ = 1$/]],
	[
		/^mss\.nft$/,
		[
			/^$/,
			/^(delete )?table inet \w+( \{)?$/,
			/^\t?\}$/,
			/^\tchain forward \{$/,
			/^\t\ttype filter hook forward priority mangle; policy accept;$/,
			/^\t\t[io]ifname "\w+" tcp flags & \(syn \| rst\) == syn tcp option maxseg size set \d+$/,
		],
	],
	[/^frr\.conf$/, [/^ *!.*$/, /^$/, /^ *[a-z][\w .:/-]*$/, /^bgp as-path access-list [\w-]+-OWN seq 5 permit \^\$$/]],
];

/** @throws Error that shows the line which no rule of its file allows */
export function refuseStrangeLines(name: string, content: string): void {
	if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) throw new Error(`${JSON.stringify(name)} is no file name`);
	const lines = grammars.find(([file]) => file.test(name))?.[1];
	if (!lines) return;
	for (const [index, line] of content.split('\n').entries())
		if (!lines.some(rule => rule.test(line)) && !(index === 0 && line === '#!/bin/sh'))
			throw new Error(`line ${index + 1} of ${name} is not ours: ${JSON.stringify(line)}`);
}

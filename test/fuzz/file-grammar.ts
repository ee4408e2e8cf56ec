/*
 * What may stand on a line of each file that is handed over. A line that is none of these was made by a name, not by us.
 */
const plain = '[\\w.:,;/@%+=|!*-]+';

const grammars: readonly (readonly [file: RegExp, lines: readonly RegExp[]])[] = [
	[
		/^swanctl(-tunnel-\d-(key|security))?\.conf$/,
		[
			/^$/,
			/^\s*#.*$/,
			/^\s*[\w.-]+ \{$/,
			/^\s*\}$/,
			new RegExp(`^\\s*[a-z_]+(-\\d)? = ${plain}$`),
			/^\s*id(-\d)? = "fqdn:(?:[^"\\]|\\.)*"$/,
		],
	],
	[
		/^ipsec(-tunnel-\d)?\.conf$/,
		[/^#.*$/, /^$/, /^config setup$/, /^conn [\w.-]+$/, new RegExp(`^\\t[\\w-]+=${plain}$`)],
	],
	[/^ipsec(-tunnel-\d)?\.secrets$/, [/^#.*$/, /^$/, /^@?[\w.:-]+ @?[\w.:-]+ : PSK 0s[\w+/=]*$/]],
	[
		/^interfaces\.sh$/,
		[
			/^\s*#.*$/,
			/^$/,
			/^(set -eu|\}|esac|case "\$\{1:-up\}" in|(up|down|watch|hold_back|state_of|tunnel\d+(_is_(up|down))?)\(\) \{)$/,
			/^\t((up\) up|watch\) watch|down\) down|\*\) echo "use: \$0 up \| watch \| down" >&2; exit 2) ;;|hold_back|:|tunnel\d+|while :; do|done)$/,
			/^\tnft -f "\$\(dirname "\$0"\)\/mss\.nft"$/,
			/^\tnft delete table inet \w+ 2>\/dev\/null \|\| true$/,
			/^\tip link show \w+ >\/dev\/null 2>&1 \|\| (ip link add \w+ type xfrm dev lo if_id \d+|return 0)$/,
			/^\tip (-6 )?(link|addr|route) (del|flush|set)( [\w.:/]+)+ 2>\/dev\/null \|\| true$/,
			/^\tip (-6 )?route show type blackhole \| grep -qF 'blackhole [\da-fA-F.:/]+ ' \|\| ip (-6 )?route replace blackhole [\da-fA-F.:/]+ metric \d+$/,
			/^\t(ip|sysctl)( [\w.:/=-]+)+$/,
			/^\t(round=0 )?was\d+=( was\d+=)*$/,
			/^\t\t\t?(hold_back|fi|round=\$\(\(round \+ 1\)\)|sleep 2|tunnel\d+|tunnel\d+_is_\$is)$/,
			/^\t\tis=\$\(state_of [\da-fA-F.:]+ 0x[\da-f]+\) at=\$\(index_of \w+\)$/,
			/^\t\tif \[ "\$is \$at" != "\$was\d+" \]; then$/,
			/^\t\t\techo "[\w-]+ is \$is"$/,
			/^\t\t\twas\d+="\$is \$\(index_of \w+\)"$/,
			/^\t\t\[ "\$is" = up \] \|\| ask \w+ [\da-fA-F.:]+( "\$\(own_in [\da-fA-F.:/]+\)")?$/,
			// the parts of the watch that nothing of a connection goes into
			/^\tip xfrm state list nokeys dst "\$1" proto esp \| awk -v id="\$2" '$/,
			/^\t\t(\/\^src \/ \{made = 0\}|\/ spi 0x\/ && !\/ spi 0x00000000\/ \{made = 1\})$/,
			/^\t\t(made && \$1 == "if_id" && \$2 == id \{found = 1\}|END \{print found \? "up" : "down"\}')$/,
			/^index_of\(\) \{ cat "\/sys\/class\/net\/\$1\/ifindex" 2>\/dev\/null \|\| true; \}$/,
			/^own_in\(\) \{ ip -o addr show to "\$1" scope global \| awk '\{sub\("\/\.\*", "", \$4\); print \$4; exit\}'; \}$/,
			/^ask\(\) \{ \[ \$\(\(round % 5\)\) -ne 0 \] \|\| ping -c 1 -W 1 -I "\$1" \$\{3:\+-I "\$3"\} "\$2" >\/dev\/null 2>&1 \|\| true; \}$/,
		],
	],
	[
		/^tunnelwright-[\w-]+\.service$/,
		[
			/^$/,
			/^\[(Unit|Service|Install)\]$/,
			/^Description=Tunnel interfaces of [^\n]*\)$/,
			/^(After|Before|WantedBy|Restart|RestartSec)=[\w. -]+$/,
			/^Exec(StartPre|Start|Stop)=\/bin\/sh \/etc\/tunnelwright\/[\w-]+\/interfaces\.sh (up|watch|down)$/,
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
	if (/^STEPS.*\.md$/.test(name)) refuseStrangeCommands(name, content);
	const lines = grammars.find(([file]) => file.test(name))?.[1];
	if (!lines) return;
	for (const [index, line] of content.split('\n').entries())
		if (!lines.some(rule => rule.test(line)) && !(index === 0 && line === '#!/bin/sh'))
			throw new Error(`line ${index + 1} of ${name} is not ours: ${JSON.stringify(line)}`);
}

/** What a page has root paste: our own words, whatever the connection is called. Each hostile text that a shell would carry out says `owned`. */
function refuseStrangeCommands(name: string, content: string): void {
	for (const [, block = ''] of content.matchAll(/^ {3}```sh\n([\s\S]*?)^ {3}```$/gm))
		for (const line of block.trimEnd().split('\n'))
			if (!/^ {3}[ -~]*$/.test(line) || line.includes('owned'))
				throw new Error(`a line to paste in ${name} is not ours: ${JSON.stringify(line)}`);
}

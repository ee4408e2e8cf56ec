import type {LabNews} from '../sandbox/line.ts';

/** The lab's news in plain lines. What is to be pasted stands in lines of its own. */
export function labLines(news: LabNews): readonly string[] {
	const {connection} = news;
	switch (news.kind) {
		case 'ready': {
			const {site, tunnels, hosts} = news;
			return [
				`# ${connection}: the cloud's ends run. The site's end has the address ${site.address}:`,
				`ip netns exec ${site.namespace} bash`,
				...tunnels.map(
					({tunnel, cloud, device, inside}) =>
						`#   tunnel ${tunnel + 1}: ${cloud} over ${device}${inside ? `; inside, cloud ${inside.cloud}, site ${inside.site}/${inside.prefixLength}` : ''}`,
				),
				...(hosts.length > 0 ? [`#   hosts that answer at the cloud: ${hosts.join(', ')}`] : []),
			];
		}

		case 'line':
			return [`# ${connection}: tunnel ${news.tunnel + 1} is ${news.says}`];
		case 'trouble':
			return [`# ${connection}: ${news.says}`];
		case 'gone':
			return [`# ${connection}: its ends are gone`];
	}
}

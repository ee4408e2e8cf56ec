import type {ConnectionStatus} from '../../src/clouds/contract/cloud.ts';

/** `ID NUMBER STATE` of every tunnel on the live panel, in its order. */
export function tunnelsOn(text: string): readonly string[] {
	let connection = '';
	return text.split('\n').flatMap(row => {
		connection = /^ \S.* {2}(vpnx?-[0-9a-z]+) {2}\S+$/.exec(row.trimEnd())?.[1] ?? connection;
		const tunnel = /^ [ ❯] \S (\d) {2}\S+ .* (UP|DOWN|UNKNOWN) /.exec(row);
		return tunnel ? [`${connection} ${tunnel[1]} ${tunnel[2]}`] : [];
	});
}

/** The same of what the cloud says. */
export function tunnelsOf(connections: readonly ConnectionStatus[]): readonly string[] {
	return connections.flatMap(({id, tunnels}) => tunnels.map(({state}, index) => `${id} ${index + 1} ${state}`));
}

/** The changes in a tunnel's details: `22:05:35  UP to DOWN  IPSEC IS DOWN`. */
export function changesOn(text: string): number {
	return text.match(/ (?:UP|DOWN|UNKNOWN|new) to (?:UP|DOWN|UNKNOWN)\b/g)?.length ?? 0;
}

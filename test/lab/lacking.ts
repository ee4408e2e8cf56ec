import {missingForLab} from '../../src/sandbox/lab/missing.ts';

/** What the trials cannot do without, by what to install or be. Empty: they can run. */
export function lacking(): Promise<readonly string[]> {
	return missingForLab([
		['ping', 'ping (iputils-ping)'],
		['nft', 'nft (nftables)'],
	]);
}

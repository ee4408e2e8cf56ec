import type {CloudModule} from '../clouds/contract/module.ts';
import {cloudModules} from '../clouds/registry.ts';

/** What help says of the clouds that there are. Its examples are of two of them, the first ones. */
interface HelpWords {
	readonly first: CloudModule;
	readonly second: CloudModule;
	/** `AWS or Tencent Cloud`. */
	readonly titles: string;
	/** `vpn-40f41529 or vpnx-5p7vkch8`. */
	readonly connectionIds: string;
	/** `AWS_REGION, TENCENTCLOUD_REGION`. */
	readonly regionVariables: string;
}

export function helpWords(): HelpWords {
	const modules = cloudModules();
	const [first, second = first] = modules;
	if (!first || !second) throw new Error('there is no cloud');
	return {
		first,
		second,
		titles: modules.map(({title}) => title).join(' or '),
		connectionIds: modules.map(({connectionId}) => connectionId.example).join(' or '),
		regionVariables: modules.map(({region}) => region.variables[0]).join(', '),
	};
}

export const exitCodes = `
Exit codes: 0 done · 1 a bug of tunnelwright · 2 usage or an invalid document · 3 a check refuses
            4 the cloud refused or failed · 5 this machine failed: a full disk · 130 cancelled`;

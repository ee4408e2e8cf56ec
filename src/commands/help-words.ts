import {cloudModules} from '../clouds/registry.ts';

/** What help says of the clouds that there are. Its examples are of two of them, the first ones. */
export function helpWords() {
	const modules = cloudModules();
	const [first, second = first] = modules;
	if (!first || !second) throw new Error('there is no cloud');
	return {
		first,
		second,
		/** `AWS or Tencent Cloud`. */
		titles: modules.map(({title}) => title).join(' or '),
		/** `vpn-40f41529 or vpnx-5p7vkch8`. */
		connectionIds: modules.map(({connectionId}) => connectionId.example).join(' or '),
		/** `AWS_REGION, TENCENTCLOUD_REGION`. */
		regionVariables: modules.map(({region}) => region.variables[0]).join(', '),
	};
}

export const exitCodes = `
Exit codes: 0 done · 1 a bug of tunnelwright · 2 usage or an invalid document · 3 a check refuses
            4 the cloud refused or failed · 5 this machine failed: a full disk; of plan --exit-code: something differs
            6 of status --exit-code: a tunnel that should be UP is not · 130 cancelled`;

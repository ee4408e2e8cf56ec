import type {CloudRule} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import {siteEnd} from '../read/site.ts';
import {optionsRule} from './tencent-rule.ts';

const page = 'Tencent Cloud vpc 2017-03-12, IKEOptionsSpecification';

/** Rules about how the two ends name themselves in IKE. */
export const identityRules: readonly CloudRule[] = [
	optionsRule({
		id: 'tencent.identity.name',
		field: 'security.options.localIdentity',
		enforcedBy: 'tunnelwright',
		says: 'An identity of type FQDN has a name.',
		mend: 'Give the name, or choose type ADDRESS',
		source: `${page}: LocalFqdnName, RemoteFqdnName`,
		check: options =>
			identities.flatMap(({name, side}) => {
				const identity = options[name];
				return found(
					`security.options.${name}.name`,
					identity?.type === 'FQDN' && identity.name.trim() === '' && `the ${side} side’s identity has no name`,
				);
			}),
	}),
	optionsRule({
		id: 'tencent.identity.main-mode',
		field: 'security.options.localIdentity',
		severity: 'warn',
		says: 'In IKEv1 main mode with a pre-shared key the identities must be addresses.',
		mend: 'Use IKEV2, or type ADDRESS, or aggressive mode',
		source: 'RFC 2409, section 5.4',
		check: options =>
			options.ikeVersion === 'IKEV1' && options.exchangeMode === 'MAIN'
				? identities.flatMap(({name, side}) =>
						found(
							`security.options.${name}`,
							options[name]?.type === 'FQDN' && `the ${side} side’s name is not known yet when the key is chosen`,
						),
					)
				: [],
	}),
	optionsRule({
		id: 'tencent.identity.address',
		field: 'security.options.remoteIdentity',
		severity: 'warn',
		says: 'An identity of type ADDRESS is usually the gateway’s own public address.',
		mend: 'Leave the address out, unless the device really presents another one',
		source: `${page}: LocalAddress, RemoteAddress`,
		needs: 'account',
		check: (options, draft, facts) => {
			const own = {localIdentity: facts.cloudGateway?.publicAddress, remoteIdentity: siteEnd(draft, facts).address};
			return identities.flatMap(({name, side}) => {
				const identity = options[name];
				const address = identity?.type === 'ADDRESS' ? identity.address : undefined;
				return found(
					`security.options.${name}.address`,
					address !== undefined &&
						own[name] !== undefined &&
						own[name] !== address &&
						`the ${side} side presents ${address}, and its address is ${own[name]}`,
				);
			});
		},
	}),
];

const identities = [
	{name: 'localIdentity', side: 'cloud'},
	{name: 'remoteIdentity', side: 'site'},
] as const;

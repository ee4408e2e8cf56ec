import {checkIpv4, contains} from '../../../connection/networks.ts';
import type {CloudRule} from '../../cloud.ts';
import {gatewayVersion} from '../gateway-version.ts';
import {isAnyToAny, type TencentDraft, tunnelsOnGateway} from '../site.ts';
import {insideRange} from './bgp-rules.ts';
import {found, tencentRule} from './tencent-rule.ts';

const page = 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, EnableHealthCheck and HealthCheckLocalIp';

/** Rules about the probe through the tunnel. */
export const healthCheckRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.health-check.spd',
		field: 'healthCheck.enabled',
		severity: 'refuse',
		says: 'Tunnels with SPD ranges have no health check, unless both sides are 0.0.0.0/0.',
		mend: 'Turn the health check off, or use destination routes',
		source: `${page}; error UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck`,
		needs: 'document',
		check: draft =>
			found(
				'healthCheck.enabled',
				draft.healthCheck?.enabled &&
					draft.routing?.mode === 'policy' &&
					(draft.ranges?.length ?? 0) > 0 &&
					!isAnyToAny(draft) &&
					'the health check cannot run through a tunnel with SPD ranges',
			),
	}),
	tencentRule({
		id: 'tencent.health-check.version',
		field: 'healthCheck.enabled',
		severity: 'refuse',
		says: 'The health check needs gateway version 3.0 or higher.',
		mend: 'Turn the health check off, or use a newer gateway',
		source: page,
		needs: 'account',
		check: (draft, {cloudGateway}) => {
			const version = gatewayVersion(cloudGateway?.version);
			return found(
				'healthCheck.enabled',
				draft.healthCheck?.enabled &&
					cloudGateway?.id === draft.cloudGateway?.id &&
					version !== undefined &&
					version < 3 &&
					`the gateway is of version ${cloudGateway?.version}`,
			);
		},
	}),
	tencentRule({
		id: 'tencent.health-check.addresses',
		field: 'healthCheck.remoteIp',
		severity: 'refuse',
		enforcedBy: 'tunnelwright',
		says: 'The health check’s two addresses are given both or not at all: one that Tencent Cloud picks is not known to the device.',
		mend: `Give two addresses of ${insideRange}, or none: Tencent Cloud then picks them`,
		source: page,
		needs: 'document',
		check: ({healthCheck}) => {
			if (!healthCheck?.enabled) return [];
			const {localIp, remoteIp} = healthCheck;
			return [
				...found(
					'healthCheck.localIp',
					localIp === undefined && remoteIp !== undefined && 'the cloud side’s address is missing',
				),
				...found(
					'healthCheck.remoteIp',
					localIp !== undefined && remoteIp === undefined && 'the site side’s address is missing',
				),
			];
		},
	}),
	tencentRule({
		id: 'tencent.health-check.distinct',
		field: 'healthCheck.remoteIp',
		severity: 'refuse',
		says: 'The health check’s two addresses differ.',
		mend: `Give two addresses of ${insideRange}`,
		source: page,
		needs: 'document',
		check: ({healthCheck}) =>
			found(
				'healthCheck.remoteIp',
				healthCheck?.enabled === true &&
					healthCheck.localIp !== undefined &&
					healthCheck.localIp === healthCheck.remoteIp &&
					`both addresses are ${healthCheck.localIp}`,
			),
	}),
	tencentRule({
		id: 'tencent.health-check.outside-vpc',
		field: 'healthCheck.localIp',
		severity: 'refuse',
		says: 'The health check’s addresses do not lie in the VPC.',
		mend: `Give two addresses of ${insideRange}`,
		source: `${page}; error InvalidParameterValue.VpnConnHealthCheckIpConflict`,
		needs: 'account',
		check: (draft, facts) =>
			probes(draft).flatMap(({field, address}) => {
				if (facts.cloudGateway?.kind === 'ccn') return [];
				const network = facts.cloudGateway?.networks.find(cidr => contains(cidr, `${address}/32`));
				return found(field, network && `${address} lies in the VPC’s ${network}`);
			}),
	}),
	tencentRule({
		id: 'tencent.health-check.range',
		field: 'healthCheck.localIp',
		severity: 'warn',
		says: `The health check’s addresses usually lie in ${insideRange}.`,
		mend: `Give two addresses of ${insideRange}`,
		source: page,
		needs: 'document',
		check: draft =>
			probes(draft).flatMap(({field, address}) =>
				found(field, !contains(insideRange, `${address}/32`) && `${address} lies outside ${insideRange}`),
			),
	}),
	tencentRule({
		id: 'tencent.health-check.reuse',
		field: 'healthCheck.localIp',
		severity: 'refuse',
		says: 'No two tunnels of a gateway probe with the same address.',
		mend: 'Choose other addresses, or leave them out',
		source: `${page}; error InvalidParameterValue.VpnConnHealthCheckIpConflict`,
		needs: 'account',
		check: (draft, facts) =>
			probes(draft).flatMap(({field, address}) => {
				const other = tunnelsOnGateway(draft, facts).find(tunnel => tunnel.probeAddresses?.includes(address));
				return found(field, other && `${address} is used by tunnel ${other.name || other.id}`);
			}),
	}),
];

/** The addresses given, with their fields; broken ones are the schema's matter. */
function probes({healthCheck}: TencentDraft): readonly {readonly field: string; readonly address: string}[] {
	if (!healthCheck?.enabled) return [];
	return (['localIp', 'remoteIp'] as const).flatMap(name => {
		const address = healthCheck[name];
		return address !== undefined && checkIpv4(address) === undefined ? [{field: `healthCheck.${name}`, address}] : [];
	});
}

import {commandLineFormat} from '../../export/command-line-format.ts';
import type {CloudExporters} from '../../export/exporters.ts';

/** How tunnels of Tencent Cloud become code. */
export const tencentExporters: CloudExporters = {
	formats: [
		commandLineFormat('tccli', {
			name: 'tccli',
			makes: 'tunnel',
			fromJson: 'tccli vpc CALL --cli-input-json file://$PWD/filled.json',
			makesKeys: false,
			needsGateway: false,
			keyless: 'CreateVpnConnection’s has no PreShareKey, and is refused without it',
		}),
	],
	terraform: async () => (await import('./terraform.ts')).terraform,
	keptAsTheyAre: ['PreShareKey', 'BgpConfig', 'HealthCheckLocalIp', 'HealthCheckRemoteIp'],
	ownAddresses: async () => (await import('./own-addresses.ts')).withOwnAddresses,
};

import {commandLineFormat} from '../../export/command-line-format.ts';
import type {CloudExporters} from '../../export/exporters.ts';

/** How connections of AWS become code. A key with the signs of a hole is refused by AWS: it may stand in JSON as one. */
export const awsExporters: CloudExporters = {
	formats: [
		{
			id: 'cloudformation',
			title: 'a CloudFormation template',
			file: 'template.json',
			load: async () => (await import('./cloudformation.ts')).cloudFormation,
		},
		commandLineFormat('aws-cli', {
			name: 'aws',
			makes: 'connection',
			fromJson: 'aws ec2 CALL --cli-input-json file://filled.json',
			makesKeys: true,
			needsGateway: true,
		}),
	],
	terraform: async () => (await import('./terraform.ts')).terraform,
	keptAsTheyAre: ['PreSharedKey', 'TunnelInsideCidr', 'TunnelInsideIpv6Cidr'],
};

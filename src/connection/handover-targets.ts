import type {CloudId} from './finding.ts';

/** What the connection can be handed over as code in. */
export type CodeFormat = 'terraform' | 'cloudformation' | 'aws-cli' | 'tccli';

/** A device that tunnelwright itself writes for. */
export type OwnDevice = 'strongswan' | 'libreswan';

/** The first version of each that takes the files as they are. strongSwan: `start_action = trap|start`. */
export const since: Readonly<Record<OwnDevice, string>> = {strongswan: '5.9.6', libreswan: '4'};

/** The devices that tunnelwright itself writes for, the one that is recommended first. */
export const ownDevices: readonly {readonly id: OwnDevice; readonly name: string; readonly title: string}[] = [
	{
		id: 'strongswan',
		name: 'strongSwan',
		title: `strongSwan ${since.strongswan} and later (swanctl, XFRM), with FRR for BGP`,
	},
	{id: 'libreswan', name: 'Libreswan', title: `Libreswan ${since.libreswan} and later, with FRR for BGP`},
];

/** Every format, which cloud's connections it can say, and the file that it is read from first. */
export const codeFormats: readonly {
	readonly id: CodeFormat;
	readonly title: string;
	readonly clouds: readonly CloudId[];
	readonly file: string;
}[] = [
	{
		id: 'terraform',
		title: 'Terraform or OpenTofu, with import blocks for what stands',
		clouds: ['aws', 'tencent'],
		file: 'main.tf',
	},
	{id: 'cloudformation', title: 'a CloudFormation template', clouds: ['aws'], file: 'template.json'},
	{id: 'aws-cli', title: 'lines for aws, and JSON for its --cli-input-json', clouds: ['aws'], file: 'aws.sh'},
	{id: 'tccli', title: 'lines for tccli, and JSON for its --cli-input-json', clouds: ['tencent'], file: 'tccli.sh'},
];

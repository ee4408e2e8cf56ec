import type {ExportedFile} from '../../clouds/export/exported.ts';
import {tencentProvider} from '../../clouds/tencent/export/terraform-provider.ts';
import type {CodeFormat} from '../../connection/handover-targets.ts';

/** What to do with exported code, as a page in Markdown. Holds no key. */
export function codeSteps(
	format: CodeFormat,
	{id, region, files}: {readonly id: string; readonly region: string; readonly files: readonly ExportedFile[]},
): string {
	const code = files.map(({content}) => content).join('\n');
	const steps = {
		terraform: [
			'Read main.tf: its first lines say what was not carried over.',
			'Give it a provider block, or move it into your own configuration:',
			...commands(
				...(code.includes('tencentcloud_vpn') ? tencentProvider(region) : [`provider "aws" { region = "${region}" }`]),
			),
			'See what it would do. A plan that takes over what stands imports it, and destroys or replaces nothing:',
			...commands('terraform init', 'terraform plan'),
			...variablesOf(code),
			'Apply it when the plan says just that. With OpenTofu the commands are those of tofu.',
			'The state holds the keys in clear: keep it where only those may read it who may know them.',
		],
		cloudformation: [
			'Read template.json: its metadata says what was not carried over.',
			'Take the connection over with an import change set, and look at it before it is carried out:',
			...commands(
				`aws cloudformation create-change-set --region ${region} --stack-name ${id} --change-set-name take-over --change-set-type IMPORT --template-body file://template.json --resources-to-import '[{"ResourceType":"AWS::EC2::VPNConnection","LogicalResourceId":"Connection","ResourceIdentifier":{"VpnConnectionId":"${id}"}}]'`,
				`aws cloudformation describe-change-set --region ${region} --stack-name ${id} --change-set-name take-over`,
			),
		],
		'aws-cli': [
			`Read aws.sh: its lines make another connection like ${id}; they change nothing about it.`,
			'Set the variables that its first lines name, then run it, or one line after the other:',
			...commands('sh aws.sh'),
			'The JSON files hold the same for --cli-input-json; fill their variables first:',
			...commands(fillLine(files), 'aws ec2 CALL --cli-input-json file://filled.json'),
		],
		tccli: [
			`Read tccli.sh: its lines make another tunnel like ${id}; they change nothing about it.`,
			'Set the variables that its first lines name, then run it, or one line after the other:',
			...commands('sh tccli.sh'),
			'The JSON files hold the same for --cli-input-json; fill their variables first. CreateVpnConnection’s has no PreShareKey, and is refused without it: add it to filled.json, which only you may read.',
			...commands('umask 077', fillLine(files), 'tccli vpc CALL --cli-input-json file://$PWD/filled.json'),
		],
	} as const satisfies Readonly<Record<CodeFormat, readonly string[]>>;
	let number = 0;
	const lines = steps[format].map(line => (line.startsWith(' ') || line === '' ? line : `${++number}. ${line}`));
	return [`# ${id} as code`, '', '## Apply', '', ...lines, '', 'No key stands in these files.', ''].join('\n');
}

function commands(...lines: readonly string[]): readonly string[] {
	return ['', '   ```sh', ...lines.map(line => `   ${line}`), '   ```', ''];
}

/** With the names of the holes alone: a dollar sign in a name of the user's is none, and stands escaped. */
function fillLine(files: readonly ExportedFile[]): string {
	const code = files.map(({name, content}) => (name.endsWith('.json') ? content : '')).join('\n');
	const holes = [...new Set([...code.matchAll(/"(\$\{[A-Za-z_]\w*\})"/g)].map(([, hole]) => hole))];
	return `${['envsubst', ...(holes.length > 0 ? [`'${holes.join(' ')}'`] : [])].join(' ')} <FILE.json >filled.json`;
}

/** Keys are asked for by terraform itself; from the environment they come without a line in a history. */
function variablesOf(code: string): readonly string[] {
	const names = [...code.matchAll(/^variable "([^"]+)"/gm)].map(([, name]) => name ?? '');
	return names.length === 0
		? []
		: [`It asks for ${names.join(', ')}; TF_VAR_${names[0]} in the environment answers too.`];
}

import type {CodeWriter, TerraformExporter} from '../../../clouds/export/exporters.ts';
import {hclFile} from './hcl-file.ts';

/** Writes a cloud's resources as one file, and what to do with it. */
export function terraformWriter({main, provider}: TerraformExporter): CodeWriter {
	return {
		needs: 'document',
		files(document, standing) {
			const {comment, blocks} = main(document, standing);
			return [{name: 'main.tf', content: hclFile(comment, blocks)}];
		},
		steps: ({region}, files) => [
			{says: 'Read main.tf: its first lines say what was not carried over.'},
			{says: 'Give it a provider block, or move it into your own configuration:', lines: provider(region)},
			{
				says: 'See what it would do. A plan that takes over what stands imports it, and destroys or replaces nothing:',
				lines: ['terraform init', 'terraform plan'],
			},
			...variablesOf(files.map(({content}) => content).join('\n')),
			{says: 'Apply it when the plan says just that. With OpenTofu the commands are those of tofu.'},
			{says: 'The state holds the keys in clear: keep it where only those may read it who may know them.'},
		],
	};
}

/** Keys are asked for by terraform itself; from the environment they come without a line in a history. */
function variablesOf(code: string) {
	const names = [...code.matchAll(/^variable "([^"]+)"/gm)].map(([, name]) => name ?? '');
	return names.length === 0
		? []
		: [{says: `It asks for ${names.join(', ')}; TF_VAR_${names[0]} in the environment answers too.`}];
}

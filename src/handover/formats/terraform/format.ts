import type {CloudExporters, CodeFormat} from '../../../clouds/export/exporters.ts';

/** Terraform's language, for each cloud that says its resources in it. */
export const terraform = {
	id: 'terraform',
	title: 'Terraform or OpenTofu, with import blocks for what stands',
	file: 'main.tf',
	alsoFor: 'OpenTofu',
	writerOf: ({terraform: exporter}: CloudExporters): CodeFormat['load'] | undefined =>
		exporter && (async () => (await import('./files.ts')).terraformWriter(await exporter())),
};

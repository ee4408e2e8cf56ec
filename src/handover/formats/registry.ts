import type {CloudExporters, CodeFormat} from '../../clouds/export/exporters.ts';
import {cloudModules, moduleOf} from '../../clouds/registry.ts';
import type {CloudId} from '../../connection/finding.ts';
import {terraform} from './terraform/format.ts';

/** A format that several clouds can be said in: each brings what is its own. */
interface SharedFormat extends Omit<CodeFormat, 'load'> {
	/** How it is written for a cloud; undefined for a cloud that can't be said in it. */
	readonly writerOf: (exporters: CloudExporters) => CodeFormat['load'] | undefined;
}

/** Each in a folder of its own, which nobody else names. Those that belong to one cloud stand in its `exporters`. */
const shared: SharedFormat[] = [terraform];

/** The formats that a cloud's connections can be written in, in the order to show them. */
export function formatsOf(cloud: CloudId): readonly CodeFormat[] {
	const {exporters} = moduleOf(cloud);
	const known = shared.flatMap(({writerOf, ...format}) => {
		const load = writerOf(exporters);
		return load ? [{...format, load}] : [];
	});
	return [...known, ...exporters.formats];
}

/** Every format, whichever cloud it is for. */
export function allFormats(): readonly Omit<CodeFormat, 'load'>[] {
	return [...shared, ...cloudModules().flatMap(({exporters}) => exporters.formats)];
}

/** The clouds that a format is for, by their names. */
export function cloudsOf(format: string): readonly string[] {
	return cloudModules().flatMap(({id, title}) => (formatsOf(id).some(known => known.id === format) ? [title] : []));
}

/** Adds a format that is no part of the program; a test does so. @returns what takes it away again */
export function registerFormat(format: SharedFormat): () => void {
	shared.push(format);
	return () => {
		shared.splice(shared.indexOf(format), 1);
	};
}

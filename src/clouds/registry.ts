import type {RoutingMode} from '../connection/document.ts';
import {aws} from './aws/module.ts';
import type {CloudId} from './contract/cloud.ts';
import type {CloudModule} from './contract/module.ts';
import {tencent} from './tencent/module.ts';

/*
 * The clouds that there are. This is the only place outside `clouds/<id>/` that names one: a new cloud is its folder, and a line here.
 */

const modules: CloudModule[] = [aws, tencent];

/** Every cloud, in the order in which lists show them. */
export function cloudModules(): readonly CloudModule[] {
	return modules;
}

/** What names a cloud in documents and options, in the same order. */
export function cloudIds(): readonly CloudId[] {
	return modules.map(({id}) => id);
}

/** @throws Error for a cloud that is not registered: where its name comes from a user or a file, ask `isCloud` first */
export function moduleOf(id: CloudId): CloudModule {
	const found = modules.find(module => module.id === id);
	if (!found) throw new Error(`there is no cloud ${id}`);
	return found;
}

/** Whether a text names a cloud: `aws`. */
export function isCloud(id: unknown): id is CloudId {
	return modules.some(module => module.id === id);
}

/** A cloud as its own pages spell it. */
export function cloudName(id: CloudId): string {
	return moduleOf(id).title;
}

/** Whether routes can be learned in a way there. */
export function cloudHasMode(id: CloudId, mode: RoutingMode): boolean {
	return moduleOf(id).routingModes.some(words => words.mode === mode);
}

/** What a connection with a routing mode has there: `destination routes`. */
export function routingWords(id: CloudId, mode: RoutingMode): string {
	return moduleOf(id).routingModes.find(words => words.mode === mode)?.called ?? mode;
}

/** Every cloud by its name, where any will do: `AWS or Tencent Cloud`. */
export function anyCloud(): string {
	// no Intl.ListFormat: loading its rules took a tenth of the time to the first frame
	return modules.map(({title}) => title).join(' or ');
}

/** Something of every cloud, by its id. */
export function byCloud<Value>(ofCloud: (module: CloudModule) => Value): Readonly<Record<CloudId, Value>> {
	return Object.fromEntries(modules.map(module => [module.id, ofCloud(module)]));
}

/** Adds a cloud that is made elsewhere, before anything has read a document. */
export function registerCloud(module: CloudModule): void {
	modules.push(module);
}

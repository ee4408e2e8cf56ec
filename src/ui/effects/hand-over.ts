import type {Cloud} from '../../clouds/contract/cloud.ts';
import {homeFolder, shownPath} from '../../clouds/sign-in/home-folder.ts';
import type {DeviceKind, DeviceSide} from '../../connection/device-side.ts';
import {UserError} from '../../connection/user-error.ts';
import type {Device} from '../../handover/devices/device.ts';
import {keysElsewhere} from '../../handover/devices/keys-elsewhere.ts';
import {allDevices} from '../../handover/devices/registry.ts';
import {formatsOf} from '../../handover/formats/registry.ts';
import type {Session} from '../../session/open-session.ts';
import type {Effect} from '../../wizard/core/effect.ts';
import type {
	HandoverChoice,
	HandoverHeard,
	HandoverPlace,
	HandoverWant,
	SideSeen,
	Written,
} from '../../wizard/screens/handover/handover-event.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch} from './loads.ts';

type Asked<What extends HandoverWant['want']> = Extract<HandoverWant, {want: What}>;

const timeoutMs = 30_000;
/** Free names are looked for up to here: `office`, `office-2`, … */
const mostNames = 20;

/** Hands a connection over: reads it and the devices, looks at folders, writes files. What makes files is loaded on first use. */
export class Handovers {
	readonly #env: OpenWizardOptions['env'];
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#controller = new AbortController();
	/** With the keys; forgotten when the hand-over is left. */
	#side: DeviceSide | undefined;
	#kinds: readonly DeviceKind[] = [];
	/** Files are written one set after the other, and before the program ends. */
	#writing: Promise<void> = Promise.resolve();

	constructor(env: OpenWizardOptions['env'], session: Session, dispatch: Dispatch) {
		this.#env = env;
		this.#session = session;
		this.#dispatch = dispatch;
	}

	run({request, wanted}: Extract<Effect, {type: 'handover'}>): void {
		const tell = (event: HandoverHeard) => this.#dispatch({type: 'handover', request, event});
		switch (wanted.want) {
			case 'devices':
				void this.#answer(() => this.#devices(wanted, tell), 'devices-failed', tell);
				return;
			case 'side':
				void this.#answer(() => this.#readSide(wanted, tell), 'side-failed', tell);
				return;
			case 'folder':
				void this.#look(wanted, tell);
				return;
			case 'write':
				this.#writing = this.#writing.then(() => this.#answer(() => this.#write(wanted, tell), 'write-failed', tell));
				return;
			case 'stop':
				this.stop();
		}
	}

	/** Ends what is being read, and forgets the keys. */
	stop(): void {
		this.#controller.abort();
		this.#controller = new AbortController();
		this.#side = undefined;
		this.#kinds = [];
	}

	/** Resolves when nothing is being written any more. */
	async flush(): Promise<void> {
		await this.#writing;
	}

	async #answer(
		work: () => Promise<void>,
		failed: 'devices-failed' | 'side-failed' | 'write-failed',
		tell: (event: HandoverHeard) => void,
	): Promise<void> {
		const {signal} = this.#controller;
		try {
			await work();
		} catch (error) {
			if (!(signal.aborted && isAborted(error))) tell({heard: failed, trouble: troubleOf(error)});
		}
	}

	#signal(): AbortSignal {
		return AbortSignal.any([this.#controller.signal, AbortSignal.timeout(timeoutMs)]);
	}

	async #devices({place}: Asked<'devices'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const signal = this.#signal();
		const [{readKinds}, cloud] = await this.#tools(place);
		const devices = await readKinds(cloud, place.region, signal);
		if (signal.aborted) return;
		this.#kinds = devices;
		tell({heard: 'devices', devices});
	}

	async #readSide({place}: Asked<'side'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const signal = this.#signal();
		const [{readSide}, cloud] = await this.#tools(place);
		const side = await readSide(cloud, place, signal);
		if (signal.aborted) return;
		this.#side = side;
		tell({heard: 'side', side: seenOf(side)});
	}

	#tools({cloud}: HandoverPlace): Promise<[typeof import('../../handover/devices/for-device.ts'), Cloud]> {
		return Promise.all([import('../../handover/devices/for-device.ts'), this.#session.cloud(cloud)]);
	}

	async #look({place, choice, path, fresh}: Asked<'folder'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {expandedPath, lookAtFolder} = await import('../../handover/folder/look-at-folder.ts');
		const names = await this.#namesOf(choice, place.cloud);
		const look = (typed: string) => lookAtFolder(this.#absolute(expandedPath, typed), names, place.id);
		const candidates = fresh
			? [path, `~/${path}`].flatMap(base => [
					base,
					...Array.from({length: mostNames - 1}, (_, index) => `${base}-${index + 2}`),
				])
			: [path];
		for (const typed of candidates) {
			const {says, problem} = await look(typed);
			// a suggestion is a folder that is still to be made
			if (fresh && (problem !== undefined || says.startsWith('is there'))) continue;
			const where = this.#shown(this.#absolute(expandedPath, typed));
			const text = says === '' ? '' : `${where} ${says}`;
			tell({heard: 'folder', asked: path, path: typed, says: text, ...(problem === undefined ? {} : {problem})});
			return;
		}
	}

	#absolute(expanded: (typed: string, home: string, workingFolder: string) => string, typed: string): string {
		return expanded(typed.trim(), homeFolder(this.#env), process.cwd());
	}

	#shown(file: string): string {
		return shownPath(file, this.#env);
	}

	/** What would be written, as far as that is known before. */
	async #namesOf(choice: HandoverChoice, cloud: HandoverPlace['cloud']): Promise<readonly string[]> {
		if (choice.as === 'code') return formatsOf(cloud).flatMap(({id, file}) => (id === choice.format ? [file] : []));
		const device = this.#deviceOf(choice.device);
		return device && this.#side ? (await device.load()).fileNames(this.#side) : [];
	}

	#deviceOf(name: string): Device | undefined {
		return allDevices(this.#kinds).find(({id}) => id === name);
	}

	async #write(wanted: Asked<'write'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const [{writeFiles}, {expandedPath}] = await Promise.all([
			import('../../handover/folder/write-files.ts'),
			import('../../handover/folder/look-at-folder.ts'),
		]);
		const made = await this.#made(wanted);
		const here = (text: string) => this.#session.here(text, wanted.place.cloud);
		const files = made.files.map(file =>
			typeof file.content === 'string' && file.name === 'STEPS.md' ? {...file, content: here(file.content)} : file,
		);
		const {title} = made;
		const steps = here(made.steps);
		const folder = this.#absolute(expandedPath, wanted.path);
		await writeFiles(folder, files, {of: wanted.place.id});
		const written: Written = {
			title,
			folder: this.#shown(folder),
			files: files.map(({name, what}) => ({name, what})),
			steps,
		};
		tell({heard: 'written', written});
	}

	async #made({place, choice, site}: Asked<'write'>) {
		const signal = this.#signal();
		const [{filesFor}, cloud] = await this.#tools(place);
		if (choice.as === 'code') {
			const {codeFiles} = await import('../../handover/formats/code-source.ts');
			const {files, steps} = await codeFiles(cloud, place, choice.format, signal);
			return {files, title: choice.format, steps};
		}

		const device = this.#deviceOf(choice.device);
		if (!this.#side || !device)
			throw new UserError('what was read of the connection is gone', {mend: 'go back and press ctrl-r'});
		const files = await filesFor(device, {cloud, side: this.#side, site}, signal);
		const steps = files.find(({name}) => name === 'STEPS.md')?.content;
		return {files, title: device.product, steps: typeof steps === 'string' ? steps : ''};
	}
}

/** What the screen may know: no address of a key, and no key. */
function seenOf(side: DeviceSide): SideSeen {
	return {
		routing: side.routing,
		namesSite: side.siteRanges.length > 0,
		bgpTunnels: side.tunnels.filter(tunnel => tunnel.bgp).length,
		namesCloud: side.cloudRanges.length > 0,
		keysElsewhere: keysElsewhere(side),
	};
}

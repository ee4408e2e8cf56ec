import type {DeviceKind, DeviceSide} from '../../connection/device-side.ts';
import {UserError} from '../../connection/user-error.ts';
import {allDevices} from '../../handover/devices/registry.ts';
import type {Session} from '../../session/open-session.ts';
import type {Target} from '../../session/target.ts';
import type {HandoverHeard, HandoverWant} from '../../wizard/screens/handover/event.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import {seenOf} from './side-seen.ts';

type Asked<What extends HandoverWant['want']> = Extract<HandoverWant, {want: What}>;

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

	run({request, wanted}: EffectOf<'handover'>): void {
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

	async #devices({place}: Asked<'devices'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {signal} = this.#controller;
		const {readDevices} = await import('../../session/devices.ts');
		const devices = await readDevices(this.#session, place, signal);
		if (signal.aborted) return;
		this.#kinds = devices;
		tell({heard: 'devices', devices});
	}

	async #readSide({place}: Asked<'side'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {signal} = this.#controller;
		const {readDeviceSide} = await import('../../session/devices.ts');
		const {keysElsewhere} = await import('../../session/hand-over.ts');
		const side = await readDeviceSide(this.#session, place, signal);
		if (signal.aborted) return;
		this.#side = side;
		tell({heard: 'side', side: seenOf(side, keysElsewhere(side))});
	}

	async #look(wanted: Asked<'folder'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {place, path, fresh} = wanted;
		const {folderOf, lookAt} = await import('../../session/hand-over.ts');
		const target = await this.#targetOf(wanted);
		const names = (await target?.fileNames()) ?? [];
		const look = await lookAt(path, {names, of: place.id, fresh, env: this.#env});
		if (!look) return;
		const {path: typed, says, problem} = look;
		const text = says === '' ? '' : `${folderOf(typed, this.#env).shown} ${says}`;
		tell({heard: 'folder', asked: path, path: typed, says: text, ...(problem === undefined ? {} : {problem})});
	}

	/** Undefined where it needs what was read of the connection, and that is gone. */
	async #targetOf({place, choice: {kind, id}}: Asked<'folder' | 'write'>): Promise<Target | undefined> {
		const {codeTarget, deviceTarget} = await import('../../session/target.ts');
		if (kind === 'code') return codeTarget(this.#session, place, id);
		const device = allDevices(this.#kinds).find(each => each.id === id);
		return device && this.#side && deviceTarget(this.#session, place, device, this.#side);
	}

	async #write(wanted: Asked<'write'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {signal} = this.#controller;
		const {folderOf} = await import('../../session/hand-over.ts');
		const {path: folder, shown} = folderOf(wanted.path, this.#env);
		const target = await this.#targetOf(wanted);
		if (!target) throw new UserError('what was read of the connection is gone', {mend: 'go back and press ctrl-r'});
		const {files, left, steps} = await target.write({folder}, wanted.site, signal);
		const names = files.map(({name, what}) => ({name, what}));
		const {title} = target;
		const others = left.map(({name}) => name);
		tell({heard: 'written', written: {title, folder: shown, files: names, left: others, steps}});
	}
}

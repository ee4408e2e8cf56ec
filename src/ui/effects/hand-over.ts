import type {DeviceKind, DeviceSide} from '../../connection/device-side.ts';
import type {ConnectionPlace} from '../../connection/place.ts';
import {UserError} from '../../connection/user-error.ts';
import {allDevices} from '../../handover/devices/registry.ts';
import {formatsOf} from '../../handover/formats/registry.ts';
import type {Device, HandedOver} from '../../session/hand-over.ts';
import type {Session} from '../../session/open-session.ts';
import type {Effect} from '../../wizard/core/effect.ts';
import type {HandoverChoice, HandoverHeard, HandoverWant, SideSeen} from '../../wizard/screens/handover/event.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Dispatch} from './loads.ts';

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

	async #devices({place}: Asked<'devices'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {signal} = this.#controller;
		const {readDevices} = await import('../../session/hand-over.ts');
		const devices = await readDevices(this.#session, place, signal);
		if (signal.aborted) return;
		this.#kinds = devices;
		tell({heard: 'devices', devices});
	}

	async #readSide({place}: Asked<'side'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {signal} = this.#controller;
		const {keysElsewhere, readDeviceSide} = await import('../../session/hand-over.ts');
		const side = await readDeviceSide(this.#session, place, signal);
		if (signal.aborted) return;
		this.#side = side;
		tell({heard: 'side', side: seenOf(side, keysElsewhere(side))});
	}

	async #look({place, choice, path, fresh}: Asked<'folder'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {folderOf, lookAt} = await import('../../session/hand-over.ts');
		const names = await this.#namesOf(choice, place.cloud);
		const look = await lookAt(path, {names, of: place.id, fresh, env: this.#env});
		if (!look) return;
		const {path: typed, says, problem} = look;
		const text = says === '' ? '' : `${folderOf(typed, this.#env).shown} ${says}`;
		tell({heard: 'folder', asked: path, path: typed, says: text, ...(problem === undefined ? {} : {problem})});
	}

	/** What would be written, as far as that is known before. */
	async #namesOf(choice: HandoverChoice, cloud: ConnectionPlace['cloud']): Promise<readonly string[]> {
		if (choice.as === 'code') return formatsOf(cloud).flatMap(({id, file}) => (id === choice.format ? [file] : []));
		const device = this.#deviceOf(choice.device);
		return device && this.#side ? (await device.load()).fileNames(this.#side) : [];
	}

	#deviceOf(name: string): Device | undefined {
		return allDevices(this.#kinds).find(({id}) => id === name);
	}

	async #write(wanted: Asked<'write'>, tell: (event: HandoverHeard) => void): Promise<void> {
		const {folderOf, leftLine} = await import('../../session/hand-over.ts');
		const {path, shown} = folderOf(wanted.path, this.#env);
		const {title, files, left, steps} = await this.#handOver(wanted, path);
		const names = files.map(({name, what}) => ({name, what}));
		tell({heard: 'written', written: {title, folder: shown, files: names, left: left.map(leftLine), steps}});
	}

	async #handOver(
		{place, choice, site}: Asked<'write'>,
		folder: string,
	): Promise<HandedOver & {readonly title: string}> {
		const {signal} = this.#controller;
		if (choice.as === 'code') {
			const {handOverCode} = await import('../../session/export.ts');
			return {...(await handOverCode(this.#session, place, choice.format, {folder}, signal)), title: choice.format};
		}

		const device = this.#deviceOf(choice.device);
		const side = this.#side;
		if (!side || !device)
			throw new UserError('what was read of the connection is gone', {mend: 'go back and press ctrl-r'});
		const {handOver} = await import('../../session/hand-over.ts');
		const written = await handOver(this.#session, {place, device, side, site}, {folder}, signal);
		return {...written, title: device.product};
	}
}

/** What the screen may know: no address of a key, and no key. */
function seenOf(side: DeviceSide, keysElsewhere: readonly string[]): SideSeen {
	return {
		routing: side.routing,
		namesSite: side.siteRanges.length > 0,
		bgpTunnels: side.tunnels.filter(tunnel => tunnel.bgp).length,
		namesCloud: side.cloudRanges.length > 0,
		keysElsewhere,
	};
}

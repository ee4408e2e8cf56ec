import type {Check} from '../../clouds/contract/cloud.ts';
import {findDevice, readDeviceSide} from '../../session/devices.ts';
import {folderOf, keysElsewhere, lookAt} from '../../session/hand-over.ts';
import type {Session} from '../../session/open-session.ts';
import {deedChecks} from '../../session/plan-deed.ts';
import {type RotationShown, readRotation} from '../../session/rotate-keys.ts';
import type {Rotation} from '../../session/rotation.ts';
import type {RotationAsked} from '../../wizard/screens/keys/form.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';
import {seenOf} from './side-seen.ts';

/** Plans of new keys: what was shown last is what is carried out. It holds the keys that stand, so it is forgotten when it is left. */
export class Rotations {
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#reading = new AbortController();
	#shown: RotationShown | undefined;

	constructor(session: Session, dispatch: Dispatch) {
		this.#session = session;
		this.#dispatch = dispatch;
	}

	/** What the user has confirmed. @throws Error where nothing was shown */
	get shown(): RotationShown {
		if (!this.#shown) throw new Error('no renewal of keys was shown');
		return this.#shown;
	}

	/** What is asked of the site, as far as the connection leaves it open. Where it can't be read, only what every site is asked is. */
	async readSide({request, place, folder: wanted}: EffectOf<'read-side'>): Promise<void> {
		// the files of last time are never in the way
		const free = await lookAt(wanted, {names: [], of: place.id, fresh: true, env: this.#session.env});
		const folder = free?.path ?? wanted;
		try {
			const side = await readDeviceSide(this.#session, place, this.#reading.signal);
			this.#dispatch({type: 'side-read', request, folder, side: seenOf(side, keysElsewhere(side))});
		} catch {
			this.#dispatch({type: 'side-read', request, folder, side: undefined});
		}
	}

	async read({request, asked}: EffectOf<'read-rotation'>): Promise<void> {
		this.stop();
		const {signal} = this.#reading;
		try {
			const shown = await readRotation(this.#session, await this.#rotation(asked, signal), signal);
			const checks: Check[] = [];
			for await (const check of deedChecks(shown, signal)) checks.push(check);
			if (signal.aborted) return;
			this.#shown = shown;
			this.#dispatch({type: 'rotation-shown', request, plan: shown.plan, checks});
		} catch (error) {
			if (!signal.aborted) this.#dispatch({type: 'rotation-failed', request, trouble: troubleOf(error)});
		}
	}

	/** Ends what is being read, and forgets the keys. */
	stop(): void {
		this.#reading.abort();
		this.#reading = new AbortController();
		this.#shown = undefined;
	}

	/** With the device that was named, and the folder as this machine has it. */
	async #rotation({files, ...asked}: RotationAsked, signal: AbortSignal): Promise<Rotation> {
		if (!files) return asked;
		const device = await findDevice(this.#session, files.device, asked.place, signal);
		const {path} = folderOf(files.folder, this.#session.env);
		return {...asked, files: {device, site: files.site, folder: {folder: path}}};
	}
}

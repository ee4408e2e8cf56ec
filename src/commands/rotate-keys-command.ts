import type {Plan} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {findDevice} from '../session/devices.ts';
import {type PlaceWords, placeOf} from '../session/places.ts';
import {
	type Rotation,
	type RotationEvent,
	type RotationFiles,
	readRotation,
	rotateKeys,
} from '../session/rotate-keys.ts';
import type {CommandIo} from './command-io.ts';
import {keysAsked} from './key-option.ts';
import {type SiteOptions, siteFacts} from './site-facts.ts';
import {type DeedOptions, deedLimit, deedStopMessage, dryRunOfDeed, reportDeed} from './tell-deed.ts';
import {tellRun} from './tell-run.ts';
import {askKeyAt, type CommandWork, saidWhileWaiting, withSession} from './with-session.ts';

interface RotateOptions extends DeedOptions, PlaceWords, SiteOptions {
	/** As people count; left out: one after the other, all of them. */
	readonly tunnel?: number;
	readonly key?: readonly string[];
	readonly device?: string;
	readonly out?: string;
	readonly replace?: boolean;
	/** False with `--no-drain`. */
	readonly drain: boolean;
}

/**
 * `rotate-keys ID`: gives a connection that stands new keys, one tunnel after the other, without cutting it off. Without `--yes` it is a dry run.
 * @throws UserError, CloudError
 */
export async function rotateKeysCommand(id: string, options: RotateOptions, io: CommandIo): Promise<ExitCode> {
	let begun = false;
	const limit = deedLimit(options);
	const work = async (at: CommandWork<RotateOptions>) => {
		const {session, signal, say} = at;
		const rotation = await rotationOf(id, at);
		const cloud = await session.cloud(rotation.place.cloud, rotation.place.region);
		const shown = await saidWhileWaiting(cloud, io, readRotation(session, rotation, signal));
		const end = await dryRunOfDeed(shown, at, 'look at it, then add --yes');
		if (end !== undefined) return end;
		begun = true;
		const asking = askKeyAt(io, signal, 'name another source, as in --key generated or --key env:OFFICE_VPN_KEY');
		const events = rotateKeys(session, shown, {signal, limit, sleep: io.sleep, askKey: asking});
		const files: Written[] = [];
		const ended = await tellRun(shown.plan, keepingFiles(events, files), say);
		return reportDeed(shown.plan, ended, {done: doneLines(shown.plan, rotation), about: {files}}, at);
	};
	return withSession(options, io, work, () => (begun ? deedStopMessage : 'stopped: nothing was changed'));
}

async function rotationOf(id: string, {session, options, signal}: CommandWork<RotateOptions>): Promise<Rotation> {
	const {tunnel, drain, evenIfDown, key} = options;
	const {keys, keptByCloud} = keysAsked(key);
	const place = {...(await placeOf(id, options, session)), id};
	const files = await filesOf(place, {session, options, signal});
	return {
		place,
		drain,
		...(tunnel === undefined ? {} : {tunnels: [tunnel]}),
		...(keys.length > 0 ? {keys} : {}),
		...(keptByCloud ? {keptByCloud} : {}),
		...(evenIfDown ? {evenIfDown} : {}),
		...(files ? {files} : {}),
	};
}

async function filesOf(
	place: Rotation['place'],
	{session, options, signal}: Pick<CommandWork<RotateOptions>, 'session' | 'options' | 'signal'>,
): Promise<RotationFiles | undefined> {
	const {device, out, replace = false} = options;
	if (device === undefined && out === undefined) return undefined;
	if (device === undefined)
		throw new UserError('which device is at the site is not said', {
			field: '--device',
			mend: 'tunnelwright config --list-devices shows what there is',
		});
	if (out === undefined || out === '' || out === '-')
		throw new UserError('which folder the device’s new files go to is not said', {
			field: '--out',
			mend: 'name one, as in --out office: the files hold keys, so they are not printed',
		});
	return {
		device: await findDevice(session, device, place, signal),
		site: siteFacts(options),
		folder: {folder: out, replace},
	};
}

/** Of one tunnel, as JSON has it. */
interface Written {
	readonly tunnel: number;
	readonly paths: readonly string[];
}

/** Passes events on, and keeps which files were written. */
async function* keepingFiles(events: AsyncIterable<RotationEvent>, kept: Written[]): AsyncGenerator<RotationEvent> {
	for await (const event of events) {
		if (event.type === 'files-written')
			kept.push({tunnel: event.tunnel.number, paths: event.files.files.map(file => file.path)});
		yield event;
	}
}

/** What is left to do once every key is renewed. */
function doneLines(
	{exists, region}: Pick<Plan, 'exists' | 'region'>,
	{files}: Pick<Rotation, 'files'>,
): readonly string[] {
	const id = printable(exists?.id ?? '');
	return [
		`renewed: the keys of ${id}`,
		...(files
			? []
			: [`the device’s files with the new keys: tunnelwright config ${id} --region ${region} --device … --out …`]),
	];
}

import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {allDevices, ownDevices} from '../handover/devices/registry.ts';
import {leftNote} from '../handover/folder/left-note.ts';
import {findDevice, holdsWords, readDeviceSide, readDevices} from '../session/devices.ts';
import {handOver} from '../session/hand-over.ts';
import {type PlaceWords, placeOf, placesOf} from '../session/places.ts';
import {askPlaces} from '../session/read-status.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {failureHere, failureOf} from './failure.ts';
import {type SiteOptions, siteFacts} from './site-facts.ts';
import {type CommandWork, withSession} from './with-session.ts';

interface ConfigOptions extends CommandOptions, PlaceWords, SiteOptions {
	readonly device?: string;
	readonly listDevices?: boolean;
	/** Shows the devices that hold these words. */
	readonly filter?: string;
	readonly out?: string;
	/** Takes the place of files that were written there before, and not changed since. */
	readonly replace?: boolean;
}

/**
 * `config ID`: writes the site's side of a connection that stands, ready for a device; with `--list-devices` says which devices there are.
 * Reads the cloud only. @throws UserError, CloudError
 */
export function configCommand(id: string | undefined, options: ConfigOptions, io: CommandIo): Promise<ExitCode> {
	return withSession(options, io, at => (options.listDevices ? listDevices(id, at) : writeConfig(id, at)));
}

type ConfigWork = CommandWork<ConfigOptions>;

async function writeConfig(id: string | undefined, {session, options, io, signal}: ConfigWork): Promise<ExitCode> {
	if (id === undefined)
		throw new UserError('which connection is meant is not said', {
			field: 'ID',
			mend: `as in: tunnelwright config vpn-40f41529 --device ${ownDevices()[0]?.id} --out office`,
		});
	const {device, out} = options;
	if (device === undefined)
		throw new UserError('which device is at the site is not said', {
			field: '--device',
			mend: `write --device ${ownDevices()[0]?.id}, or choose one of: tunnelwright config --list-devices`,
		});
	if (out === undefined || out === '')
		throw new UserError('which folder the files go to is not said', {
			field: '--out',
			mend: 'name one, as in --out office: the files hold keys, so they are not printed',
		});
	if (out === '-')
		throw new UserError('--out - is standard output, and the files hold keys: they are not printed', {
			field: '--out',
			mend: 'name a folder, as in --out office; ./- is the one of that name',
		});
	const site = siteFacts(options);
	const place = await placeOf(id, options, session);
	const meant = await findDevice(session, device, place, signal);
	const side = await readDeviceSide(session, {...place, id}, signal);
	const task = {place: {...place, id}, device: meant, side, site};
	const {files, left} = await handOver(session, task, {folder: out, replace: options.replace ?? false}, signal);
	const written = files.map(({path, name, what}) => ({path, name, what}));
	const others = left.map(({path}) => path);
	const {cloud, region} = place;
	return answer(options, io, {connection: id, cloud, region, device, files: written, left: others}, [
		...files.map(({path, what}) => `${printable(path)}  ${what}`),
		...leftNote(out, left),
		`what to do with them, in order: ${printable(files.at(-1)?.path ?? '')}`,
	]);
}

async function listDevices(id: string | undefined, {session, options, io, signal}: ConfigWork): Promise<ExitCode> {
	const filter = options.filter ?? '';
	const places = await placesOf(id === undefined ? [] : [id], options, session);
	const {answered, errors} = await askPlaces(places, place => readDevices(session, place, signal));
	const devices = allDevices(answered.flatMap(({found}) => found)).filter(device => holdsWords(device, filter));
	const failures = errors.map(error => failureHere(failureOf(error), options));
	const asked = options.cloud !== undefined || id !== undefined || options.region !== undefined;
	const misnamed = errors.find(error => error instanceof UserError);
	const code = misnamed?.exit ?? (asked && failures.length > 0 ? exitCode.cloud : exitCode.done);
	const width = Math.max(0, ...devices.map(({id: name}) => name.length));
	const value = {
		error: code === exitCode.done ? undefined : failures[0]?.json,
		devices: devices.map(device => ({device: device.id, ...device.listed})),
		errors: failures.map(({json}) => json),
	};
	answer(options, io, value, [
		...devices.map(({id: name, title}) => `${name.padEnd(width)}  ${printable(title)}`),
		...(devices.length === 0 ? [`no device holds "${printable(filter, 60)}"`] : []),
	]);
	if (!options.json) for (const failure of failures) io.err(failure.text);
	return code;
}

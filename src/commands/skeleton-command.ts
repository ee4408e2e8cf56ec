import {moduleOf} from '../clouds/registry.ts';
import type {RoutingMode} from '../connection/document.ts';
import type {CloudId} from '../connection/finding.ts';
import {jsonText} from '../connection/json-text.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {skeletonOf} from '../session/skeleton.ts';
import type {CommandIo} from './command-io.ts';

interface SkeletonOptions {
	readonly mode?: RoutingMode;
	/** Plain JSON, without the annotations and the optional members that stand in them. */
	readonly json?: boolean;
}

/** `skeleton CLOUD`: an annotated document to fill in; JSON with comments. @throws UserError for a mode that the cloud does not have */
export function skeletonCommand(cloud: CloudId, {mode, json}: SkeletonOptions, io: CommandIo): ExitCode {
	const {routingModes} = moduleOf(cloud);
	const known = routingModes.map(words => words.mode);
	if (mode !== undefined && !known.includes(mode))
		throw new UserError(`${cloud} has no routing mode "${mode}"`, {
			field: '--mode',
			mend: `write --mode ${known.join(', or --mode ')}`,
		});
	const {text, plain} = skeletonOf(cloud, mode ?? routingModes[0].mode);
	io.out(json ? jsonText(plain, 2) : text);
	return exitCode.done;
}

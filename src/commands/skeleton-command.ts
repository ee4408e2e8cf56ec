import {moduleOf} from '../clouds/registry.ts';
import type {RoutingMode} from '../connection/document.ts';
import type {CloudId} from '../connection/finding.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {skeletonOf} from '../session/skeleton.ts';
import {answer} from './answer.ts';
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
	return answer({json}, io, plain, [text]);
}

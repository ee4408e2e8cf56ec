import type {ServiceInputTypes, ServiceOutputTypes} from '@aws-sdk/client-ec2';
import type {UndoStep} from '../../contract/cloud.ts';
import type {UndoKind} from '../../engine/action-kind.ts';
import type {Presence} from '../../engine/undo-action.ts';
import {stepOf, textOf} from '../../engine/undo-action.ts';
import type {AwsReach, Ec2Command} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {removalFields} from '../wire/log-things.ts';
import {deletions} from './deletions.ts';

type Given<Name extends string> = Readonly<Record<Name, string>>;
export type MayDryRun = {readonly DryRun?: boolean};

/** A call that takes something away, in its own words. */
interface Description<Name extends string, Input extends ServiceInputTypes, Reply extends ServiceOutputTypes> {
	readonly call: keyof typeof deletions;
	/** The members of a step that say what it is about. */
	readonly names: readonly Name[];
	/** For people, beside the title. */
	readonly detail: (given: Given<Name>) => string;
	readonly command: (given: Given<Name> & MayDryRun) => Ec2Command<Input, Reply>;
	/** Whether the call has a dry run. Each `satisfies HasDryRun` of its input. */
	readonly dryRun: boolean;
	/** Looks whether it is there. Reads only. @throws CloudError */
	readonly look: (given: Given<Name>, reach: AwsReach) => Promise<Presence>;
	/** The member that names a gateway: one goes with a connection only because a run of ours made it. */
	readonly gateway?: Name;
}

/**
 * Whether a call has a dry run, by the SDK's own types: the compiler holds each `dryRun` against it, since DryRun on a call that has none
 * is dropped without a word and the call carried out (CreateVpnConnectionRoute is one).
 */
export type HasDryRun<Input> = 'DryRun' extends keyof Input ? true : false;

export interface AwsUndo<Name extends string = string> extends Omit<UndoKind<AwsClients>, 'of'> {
	/** What a step is about, for people. */
	detail(parameters: Given<Name>): string;
	/** A step of it; `detail` where it is told otherwise. */
	step(
		given: Pick<UndoStep, 'id' | 'unlessUsed'> & {readonly parameters: Given<Name>; readonly detail?: string},
	): UndoStep;
	/** The gateway that a step takes away or detaches; undefined for a step that does neither. */
	gatewayOf(step: UndoStep): string | undefined;
	/** Asks whether it would be allowed; left out where the call has no dry run. @throws CloudError, which holds the answer */
	askWhetherAllowed?(step: UndoStep, reach: AwsReach): Promise<unknown>;
}

export function awsUndo<Name extends string, Input extends ServiceInputTypes, Reply extends ServiceOutputTypes>({
	call,
	names,
	detail,
	command,
	dryRun,
	look,
	gateway,
}: Description<Name, Input, Reply>): AwsUndo<Name> {
	const {title} = deletions[call];
	// every name has its text then, or it has thrown
	const given = (step: UndoStep) => Object.fromEntries(names.map(name => [name, textOf(step, name)])) as Given<Name>;
	const send = ({clients, region, signal}: AwsReach, step: UndoStep, asked: MayDryRun) =>
		clients.call({call, region, purpose: 'change', signal}, (client, options) =>
			client.send(command({...given(step), ...asked}), options),
		);
	return {
		call,
		title,
		logged: removalFields,
		detail,
		step: ({detail: told, ...rest}) => stepOf({call, title}, {detail: told ?? detail(rest.parameters), ...rest}),
		look: (step, {region, signal}, clients) => look(given(step), {clients, region, signal}),
		// a call that went out is never cut off: its end would be unknown
		send: (step, {region}, clients) => send({clients, region, signal: new AbortController().signal}, step, {}),
		gatewayOf: step => (gateway === undefined ? undefined : textOf(step, gateway)),
		...(dryRun ? {askWhetherAllowed: (step: UndoStep, reach: AwsReach) => send(reach, step, {DryRun: true})} : {}),
	};
}

/** Of something that says its state. */
export function presenceOf(found: {readonly State?: string | undefined} | undefined): Presence {
	if (!found || found.State === 'deleted') return 'gone';
	return found.State === 'deleting' ? 'going' : 'there';
}

import {DeleteTagsCommand, type DeleteTagsCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import {shapeOf} from '../../net/loggable.ts';
import {nothing} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import type {HasDryRun} from './aws-undo.ts';

/** Keys alone, and never none: without keys AWS deletes every tag, and with a value only a tag that has it. Source: EC2 API, DeleteTags. */
const request = z.strictObject({
	Resources: z.array(z.string()).length(1),
	Tags: z.array(z.strictObject({Key: z.string().min(1)})).min(1),
}) satisfies z.ZodType<DeleteTagsCommandInput>;

export const deleteTagsKind = awsAction({
	call: 'DeleteTags',
	title: 'remove tags',
	request,
	command: given => new DeleteTagsCommand(given),
	dryRun: true satisfies HasDryRun<DeleteTagsCommandInput>,
	logged: {
		request: shapeOf<DeleteTagsCommandInput>({id: ['Resources'], hidden: ['Tags'], flag: ['DryRun']}),
		response: nothing,
	},
	made: () => ({}),
});

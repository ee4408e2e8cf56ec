import {CreateTagsCommand, type CreateTagsCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {shapeOf} from '../../net/loggable.ts';
import {nothing} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import type {HasDryRun} from './aws-undo.ts';
import {type TagList, tags} from './tag-schema.ts';

const request = z.strictObject({
	Resources: z.array(z.string()),
	Tags: tags,
}) satisfies z.ZodType<CreateTagsCommandInput>;

/** Nothing to look for, and nothing to take back: the same tags again are the same, and they go with the attachment. */
export const tagTransitAttachment = awsAction({
	call: 'CreateTags',
	title: 'tag transit gateway attachment',
	request,
	command: given => new CreateTagsCommand(given),
	dryRun: true satisfies HasDryRun<CreateTagsCommandInput>,
	logged: {
		request: shapeOf<CreateTagsCommandInput>({id: ['Resources'], hidden: ['Tags'], flag: ['DryRun']}),
		response: nothing,
	},
	made: () => ({}),
});

export function planAttachmentTags(name: string, more: TagList): Action {
	return tagTransitAttachment.plan({
		id: 'transit-attachment-tags',
		detail: `Name ${name}: the connection's tags do not reach it`,
		after: ['transit-attachment'],
		parameters: {Resources: [{$result: 'transit-attachment'}], Tags: [{Key: 'Name', Value: name}, ...more]},
	});
}

import {CreateTagsCommand, type CreateTagsCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import {visible} from '../../../connection/visible.ts';
import type {Action} from '../../contract/cloud.ts';
import {shapeOf} from '../../net/loggable.ts';
import {nothing} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import type {HasDryRun} from './aws-undo.ts';
import {type TagList, tags} from './tag-schema.ts';

const request = z.strictObject({
	Resources: z.array(z.string()).length(1),
	Tags: tags.min(1),
}) satisfies z.ZodType<CreateTagsCommandInput>;

/** The same tags again are the same. */
export const createTagsKind = awsAction({
	call: 'CreateTags',
	title: 'set tags',
	request,
	command: given => new CreateTagsCommand(given),
	dryRun: true satisfies HasDryRun<CreateTagsCommandInput>,
	logged: {
		request: shapeOf<CreateTagsCommandInput>({id: ['Resources'], hidden: ['Tags'], flag: ['DryRun']}),
		response: nothing,
	},
	made: () => ({}),
});

/** Tags that the attachment lacks. Nothing to take back: they go with it. */
export function planAttachmentTags(tags: TagList): Action {
	const name = tags.find(({Key}) => Key === 'Name')?.Value;
	const what = name === undefined ? tags.map(({Key}) => Key).join(', ') : `Name ${name}`;
	const planned = createTagsKind.plan({
		id: 'transit-attachment-tags',
		detail: `${visible(what)}: the connection's tags do not reach it`,
		after: ['transit-attachment'],
		parameters: {Resources: [{$result: 'transit-attachment'}], Tags: tags},
	});
	return {...planned, title: 'tag transit gateway attachment'};
}

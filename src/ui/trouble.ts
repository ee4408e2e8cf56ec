import {CloudError, isOwnStop} from '../clouds/contract/cloud-error.ts';
import {missingPermissions} from '../clouds/permissions.ts';
import {wordsOf} from '../connection/error-words.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import type {Trouble} from '../wizard/core/state.ts';

/** What went wrong, as a screen says it. No raw SDK error gets here; anything unknown only by words that can hold no key. */
export function troubleOf(error: unknown): Trouble {
	if (error instanceof CloudError) {
		const {says, message, mend, code, requestId, call, field} = error.info;
		const actions = missingPermissions(error.info).map(action => printable(action, 100));
		// the words of the cloud itself stand beside ours
		const isOurs = isOwnStop(error.info);
		const own = isOurs || says === undefined || message === code || message === says ? '' : message;
		const names = isOurs ? [] : [code, call && `in ${call}`, requestId && `request ${requestId}`];
		const named = names.filter(Boolean).join(' · ');
		// however much the cloud has to say, its code and request id stay: support asks for them
		const said = printable(own, Math.max(100, 400 - named.length));
		const detail = [said, printable(named, 300)].filter(Boolean).join(' · ');
		return {
			message: printable(says ?? message, 300),
			...(mend === undefined ? {} : {mend: printable(mend, 300)}),
			...(detail === '' ? {} : {detail}),
			...(field === undefined ? {} : {field}),
			...(error.info.kind === 'credentials' ? {credentials: true} : {}),
			...(actions.length === 0 ? {} : {lacking: {cloud: error.info.cloud, actions}}),
		};
	}

	if (error instanceof UserError) {
		const {mend, items = [], credentials, changedElsewhere} = error.details;
		const message = [error.message, ...items.slice(0, 3)].join(' · ');
		return {
			message: printable(message, 300),
			...(mend === undefined ? {} : {mend: printable(mend, 300)}),
			...(credentials ? {credentials} : {}),
			...(changedElsewhere ? {changedElsewhere} : {}),
		};
	}

	return {message: wordsOf(error, 300).replace(/^Error: /, '')};
}

/** Whether an error only says that we ended the call ourselves. */
export function isAborted(error: unknown): boolean {
	if (error instanceof CloudError) return error.info.kind === 'aborted';
	return error instanceof Error && error.name === 'AbortError';
}

import {deleteDraftQuestion} from '../../screens/drafts/drafts.ts';
import {evenIfDownQuestion} from '../../screens/dry-run/even-if-down.ts';
import {reportQuestion} from '../../screens/dry-run/model.ts';
import {accountsQuestion, idsQuestion, tagsQuestion} from '../../screens/fleet-choice/screen.ts';
import {rotationKeyQuestion} from '../../screens/keys/question.ts';
import {manyValueQuestion} from '../../screens/many/value-question.ts';
import * as profile from '../../screens/profiles/questions.ts';
import {runKeyQuestion} from '../../screens/run/open.ts';
import {forgetRunQuestion} from '../../screens/runs/open.ts';
import {siteLogQuestion} from '../../screens/why/site-log.ts';
import type {Prompt, Question} from './question.ts';

/** Every question, by its purpose. */
const questions: Readonly<Record<Prompt['purpose'], Question>> = {
	'save-profile': profile.saveQuestion,
	'rename-profile': profile.renameQuestion,
	'export-profile': profile.exportQuestion,
	'import-profile': profile.importQuestion,
	'delete-profile': profile.deleteQuestion,
	'delete-draft': deleteDraftQuestion,
	'forget-run': forgetRunQuestion,
	'run-key': runKeyQuestion,
	'write-report': reportQuestion,
	'even-if-down': evenIfDownQuestion,
	'many-value': manyValueQuestion,
	'rotation-key': rotationKeyQuestion,
	'site-log': siteLogQuestion,
	'fleet-tags': tagsQuestion,
	'fleet-accounts': accountsQuestion,
	'fleet-ids': idsQuestion,
};

export function questionOf({purpose}: Pick<Prompt, 'purpose'>): Question {
	return questions[purpose];
}
